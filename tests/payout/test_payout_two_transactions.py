from threading import Barrier, Thread
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError, ValidationError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import SQL, mute_logger

INSERT_REQUEST = """
    INSERT INTO beneficiary_request
           (company_id, policy_id, channel_id, beneficiary_id, program_id, origin, state, amount_approved, name)
    SELECT %s, min(p.id), %s, %s, %s, 'staff', 'approved', 1000, 'TWO/1' FROM beneficiary_policy p RETURNING id
"""
INSERT_COMPLAINT = """
    INSERT INTO beneficiary_complaint
           (company_id, policy_id, channel_id, partner_id, subject, kind, state, date_received, name)
    SELECT %s, min(p.id), %s, %s, 'Two', 'complaint', 'investigation', now(), 'TWO/2'
      FROM beneficiary_policy p RETURNING id
"""


@tagged("post_install", "-at_install")
class TestPayoutTwoTransactions(BaseCase):
    """Two real transactions pay at the same moment: the money leaves once.

    What the tests make is committed, so that both see it, and deleted afterwards.
    """

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self._delete)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            company = env.ref("base.main_company")
            channel = env.ref("beneficiary.channel_interview").id
            program = env["beneficiary.program"].create({"name": "Two at once", "company_id": company.id})
            person = env["beneficiary.beneficiary"].create(
                {"name": "Two", "identity_type": "none", "company_id": company.id}
            )
            env.flush_all()
            ((self.case,),) = env.execute_query(SQL(INSERT_REQUEST, company.id, channel, person.id, program.id))
            ((self.complaint,),) = env.execute_query(SQL(INSERT_COMPLAINT, company.id, channel, person.partner_id.id))
            self.made = [(record._name, record.id) for record in (person, person.partner_id, program)]
        # what a compensation rests on is tested elsewhere
        for name, method in (
            ("beneficiary.complaint", "_check_may_compensate"),
            ("beneficiary.compensation", "_check_amount"),
        ):
            patcher = patch.object(self.registry[name], method, lambda *_args: None)
            patcher.start()
            self.addCleanup(patcher.stop)

    def _delete(self):
        with self.registry.cursor() as cr:
            for table, column, record in (
                ("beneficiary_payment", "request_id", self.case),
                ("beneficiary_compensation", "complaint_id", self.complaint),
                ("beneficiary_request", "id", self.case),
                ("beneficiary_complaint", "id", self.complaint),
            ):
                query = SQL("DELETE FROM %s WHERE %s = %s", SQL.identifier(table), SQL.identifier(column), record)
                cr.execute(query)
            env = api.Environment(cr, SUPERUSER_ID, {})
            for model, record in self.made:
                env[model].browse(record).exists().unlink()

    def _twice(self, step):
        """Run ``step(env, meet)`` in two transactions, as Odoo runs a request; return what each of them ended with.

        ``meet`` waits until both have begun, so that neither sees what the other does.
        """
        barrier, results = Barrier(2, timeout=30), []

        def run():
            met = []

            def meet():
                if not met:
                    met.append(True)
                    barrier.wait()

            with self.registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                try:
                    retrying(lambda: step(env, meet), env)
                    results.append("done")
                except (UserError, ValidationError) as error:
                    cr.rollback()
                    results.append(str(error))

        threads = [Thread(target=run) for _number in range(2)]
        with mute_logger("odoo.sql_db", "odoo.service.model"):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(90)
        return sorted(results, key=lambda result: result != "done")

    def _count(self, query, *args):
        with self.registry.cursor() as cr:
            cr.execute(SQL(query, *args))
            return cr.fetchone()[0]

    def test_two_compensations_for_one_complaint(self):
        def create(env, meet):
            compensations = env["beneficiary.compensation"]
            self.assertGreaterEqual(compensations.search_count([]), 0)  # it has looked
            meet()
            compensations.create({"complaint_id": self.complaint, "amount": 500, "basis": "minutes"})
            env.flush_all()

        done, refused = self._twice(create)
        self.assertEqual(done, "done")
        self.assertIn("Only one is paid", refused)
        live = "SELECT count(*) FROM beneficiary_compensation WHERE complaint_id = %s"
        self.assertEqual(self._count(live, self.complaint), 1)

    def test_two_payments_of_the_same_money(self):
        def create(env, meet):
            request = env["beneficiary.request"].browse(self.case)
            self.assertEqual(request.amount_approved, 1000)
            meet()
            env["beneficiary.payment"].create({"request_id": self.case, "amount": 700})
            env.flush_all()

        done, refused = self._twice(create)
        self.assertEqual(done, "done")
        self.assertIn("only", refused)
        self.assertEqual(
            self._count("SELECT sum(amount)::int FROM beneficiary_payment WHERE request_id = %s", self.case), 700
        )

    def test_two_bills_of_one_payment(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            payment = env["beneficiary.payment"].create({"request_id": self.case, "amount": 700}).id
            env.flush_all()
            cr.execute("UPDATE beneficiary_payment SET step = 'approved', state = 'approved' WHERE id = %s", (payment,))
        made = []

        def _create_bills(payouts):
            payouts.env.cr.execute("UPDATE beneficiary_payment SET state = 'billed' WHERE id IN %s", (payouts._ids,))
            made.append(payouts.env.cr)

        def bill(env, meet):
            found = env["beneficiary.payment"].browse(payment)
            self.assertTrue(found.state)
            meet()
            found.action_create_bill()

        model = self.registry["beneficiary.payment"]
        with (
            patch.object(model, "_create_bills", _create_bills),
            patch.object(model, "_check_can_bill", lambda _self: None),
        ):
            done, refused = self._twice(bill)
        self.assertEqual(done, "done")
        self.assertRegex(refused, "Somebody else works on this payout|Billed")
        self.assertEqual(len(made), 1)
