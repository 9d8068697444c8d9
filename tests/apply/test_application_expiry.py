from odoo.tests import tagged

from .common import ApplyCommon


@tagged("post_install", "-at_install")
class TestApplicationExpiry(ApplyCommon):
    """What is not sent is forgotten, after two reminders."""

    def _cron(self, moment):
        with self._at(moment):
            self._run_cron("beneficiary.ir_cron_forget_applications")

    def _mails(self):
        return self.env["mail.mail"].sudo().search([("email_to", "=", "fatimah@beneficiary.test")])

    def _texts(self):
        return self.env["sms.sms"].sudo().search([("number", "=", "+966501234567")])

    def test_reminded_twice_and_deleted_with_its_files(self):
        with self._at("2026-01-01 08:00:00"):
            draft = self._fill()
        files = draft.document_ids.attachment_ids
        self._cron("2026-01-11 08:00:00")
        self.assertFalse(self._mails())
        self._cron("2026-01-12 09:00:00")
        self._cron("2026-01-12 10:00:00")
        mail = self._mails()
        self.assertEqual(len(mail), 1)
        self.assertIn(f"/beneficiary/apply/continue/{draft.access_token}", mail.body_html)
        self.assertIn("15 January 2026", mail.body_html)
        self._cron("2026-01-13 19:00:00")
        self.assertEqual(len(self._mails()), 1)
        self._cron("2026-01-14 09:00:00")
        self._cron("2026-01-14 10:00:00")
        self._cron("2026-01-15 07:00:00")
        self.assertEqual(len(self._mails()), 2, "once more on the last day, and not again")
        self.assertIn("15 January 2026", self._mails()[:1].body_html)
        self.assertTrue(draft.exists())
        self._cron("2026-01-15 09:00:00")
        self.assertFalse(draft.exists() or files.exists())

    def test_typing_begins_the_days_again(self):
        with self._at("2026-01-01 08:00:00"):
            draft = self._fill()
        self._cron("2026-01-13 08:00:00")
        with self._at("2026-01-14 08:00:00"):
            draft._save_step("who", self._form())
        self._cron("2026-01-16 08:00:00")
        self.assertTrue(draft.exists())
        self.assertEqual(len(self._mails()), 1)

    def test_typing_begins_the_last_reminder_again(self):
        with self._at("2026-01-01 08:00:00"):
            draft = self._fill()
        self._cron("2026-01-12 09:00:00")
        self._cron("2026-01-14 09:00:00")
        with self._at("2026-01-14 20:00:00"):
            draft._save_step("who", self._form())
        self._cron("2026-01-15 09:00:00")
        self.assertEqual(len(self._mails()), 2)
        self._cron("2026-01-28 09:00:00")
        self.assertEqual(len(self._mails()), 3)

    def test_a_late_first_reminder_is_not_doubled(self):
        """When the scheduled action stood still for days."""
        with self._at("2026-01-01 08:00:00"):
            self._fill()
        self._cron("2026-01-14 21:00:00")
        self._cron("2026-01-14 22:00:00")
        self.assertEqual(len(self._mails()), 1)

    def test_many_are_reminded_in_batches(self):
        with self._at("2026-01-01 08:00:00"):
            drafts = self._begin() | self._begin() | self._begin()
        self.env.ref("beneficiary.ir_cron_forget_applications").code = "model._cron_forget(batch_size=2)"
        self._cron("2026-01-12 09:00:00")
        self._cron("2026-01-14 09:00:00")
        self.assertEqual(len(self._mails()), 6)
        self.assertTrue(all(drafts.mapped("last_reminded_on")))

    def test_by_text_message_where_there_is_no_mail(self):
        with self._at("2026-01-01 08:00:00"):
            self._begin(email="", agreed_medium="sms")
        self._cron("2026-01-13 08:00:00")
        self.assertIn("/beneficiary/apply/continue/", self._texts().body)

    def test_the_secret_of_a_login_is_not_sent(self):
        with self._at("2026-01-01 08:00:00"):
            self._begin(self.user_a)
        self._cron("2026-01-13 08:00:00")
        self.assertNotIn("continue/", self._mails().body_html)

    def test_colleagues_are_not_reminded(self):
        with self._at("2026-01-01 08:00:00"):
            self._begin(self.delegate)
        self._cron("2026-01-13 08:00:00")
        self.assertFalse(self._mails())

    def test_the_days_are_those_of_the_association(self):
        self.company.beneficiary_draft_days = 2
        with self._at("2026-01-01 08:00:00"):
            draft = self._begin()
        self._cron("2026-01-02 09:00:00")
        self.assertTrue(self._mails())
        self._cron("2026-01-03 09:00:00")
        self.assertFalse(draft.exists())

    def test_what_was_sent_is_forgotten_the_next_day(self):
        with self._at("2026-01-01 08:00:00"):
            draft = self._fill()
            request = self._send(draft)
        self._cron("2026-01-02 09:00:00")
        self.assertFalse(draft.exists())
        self.assertEqual(len(request.document_ids.attachment_ids), 2)
