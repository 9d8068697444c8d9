from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import NoticeCommon


@tagged("post_install", "-at_install")
class TestNoticeWithdrawn(NoticeCommon):
    """Whose request is cancelled is not written to about it any more."""

    def _cancel(self, request=None):
        (request or self.request).with_user(self.officer).action_cancel("Moved away")
        self.env.invalidate_all()

    def test_what_is_queued_is_withdrawn(self):
        notice = self._notices()
        other = self._notices(record=self._create_request(self.person))
        self._cancel()
        self.assertEqual((notice.state, other.state), ("cancelled", "queued"))
        self.assertIn("The request was cancelled", notice.failure_reason)
        with self._smtp() as sent:
            self._send()
        self.assertEqual(len(sent), 1)
        self.assertEqual((notice.state, other.state), ("cancelled", "sent"))

    def test_calls_and_letters_that_wait_are_taken_back(self):
        call, letter = self._notices(medium="phone"), self._notices(medium="letter")
        self._send()
        activities = self._to_do(call) | self._to_do(letter)
        self.assertEqual(len(activities), 2)
        self._cancel()
        self.assertEqual(set((call | letter).mapped("state")), {"cancelled"})
        self.assertFalse(activities.exists())

    def test_what_was_sent_stays(self):
        sent_notice, failed = self._notices(2)
        with self._smtp():
            self._send()
        failed.sudo().state = "queued"
        failed.sudo()._fail("rejected", "No such mailbox")
        self._cancel()
        self.assertEqual((sent_notice.state, failed.state), ("sent", "failed"))
        self.assertEqual(failed.failure_reason, "No such mailbox")

    def test_what_is_being_sent_is_left_alone(self):
        notice = self._notices(claimed_on=fields.Datetime.now())
        self._cancel()
        self.assertEqual((notice.state, self.request.state), ("queued", "cancelled"))

    def test_what_waits_for_another_try_is_withdrawn(self):
        notice = self._notices()
        with self._smtp(connect_error=OSError("unreachable")):
            self._send()
        self.assertTrue(notice.retry_on)
        self._cancel()
        self.assertEqual(notice.state, "cancelled")

    def test_it_stays_withdrawn(self):
        notice = self._notices()
        self._cancel()
        with self.assertRaises(UserError):
            notice.sudo().write({"body": "Changed"})
        with self.assertRefused("this step needs “Failed”"):
            notice.with_user(self.officer).action_send_again()
        with self.assertRaises(UserError):
            notice.sudo().unlink()

    def test_many_at_once(self):
        requests = self.request | self._create_request(self.person)
        for request in requests:
            self._notices(2, record=request)
        self._cancel(requests)
        self.assertEqual(requests.notice_ids.mapped("state"), ["cancelled"] * 4)
