from unittest.mock import patch

from odoo.tests import tagged

from .common import AgreementCommon


@tagged("post_install", "-at_install")
class TestAgreementReminder(AgreementCommon):
    """Reminders, defaults, renewals and ends as the days pass."""

    def _notices(self, agreement):
        return self._notes(agreement).count("We remind you of what you agreed to")

    def test_the_responsible_is_reminded_once(self):
        agreement = self._active()
        self._cron("2026-01-24 08:00:00")
        self.assertFalse(agreement.line_ids.reminded_on)
        self._cron("2026-01-25 08:00:00")
        self.assertEqual(agreement.line_ids.reminded_on, self._day("2026-01-25"))
        activity = agreement.sudo().activity_ids.filtered(lambda a: "Due on" in a.summary)
        self.assertIn("Pay the rent", activity.summary)
        self.assertEqual((activity.user_id, activity.date_deadline), (self.officer, self._day("2026-02-01")))
        for moment in ("2026-01-25 08:00:00", "2026-01-28 08:00:00", "2026-02-01 08:00:00"):
            self._cron(moment)
        self.assertEqual(agreement.sudo().activity_ids.filtered(lambda a: "Due on" in a.summary), activity)

    def test_the_party_is_reminded_of_its_own_duties(self):
        ours, theirs = self._active(), self._active(line_ids=[self._line(whose="party", amount=50)])
        right = self._active(line_ids=[self._line(whose="party", kind="right")])
        self._cron("2026-01-25 08:00:00")
        self._cron("2026-01-26 08:00:00")
        self.assertEqual([self._notices(a) for a in (ours, theirs, right)], [0, 1, 0])
        self.assertIn("Pay the rent", self._notes(theirs))
        self.assertTrue(right.line_ids.reminded_on)

    def test_the_days_are_the_associations(self):
        self.company.beneficiary_reminder_days = 2
        agreement = self._active()
        self._cron("2026-01-29 08:00:00")
        self.assertFalse(agreement.line_ids.reminded_on)
        self._cron("2026-01-30 08:00:00")
        self.assertTrue(agreement.line_ids.reminded_on)

    def test_a_passed_date_is_a_default(self):
        agreement = self._active()
        self._cron("2026-01-30 08:00:00")
        self._cron("2026-02-01 20:59:00")  # still that day in Riyadh
        self.assertEqual(agreement.line_ids.state, "open")
        self._cron("2026-02-01 21:01:00")
        self.assertEqual((agreement.line_ids.state, agreement.line_ids.missed_on), ("missed", self._day("2026-02-02")))
        summaries = self._activities(agreement)
        self.assertEqual(len([text for text in summaries if "In default since" in text]), 1)
        self.assertFalse([text for text in summaries if "Due on" in text])
        self._cron("2026-02-03 08:00:00")
        self.assertEqual(self._activities(agreement), summaries)
        agreement.line_ids.action_record_default("Pay")
        agreement.line_ids.action_remedy("Paid")
        self.assertFalse([text for text in self._activities(agreement) if "In default" in text])

    def test_a_series_that_nobody_watched(self):
        agreement = self._active(line_ids=[self._line(recurrence="monthly")])
        self._cron("2026-04-15 08:00:00")
        self.assertEqual(agreement.line_ids.mapped("state"), ["missed", "missed", "missed", "open"])
        self.assertEqual(agreement.line_ids[-1].due_date, self._day("2026-05-01"))

    def test_drafts_and_what_is_performed_are_left_alone(self):
        draft, sent, done = self._agreement(), self._sent(), self._active()
        done.line_ids.action_perform()
        self._cron("2026-01-30 08:00:00")
        self._cron("2026-02-05 08:00:00")
        self.assertEqual(
            (draft.line_ids.state, sent.line_ids.state, done.line_ids.state), ("open", "open", "performed")
        )
        self.assertFalse(draft.line_ids.reminded_on or sent.line_ids.reminded_on or done.line_ids.reminded_on)

    def test_renewal_is_asked_for_once(self):
        agreement = self._active()
        self._cron("2026-11-30 08:00:00")
        self.assertFalse(agreement.renewal_reminded_on)
        for moment in ("2026-12-01 08:00:00", "2026-12-02 08:00:00"):
            self._cron(moment)
        found = [text for text in self._activities(agreement) if "Renew or let end" in text]
        self.assertEqual(len(found), 1)
        new = self.env["beneficiary.agreement"].browse(agreement.action_renew()["res_id"]).with_user(self.officer)
        new.action_send()
        new.sign_party("Fatimah", self.signature)
        new.sign_association(self.signature)
        self.assertFalse([text for text in self._activities(agreement) if "Renew or let end" in text])

    def test_it_ends_after_its_last_day(self):
        agreement, endless = self._active(line_ids=[self._line(due_date=False)]), self._active(date_end=False)
        self._cron("2026-12-31 08:00:00")
        self.assertEqual(agreement.state, "active")
        self._cron("2027-01-01 08:00:00")
        self.assertEqual((agreement.state, agreement.date_closed), ("ended", self._day("2027-01-01")))
        self.assertEqual(endless.state, "active")
        self.assertTrue(agreement.check_integrity())

    def test_nobody_responsible(self):
        agreement = self._active()
        agreement.user_id = False
        self._cron("2026-01-25 08:00:00")
        activity = agreement.sudo().activity_ids.filtered(lambda a: "Due on" in a.summary)
        self.assertEqual(activity.user_id, self.delegate, "who represents the branch")

    def test_idempotent(self):
        self._active(line_ids=[self._line(whose="party"), self._line(due_date="2026-01-10", whose="party")])
        self._cron("2026-01-26 08:00:00")
        line = self.registry["beneficiary.agreement.line"]
        with (
            patch.object(line, "write", autospec=True) as write,
            patch.object(self.registry["beneficiary.agreement"], "_send_notice", autospec=True) as send,
        ):
            self._cron("2026-01-26 09:00:00")
        write.assert_not_called()
        send.assert_not_called()

    def test_in_batches(self):
        agreements = self.env["beneficiary.agreement"]
        for _i in range(5):
            agreements |= self._active(line_ids=[self._line(), self._line(due_date="2026-01-10")])
        with self._at("2026-01-26 08:00:00"), self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr)["beneficiary.agreement"]._cron_agreements(batch_size=2)
        self.env.invalidate_all()
        self.assertEqual(sorted(agreements.line_ids.mapped("state")), ["missed"] * 5 + ["open"] * 5)
        self.assertEqual(len(agreements.line_ids.filtered("reminded_on")), 5)

    def test_many_lines_cost_few_queries(self):
        def queries(count):
            agreement = self._active(line_ids=[self._line() for _i in range(count)])
            lines = agreement.line_ids.sudo().browse(agreement.line_ids.ids)
            return self._count_queries(lambda: lines._remind(self._day("2026-01-25")))

        queries(2)
        self.assertLessEqual(queries(40), queries(10) + 5)
