from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NoticeCommon


@tagged("post_install", "-at_install")
class TestNoticeActions(NoticeCommon):
    """What people do with notices."""

    def _failed(self, medium="email", failure_type="rejected", record=None):
        notice = self._notices(medium=medium, record=record)
        notice.sudo()._fail(failure_type, "No such user")
        return notice

    # -------------------------------------------------------------------- phone
    def _to_call(self):
        notice = self._notices(medium="phone")
        self._send()
        return notice.with_user(self.delegate)

    def test_reached(self):
        notice = self._to_call()
        activity = self._to_do(notice)
        notice.action_mark_called(note="She will come on Sunday")
        self.assertEqual(notice.state, "delivered")
        self.assertFalse(activity.active)
        self.assertIn("She will come on Sunday", self._notes(self.request))
        with self.assertRefused("does not wait for that"):
            notice.action_mark_called()

    def test_not_reached(self):
        notice = self._to_call()
        today = self.company._beneficiary_today()
        notice.action_mark_called(False)
        notice.action_mark_called(False, "Engaged")
        self.assertEqual((notice.state, notice.attempts, notice.failure_reason), ("queued", 3, "Engaged"))
        self.assertEqual(self._to_do(notice).date_deadline, fields.Date.add(today, days=1))
        notice.action_mark_called(False)
        self.assertEqual((notice.state, notice.failure_type), ("failed", "not_reached"))
        activity = self._to_do(notice)
        self.assertEqual(activity.activity_type_id, self.env.ref("beneficiary.mail_activity_type_notice_failed"))

    def test_ticked_off_in_the_activities(self):
        notice = self._to_call()
        self._to_do(notice).with_user(self.officer).action_feedback(feedback="Told her")
        self.assertEqual(notice.state, "delivered")

    def test_a_call_that_is_not_due_yet(self):
        notice = self._notices(medium="phone")
        with self.assertRefused("does not wait for that"):
            notice.action_mark_called()

    def test_an_email_is_not_called(self):
        with self.assertRefused("(E-mail, Queued) does not wait"):
            self._notices().action_mark_called()

    # ------------------------------------------------------------ after a failure
    def test_next_medium(self):
        notice = self._failed()
        self.assertEqual(notice.next_text, "SMS to +966501111111")
        activity = self._to_do(notice)
        action = notice.action_next_medium()
        after = self.env["beneficiary.notice"].browse(action["res_id"])
        self.assertEqual((after.medium, after.recipient, after.state), ("sms", "+966501111111", "queued"))
        self.assertEqual(after.previous_id, notice)
        self.assertEqual((after.subject, after.body, after.text), (notice.subject, notice.body, notice.text))
        self.assertEqual(after.request_id, notice.request_id)
        self.assertFalse(activity.active, "the question is answered")
        told = self.request.message_ids.filtered(lambda m: m.message_type == "auto_comment")
        self.assertEqual(len(told), 1, "the thread says it once")
        with self._sms() as given:
            self._send()
        self.assertEqual((after.state, len(given)), ("sent", 1))
        self.assertEqual(notice.state, "failed")

    def test_only_one_successor(self):
        notice = self._failed()
        notice.action_next_medium()
        with self.assertRefused("has been replaced by"):
            notice.action_next_medium()
        with self.assertRefused("has been replaced by"):
            notice.action_send_again()

    def test_down_the_chain(self):
        notice = self._failed()
        media = ["email"]
        while notice.next_text:
            notice = self.env["beneficiary.notice"].browse(notice.action_next_medium()["res_id"])
            media.append(notice.medium)
            notice.sudo()._fail("rejected")
        self.assertEqual(media, ["email", "sms", "phone", "letter", "fax"])
        with self.assertRefused("There is no address left"):
            notice.action_next_medium()

    def test_chosen_medium(self):
        notice = self._failed()
        after = self.env["beneficiary.notice"].browse(notice.action_next_medium("letter")["res_id"])
        self.assertEqual(after.medium, "letter")

    def test_send_again_to_the_corrected_address(self):
        notice = self._failed()
        self.person.email = "right@example.org"
        after = self.env["beneficiary.notice"].browse(notice.action_send_again()["res_id"])
        self.assertEqual((after.medium, after.recipient), ("email", "right@example.org"))
        with self._smtp() as sent:
            self._send()
        self.assertEqual(sent[0][0], ["right@example.org"])
        self.assertEqual(after.state, "sent")

    def test_send_again_without_an_address(self):
        notice = self._failed()
        self.person.email = False
        with self.assertRefused("has no address for this medium"):
            notice.action_send_again()

    def test_several_at_once(self):
        notices = self._failed() | self._failed()
        self.assertIs(notices.action_next_medium(), True)
        self.assertEqual(notices.next_ids.mapped("medium"), ["sms", "sms"])

    def test_what_did_not_fail_is_not_sent_again(self):
        notice = self._notices()
        for method in (notice.action_next_medium, notice.action_send_again):
            with self.assertRefused("this step needs “Failed”"):
                method()

    def test_confirmed(self):
        notice = self._failed(failure_type="uncertain")
        notice.action_confirm_sent()
        self.assertEqual(notice.state, "delivered")
        self.assertFalse(self._to_do(notice))
        with self.assertRefused("nothing to confirm"):
            self._failed().action_confirm_sent()

    # ------------------------------------------------------------------- cancel
    def test_cancel(self):
        notice = self._notices()
        notice.action_cancel()
        self.assertEqual(notice.state, "cancelled")
        with self.assertRefused("this step needs “Queued”"):
            notice.action_cancel()

    def test_what_is_being_sent_is_not_cancelled(self):
        notice = self._notices(claimed_on=self._long_ago())
        with self.assertRefused("is being sent"):
            notice.action_cancel()

    def test_a_call_that_waits_is_cancelled_with_its_activity(self):
        notice = self._to_call().with_user(self.officer)
        notice.action_cancel()
        self.assertFalse(self.request.activity_ids)

    # -------------------------------------------------------------------- roles
    def test_delegates_call_and_hand_over_in_their_branch_only(self):
        notice = self._to_call()
        stranger = self._create_beneficiary("نورة", branch_id=self.other_branch.id, phone="+966 50 222 2222")
        hidden = self._notices(record=stranger)
        self._send()
        with self.assertRaises(AccessError):
            hidden.with_user(self.delegate).action_mark_called()
        for method in (notice.action_cancel, notice.action_next_medium, notice.action_send_again):
            with self.assertRefused("Only these roles", error=AccessError):
                method()
        notice.action_mark_called()

    def test_readers_change_nothing(self):
        notice = self._to_call()
        for user in (self.management, self.researcher):
            self.assertTrue(notice.with_user(user).body)
            with self.assertRefused("Only these roles", error=AccessError):
                notice.with_user(user).action_mark_called()

    # -------------------------------------------------------------------- views
    def test_counts_on_the_forms(self):
        notice = self._failed()
        self._notices()
        self.assertEqual((self.request.notice_count, self.request.notice_problems), (2, 1))
        self.assertEqual((self.person.notice_count, self.person.notice_problems), (2, 1))
        notice.action_next_medium()
        self.env.invalidate_all()
        self.assertEqual((self.request.notice_count, self.request.notice_problems), (3, 0))
        found = notice.search(self.request.action_view_notices()["domain"])
        self.assertEqual(len(found), 3)
        self.assertEqual(notice.action_open_record()["res_id"], self.request.id)
