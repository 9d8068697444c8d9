from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestRequestReturn(BeneficiaryCommon):
    """Until when a returned request is completed, and who is reminded."""

    def _returned(self, moment="2026-01-04 08:00:00", **vals):
        with self._at(moment):
            case = self._submit(self._create_request(**vals))
            case.action_return("The income statement")
        return case

    def _cron(self, moment):
        with self._at(moment):
            self._run_cron("beneficiary.ir_cron_returned_requests")
        self.env.invalidate_all()

    def _reminders(self, case):
        return self.env["beneficiary.notice"].search([("request_id", "=", case.id), ("kind", "=", "reminder")])

    def _told(self, case):
        return [text for text in case.sudo().activity_ids.mapped("summary") if "did not come" in (text or "")]

    def test_the_date_is_set_and_told(self):
        case = self._returned()
        self.assertEqual(case.date_return_due, fields.Date.to_date("2026-01-18"))
        notice = self.env["beneficiary.notice"].search([("request_id", "=", case.id), ("kind", "=", "missing")])
        self.assertIn("2026-01-18 (1447/07/29 AH)", notice.body.replace("\u200e", ""))
        self.company.beneficiary_return_days = 0
        self.assertFalse(self._returned().date_return_due)

    def test_the_committee_returns_with_a_date(self):
        with self._at("2026-01-04 08:00:00"):
            item = self._review()
            item.with_user(self.chair).write({"reason": "A paper"})
            item.with_user(self.chair).action_return()
        self.assertEqual(item.request_id.date_return_due, fields.Date.to_date("2026-01-18"))

    def test_reminded_once(self):
        case = self._returned()
        self._cron("2026-01-14 08:00:00")
        self.assertFalse(self._reminders(case))
        for moment in ("2026-01-15 08:00:00", "2026-01-16 08:00:00", "2026-01-18 08:00:00"):
            self._cron(moment)
        reminder = self._reminders(case)
        self.assertEqual(len(reminder), 1)
        self.assertIn("The income statement", reminder.body)
        self.assertIn(f"/my/requests/{case.id}", reminder.body)
        self.assertNotIn("access_token", reminder.body)
        self.assertIn(case.name, reminder.text)
        self.assertFalse(self._told(case))

    def test_the_responsible_is_told_once_the_day_after(self):
        case = self._returned()
        for moment in ("2026-01-19 08:00:00", "2026-01-20 08:00:00"):
            self._cron(moment)
        self.assertEqual(len(self._told(case)), 1)
        self.assertEqual(case.sudo().activity_ids.user_id, self.officer)

    def test_sent_again_in_time(self):
        case = self._returned()
        with self._at("2026-01-10 08:00:00"):
            case.action_submit()
        self.assertFalse(case.date_return_due)
        for moment in ("2026-01-16 08:00:00", "2026-01-20 08:00:00"):
            self._cron(moment)
        self.assertFalse(self._reminders(case) or self._told(case))

    def test_returned_a_second_time_is_reminded_again(self):
        case = self._returned()
        self._cron("2026-01-16 08:00:00")
        with self._at("2026-01-17 08:00:00"):
            case.action_submit()
            case.action_return("Another paper")
        self._cron("2026-01-29 08:00:00")
        self.assertEqual(len(self._reminders(case)), 2)

    def test_a_draft_of_the_portal_that_is_not_signed(self):
        with self._at("2026-01-04 08:00:00"):
            draft, counter = self._create_request(), self._create_request()
            draft.sudo().origin = "portal"
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE beneficiary_request SET create_date = '2026-01-04 08:00:00' WHERE id IN %s",
                [(draft.id, counter.id)],
            )
        for moment in ("2026-01-06 08:00:00", "2026-01-07 09:00:00", "2026-01-08 09:00:00"):
            self._cron(moment)
        self.assertEqual(len(self._reminders(draft)), 1)
        self.assertIn("not sent yet", self._reminders(draft).body)
        self.assertFalse(self._reminders(counter))

    def test_no_reminders_where_the_setting_says_so(self):
        case = self._returned()
        self.company.beneficiary_return_reminder_days = 0
        self._cron("2026-01-18 08:00:00")
        self.assertFalse(self._reminders(case))
        self._cron("2026-01-19 08:00:00")
        self.assertEqual(len(self._told(case)), 1)

    def test_idempotent_and_in_batches(self):
        cases = self.env["beneficiary.request"].concat(*(self._returned() for _number in range(5)))
        with self._at("2026-01-16 08:00:00"), self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr)["beneficiary.request"]._cron_return(batch_size=2)
        self.env.invalidate_all()
        self.assertEqual(len(self._reminders_of(cases)), 5)
        with patch.object(self.registry["beneficiary.request"], "write", autospec=True) as write:
            self._cron("2026-01-16 09:00:00")
        write.assert_not_called()

    def _reminders_of(self, cases):
        return self.env["beneficiary.notice"].search([("request_id", "in", cases.ids), ("kind", "=", "reminder")])

    def test_settings_cannot_be_negative(self):
        with self.assertDatabaseRefuses("res.company", "cannot be negative"):
            self.company.beneficiary_return_days = -1
