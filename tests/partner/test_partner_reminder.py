from odoo.tests import tagged

from .common import PartnerCommon


@tagged("post_install", "-at_install")
class TestPartnerReminder(PartnerCommon):
    """What days that pass do: an e-mail to the partner, then activities for the association."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls._send()
        cls.due = cls.case.due_date

    def _cron(self, days):
        from datetime import timedelta

        with self._at(f"{self.due + timedelta(days=days)} 09:00:00"):
            self._run_cron("beneficiary.ir_cron_partner_cases")
        self.env.invalidate_all()

    def _kinds(self):
        notices = self.env["beneficiary.notice"].search(
            [("res_model", "=", self.case._name), ("res_id", "=", self.case.id)]
        )
        return sorted(notices.mapped("kind"))

    def _told(self):
        return {(a.user_id, a.summary) for a in self.case.sudo().activity_ids}

    def test_due_after_the_days_of_the_partner(self):
        self.assertEqual((self.due - self.company._beneficiary_today()).days, 14)

    def test_the_partner_is_reminded_once(self):
        self._cron(-3)
        self.assertEqual(self._kinds(), ["partner_case"])
        self._cron(-2)
        self._cron(-1)
        self.assertEqual(self._kinds(), ["partner_case", "partner_reminder"])
        self.assertFalse(self._told())

    def test_late_answers_are_told_once(self):
        self._cron(1)
        text = f"Partner A did not answer {self.case.name} by {self.due}"
        self.assertEqual(self._told(), {(self.officer, text), (self.manager, text)})
        self._cron(2)
        self.assertEqual(len(self.case.sudo().activity_ids), 2)

    def test_a_partner_that_cannot_answer_any_more(self):
        self.entity_a.agreement_id.with_user(self.officer).action_terminate("Both want it")
        self._cron(-10)
        self.assertEqual({user for user, _text in self._told()}, {self.officer, self.manager})
        self.assertIn("cannot answer any more", self._told().pop()[1])
        self.assertEqual(self._kinds(), ["partner_case"])

    def test_an_answer_ends_it(self):
        self._cron(1)
        self.case.with_user(self.user_a).sudo()._portal_verify("Yes")
        self.assertFalse(self.case.sudo().activity_ids)
        self._cron(30)
        self.assertFalse(self.case.sudo().activity_ids)

    def test_remind_at_once(self):
        self.case.action_remind()
        self.assertEqual(self._kinds(), ["partner_case", "partner_reminder"])
        self.entity_a.date_end = self.company._beneficiary_today().replace(year=2020)
        self.case.invalidate_recordset()
        with self.assertRefused("cannot answer any more"):
            self.case.action_remind()

    def test_late_ones_are_found(self):
        cases = self.env["beneficiary.partner.case"]
        self.assertFalse(cases.search([("is_late", "=", True), ("id", "=", self.case.id)]))
        with self._at(f"{self.due.year + 1}-01-01 09:00:00"):
            self.env.invalidate_all()
            self.assertEqual(cases.search([("is_late", "=", True), ("id", "=", self.case.id)]), self.case)
            self.assertTrue(self.case.is_late)
