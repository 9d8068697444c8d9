from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_policy_announce import CRON, TEXT, StaffCommon


@tagged("post_install", "-at_install")
class TestAnnouncementRetry(StaffCommon):
    """Whom an announcement has not reached is tried again, and nobody else (R-84)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        values = {"email": "a@example.org", "phone": "0501111111", "agreed_medium": "email"}
        cls.reached, cls.missed = (cls._create_beneficiary(name, **values) for name in ("فاطمة", "نورة"))
        for number, person in enumerate(cls.reached | cls.missed):
            person.sudo().write({"state": "registered", "file_number": f"R{number}"})

    def _announce(self, failing=None):
        """Return an announcement that is sent; the people of ``failing`` cannot be written to."""
        announcement = self.policy.with_user(self.manager).action_announce(TEXT, "registered", to_staff=False)
        self._send(failing)
        return announcement

    def _send(self, failing=None):
        people = type(self.reached)
        send = people._send_notice

        def refuse(records, kind, **values):
            if failing and records & failing:
                raise UserError("No address")
            return send(records, kind, **values)

        logger = "odoo.addons.beneficiary.models.policy.announcement_line"
        with patch.object(people, "_send_notice", refuse), mute_logger(logger):
            self._run_cron(CRON)
        self.env.invalidate_all()

    def _notices(self, person):
        return self.env["beneficiary.notice"].search([("beneficiary_id", "=", person.id)], order="id")

    def _successor(self, announcement):
        action = announcement.with_user(self.manager).action_retry()
        self.assertEqual(action["res_model"], announcement._name)
        return announcement.browse(action["res_id"])

    def test_only_who_failed_is_told_again(self):
        announcement = self._announce(failing=self.missed)
        self.assertEqual((announcement.sent_count, announcement.failed_count), (1, 1))
        again = self._successor(announcement)
        self.assertEqual((again.previous_id, again.text, again.state), (announcement, TEXT, "sending"))
        self.assertEqual((again.line_count, again.staff_count), (1, 0))
        self._send()
        self.assertEqual(again.line_ids.mapped("state"), ["sent"])
        self.assertEqual((len(self._notices(self.reached)), len(self._notices(self.missed))), (1, 1))
        self.assertEqual((announcement.sent_count, announcement.failed_count), (1, 1), "what was sent does not change")

    def test_once(self):
        announcement = self._announce(failing=self.missed)
        again = self._successor(announcement)
        with self.assertRefused("still being sent"):
            announcement.with_user(self.manager).action_retry()
        self._send(failing=self.missed)
        with self.assertRefused("nobody to try again"):
            announcement.with_user(self.manager).action_retry()
        last = self._successor(again)
        self._send()
        self.assertEqual(last.sent_count, 1)
        self.assertEqual(len(self._notices(self.missed)), 1)

    def test_a_message_that_failed_later_goes_by_the_next_medium(self):
        announcement = self._announce()
        notice = self._notices(self.missed)
        line = announcement.line_ids.filtered(lambda li: li.beneficiary_id == self.missed)
        self.assertEqual((line.notice_id, line.notice_state), (notice, "queued"))
        self.assertFalse(announcement.undelivered_count)
        notice.sudo()._fail("rejected", "No such mailbox")
        self.env.invalidate_all()
        self.assertEqual((announcement.undelivered_count, announcement.failed_count), (1, 0))
        action = announcement.with_user(self.manager).action_retry()
        replaced = notice.next_ids
        self.assertEqual(action["domain"], [("id", "in", replaced.ids)])
        self.assertEqual((replaced.medium, replaced.state, replaced.body), ("sms", "queued", notice.body))
        self.env.invalidate_all()
        self.assertEqual((line.notice_id, announcement.undelivered_count), (replaced, 0))
        self.assertFalse(announcement.next_ids)
        self.assertEqual(len(self._notices(self.reached)), 1)
        with self.assertRefused("nobody to try again"):
            announcement.with_user(self.manager).action_retry()

    def test_until_no_medium_is_left(self):
        announcement = self._announce()
        media = []
        while True:
            notice = self._notices(self.missed)[-1]
            media.append(notice.medium)
            notice.sudo()._fail("rejected")
            try:
                announcement.with_user(self.manager).action_retry()
            except UserError as error:
                self.assertIn("has no other address", str(error))
                break
        self.assertEqual(media, ["email", "sms", "phone"])
        self.assertEqual(announcement.undelivered_count, 1)

    def test_one_that_was_replaced_by_hand_is_followed(self):
        announcement = self._announce()
        self._notices(self.missed).sudo()._fail("rejected")
        self._notices(self.missed).with_user(self.manager).action_next_medium()
        self.assertFalse(announcement.undelivered_count)
        self._notices(self.missed)[-1].sudo()._fail("service")
        self.env.invalidate_all()
        self.assertEqual(announcement.undelivered_count, 1)

    def test_nobody_failed(self):
        announcement = self._announce()
        with self.assertRefused("nobody to try again"):
            announcement.with_user(self.manager).action_retry()
        self.assertFalse(announcement.next_ids)

    def test_who_was_told_through_another_file_is_not_told_again(self):
        announcement = self._announce(failing=self.missed)
        wizard = self.env["beneficiary.merge"].with_user(self.manager)
        self.missed.sudo().write({"state": "prospect", "file_number": False})
        files = (self.reached | self.missed).ids
        wizard.create({"beneficiary_ids": [(6, 0, files)], "target_id": self.reached.id}).action_merge()
        with self.assertRefused("nobody to try again"):
            announcement.with_user(self.manager).action_retry()

    def test_gates(self):
        announcement = self.policy.with_user(self.manager).action_announce(TEXT, "registered", to_staff=False)
        with self.assertRefused("this step needs “Sent”"):
            announcement.action_retry()
        self._send(failing=self.missed)
        for user in (self.officer, self.management, self.hr):
            with self.subTest(user.login), self.assertRefused("Only these roles", error=AccessError):
                announcement.with_user(user).action_retry()
        self.policy.sudo().state = "superseded"
        with self.assertRefused("this step needs “In force”"):
            announcement.action_retry()
