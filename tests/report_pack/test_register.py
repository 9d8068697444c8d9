from datetime import date, datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..complaint.common import ComplaintCommon
from .common import PackCommon

CRON = "beneficiary.ir_cron_register"
MIXIN = "odoo.addons.beneficiary.models.report_pack.ordered_mixin"


@tagged("post_install", "-at_install")
class TestRegister(PackCommon, ComplaintCommon, HttpCase):
    """Registers in Excel, ordered by somebody and made in the background."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with cls._at("2026-01-04 22:30:00"):  # the next day in Riyadh
            cls.request = cls._submit(cls._create_request(cls._create_beneficiary("=Nora"), amount_requested=900.0))
        with cls._at("2026-02-10 08:00:00"):
            cls.late = cls._submit()
            cls.complaint = cls._create_complaint(subject="@Waiting")
            cls.about_manager = cls._create_complaint(subject="The manager was rude", accused_user_ids=cls.manager.ids)

    def _order(self, kind="requests", user=None, **vals):
        user = user or self.management
        return self.env["beneficiary.register"].with_user(user).create({"kind": kind, "lang": "en_US"} | vals)

    def _made(self, *args, **vals):
        register = self._order(*args, **vals)
        self._run_cron(CRON)
        register.invalidate_recordset()
        return register

    def _logged(self, record, what, user=None):
        return self.env["beneficiary.access.log"].search_count(
            [
                ("res_model", "=", record._name),
                ("res_id", "in", record.ids),
                ("what", "=", what),
                ("user_id", "=", (user or self.management).id),
            ]
        )

    def test_register_of_requests(self):
        register = self._made()
        (row, _late) = self._rows(self._book(register).active)
        self.assertEqual(row["Reference"], self.request.name)
        self.assertEqual(row["Beneficiary"], "=Nora")
        self.assertEqual(row["Submitted on"], datetime(2026, 1, 5, 1, 30), "in the time of the association")
        self.assertEqual(row["Submitted on (Hijri)"], "1447/07/16")
        self.assertEqual(row["Amount Requested"], 900)
        self.assertEqual(row["State"], "Submitted")
        self.assertEqual((register.row_count, register.progress), (2, 100))
        self.assertEqual(self._logged(register, "export"), 1)

    def test_period_is_that_of_the_association(self):
        for first, last, expected in (
            (date(2026, 1, 4), date(2026, 1, 4), 0),
            (date(2026, 1, 5), date(2026, 1, 5), 1),
            (False, date(2026, 2, 10), 2),
            (date(2026, 2, 10), False, 1),
        ):
            with self.subTest(first=first, last=last):
                self.assertEqual(self._made(date_from=first, date_to=last).row_count, expected)
        with self.assertRaisesRegex(UserError, "Choose an earlier first day"):
            self._order(date_from="2026-02-02", date_to="2026-02-01")

    def test_accused_gets_no_complaint_about_himself(self):
        """The rules of who has ordered hold, and every confidential row leaves a trace."""
        mine, all_of_them = self._made("complaints", self.manager), self._made("complaints")
        subjects = [row["Subject"] for row in self._rows(self._book(mine).active)]
        self.assertEqual(subjects, ["@Waiting"])
        self.assertEqual(len(self._rows(self._book(all_of_them).active)), 2)
        self.assertEqual(self._logged(self.about_manager, "export"), 1)
        self.assertFalse(self._logged(self.about_manager, "export", self.manager))
        # nobody but who ordered it sees the other register, not even by its file
        self.assertFalse(self.env["beneficiary.register"].with_user(self.manager).search([("id", "=", all_of_them.id)]))
        with self.assertRaises(AccessError):
            self._attachment(all_of_them).with_user(self.manager).read(["raw"])

    def test_columns_that_the_role_may_not_read_stay_away(self):
        table = self.env["beneficiary.record.table"].with_user(self.officer)
        names = ["name", "tracking_code", "accused_user_ids", "policy_id.name", "message_ids", "signature", "nothing"]
        paths = [path for path, _field, _column in table._columns(table.env["beneficiary.complaint"], names)]
        self.assertEqual(paths, ["name", "accused_user_ids", "policy_id.name", "message_ids"])

    def test_other_registers_are_made(self):
        for kind in ("compensations", "deliveries", "acknowledgements"):
            self.assertGreater(len(next(self._book(self._made(kind)).active.iter_rows())), 10, kind)

    def test_failure_is_shown_and_ordered_again(self):
        register = self._order()
        with (
            patch(f"{MIXIN}.OrderedMixin._check_may_order", side_effect=UserError("Broken")),
            mute_logger(MIXIN),
        ):
            self._run_cron(CRON)
        register.invalidate_recordset()
        self.assertEqual((register.state, register.problem), ("failed", "Broken"))
        with self.assertRaisesRegex(UserError, "is not ready yet"):
            register.action_download()
        register.action_order_again()
        self._run_cron(CRON)
        register.invalidate_recordset()
        self.assertEqual((register.state, register.problem), ("done", False))

    def test_killed_run_is_taken_up_again_three_times(self):
        register = self._order()
        for attempt, state in ((1, "done"), (3, "failed")):
            register.sudo().write({"state": "running", "attempts": attempt})
            self._run_cron(CRON)
            register.invalidate_recordset()
            self.assertEqual(register.state, state)
        self.assertIn("Choose fewer days", register.problem)

    def test_who_left_gets_nothing(self):
        register = self._order()
        self.management.group_ids -= self.env.ref("beneficiary.group_management")
        self._run_cron(CRON)
        register.invalidate_recordset()
        self.assertEqual(register.sudo().state, "failed")

    def test_download_is_logged_and_only_ones_own(self):
        register = self._made()
        url = register.action_download()["url"]
        self.authenticate(self.manager.login, self.manager.login)
        self.assertEqual(self.url_open(url).status_code, 404)
        self.authenticate(self.management.login, self.management.login)
        answer = self.url_open(url)
        self.assertEqual(answer.content[:2], b"PK")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(self._logged(register, "download"), 1)
        self.assertEqual(self.url_open(url.replace("workbook", "message_ids")).status_code, 404)
        self.assertEqual(self.url_open(url.replace("beneficiary.register", "res.partner")).status_code, 404)

    def test_deleted_after_a_month(self):
        old, new = self._made(), self._made()
        file = self._attachment(old)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE beneficiary_register SET create_date = create_date - interval '31 days' WHERE id = %s", [old.id]
        )
        self.env["beneficiary.register"]._gc_old()
        self.assertFalse(old.exists() or file.exists())
        self.assertTrue(self._attachment(new))
