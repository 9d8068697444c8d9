from threading import Barrier, Thread

from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..budget.common import BudgetCommon
from ..deposit.common import DepositCommon
from .copied import CommittedCase


@tagged("post_install", "-at_install")
class TestTwoTransactions(CommittedCase, DepositCommon, BudgetCommon):
    """Two people do the same at the same moment, in two transactions: money is promised once, and leaves once."""

    suffix = "two-transactions"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.season.budget = 1500
        cls.items = cls._voted() | cls._voted()
        cls.deposit = cls._paid()
        cls.deposit.action_propose_settlement(200, "Left in the middle")
        cls.unpaid = cls._due(cls._create_request(program_id=cls.academic.id, amount_requested=0))
        cls._commit()

    def test_two_simultaneous_approvals_never_exceed_the_budget(self):
        start, results = Barrier(2, timeout=30), {}

        def decide(user, item):
            env, seen = self._open(user), []
            item = item.with_env(env)

            def step():
                used = item.sudo().request_id._season_of_decision()._figures()[self.season.id]
                if not seen:
                    start.wait()  # both have seen that enough is left
                seen.append(1500 - used["committed"])
                item.action_decide()

            try:
                retrying(step, env)
                results[user] = ("approved", seen)
            except UserError as error:
                results[user] = (str(error), seen)

        threads = [
            Thread(target=decide, args=pair) for pair in zip((self.chair, self.secretary), self.items, strict=True)
        ]
        with mute_logger("odoo.sql_db", "odoo.service.model"):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        self.assertEqual(len(results), 2)
        self.assertEqual([seen[0] for _result, seen in results.values()], [1500, 1500])
        refused = [result for result, _seen in results.values() if result != "approved"]
        self.assertEqual(len(refused), 1, results)
        self.assertIn("500", refused[0])
        env = self._open(self.manager)
        self.assertEqual(self.season.with_env(env).committed, 1000)
        items = self.items.with_env(env)
        self.assertEqual(sorted(items.mapped("outcome")), ["approved", "pending"])
        self.assertEqual(sorted(items.request_id.mapped("state")), ["approved", "review"])

    def test_two_bookings_at_once(self):
        first, second, late = (self._open(self.finance_2) for _number in range(3))
        self.assertEqual(self.deposit.with_env(late).state, "paid", "it has looked before the other booked")
        self.deposit.with_env(first).action_settle()
        with self.assertRefused("Somebody else is booking"):
            self.deposit.with_env(second).action_settle()
        first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self.deposit.with_env(late).action_settle()  # Odoo tries such a call again, with what is true by then
        for env in (second, late):
            env.cr.rollback()
            env.invalidate_all()
            with self.assertRefused("Nothing is proposed"):
                self.deposit.with_env(env).action_settle()
            env.cr.rollback()  # the next one finds it unlocked
        deposit = self.deposit.with_env(self._open(self.finance))
        self.assertMoney(deposit, "refunded", paid=500, refunded=200, forfeited=300)
        self.assertReconciled(deposit)
        self.assertEqual(len(self._moves(deposit, "refund")), 1)
        self.assertEqual(len(self._moves(deposit, "forfeit")), 1)

    def test_two_payments_at_once(self):
        first, second = self._open(self.finance), self._open(self.finance)
        self.unpaid.with_env(first).action_register_payment()
        with self.assertRefused("Somebody else is booking"):
            self.unpaid.with_env(second).action_register_payment()
        with self.assertRefused("Somebody else is booking"):
            self.unpaid.with_env(second).with_user(self.officer).action_cancel()
        first.cr.commit()
        second.cr.rollback()
        second.invalidate_all()
        with self.assertRaises(UserError):
            self.unpaid.with_env(second).action_register_payment()
        self.assertEqual(len(self._moves(self.unpaid.with_env(self._open(self.finance)))), 1)
