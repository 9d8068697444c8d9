from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestDepositLock(BaseCase):
    """Two people book the same proposal at the same moment: the money leaves once.

    Two transactions of the database, so the fee is committed, and taken away again afterwards. What is booked is
    counted only: entries that are posted could not be taken away.
    """

    def setUp(self):
        super().setUp()
        self.booked = []
        with self._env() as env:
            template = env.ref("beneficiary.policy_template_wim")
            company = env.ref("base.main_company")
            program = env["beneficiary.program"].create({"name": "Lock test", "company_id": company.id})
            person = env["beneficiary.beneficiary"].create(
                {"name": "Lock test", "identity_type": "none", "company_id": company.id}
            )
            policy = company.beneficiary_policy_id
            self._set_policy(company, template)
            case = env["beneficiary.request"].create(
                {
                    "beneficiary_id": person.id,
                    "program_id": program.id,
                    "channel_id": template.channel_ids[0].id,
                    "company_id": company.id,
                    "user_id": False,
                }
            )
            self._set_policy(company, policy)
            deposit = env["beneficiary.deposit"].create({"request_id": case.id, "amount": 500})
            env.flush_all()
            env.cr.execute(
                "UPDATE beneficiary_deposit SET step = 'due', state = 'paid', amount_paid = 500, amount_held = 500,"
                " settle_amount = 500, settle_asked_by_id = %s, settle_asked_on = %s WHERE id = %s",
                (env.ref("base.user_admin").id, fields.Datetime.now(), deposit.id),
            )
            self.ids = (deposit.id, case.id, person.id, person.partner_id.id, program.id)
        self.addCleanup(self._take_away)
        patcher = patch.object(
            type(deposit), "_settle", autospec=True, side_effect=lambda *args: self.booked.append(args[0].env.cr)
        )
        patcher.start()
        self.addCleanup(patcher.stop)

    def _set_policy(self, company, policy):
        """Let a company have a policy for a moment, which a case needs to begin; nobody else sees it."""
        company.env.flush_all()
        company.env.cr.execute(
            "UPDATE res_company SET beneficiary_policy_id = %s WHERE id = %s", (policy.id or None, company.id)
        )
        company.env.invalidate_all()

    def _open(self):
        """Return an environment on a cursor of its own."""
        cr = db_connect(get_db_name()).cursor()
        self.addCleanup(cr.close)
        return api.Environment(cr, SUPERUSER_ID, {})

    def _env(self):
        env = self._open()

        class Committed:
            def __enter__(self):
                return env

            def __exit__(self, error, *rest):
                if not error:
                    env.flush_all()
                    env.cr.commit()
                env.cr.close()

        return Committed()

    def _take_away(self):
        deposit, case, person, partner, program = self.ids
        with self._env() as env:
            env.cr.execute("DELETE FROM beneficiary_deposit WHERE id = %s", (deposit,))
            for model, record in (
                ("beneficiary.deposit", deposit),
                ("beneficiary.request", case),
            ):
                env["mail.message"].search([("model", "=", model), ("res_id", "=", record)]).unlink()
            env["beneficiary.request"].browse(case).unlink()
            env["beneficiary.beneficiary"].browse(person).unlink()
            env["res.partner"].browse(partner).exists().unlink()
            env["beneficiary.program"].browse(program).unlink()

    def _deposit(self, env):
        return env["beneficiary.deposit"].browse(self.ids[0])

    def test_two_bookings_at_once(self):
        first, second, late = self._open(), self._open(), self._open()
        self.assertEqual(self._deposit(late).state, "paid", "it has looked before the other booked")
        self._deposit(first).action_settle()
        with self.assertRaisesRegex(UserError, "Somebody else is booking"):
            self._deposit(second).action_settle()
        first.flush_all()
        first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self._deposit(late).action_settle()  # Odoo tries such a call again, with what is true by then
        for env in (second, late):
            env.cr.rollback()
            env.invalidate_all()
            with self.assertRaisesRegex(UserError, "Nothing is proposed"):
                self._deposit(env).action_settle()
            env.cr.rollback()  # the next one finds it unlocked
        self.assertEqual(self.booked, [first.cr])

    def test_two_payments_at_once(self):
        first, second = self._open(), self._open()
        self._deposit(first)._lock()
        with self.assertRaisesRegex(UserError, "Somebody else is booking"):
            self._deposit(second).action_register_payment()
        with self.assertRaisesRegex(UserError, "Somebody else is booking"):
            self._deposit(second).action_cancel()
        self.assertFalse(self.booked)
