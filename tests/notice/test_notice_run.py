import smtplib
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NoticeCommon

BOUNCE = """Return-Path: <>
From: MAILER-DAEMON@example.org
To: %(bounce)s
Subject: Delivery Status Notification (Failure)
Message-ID: <bounce-%(number)s@example.org>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

There is no mailbox of that name here.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; example.org

Final-Recipient: rfc822; %(recipient)s
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822

Message-ID: %(message_id)s
To: %(recipient)s
Subject: News

--b--
"""


@tagged("post_install", "-at_install")
class TestNoticeRun(NoticeCommon):
    """The run gives every notice to its medium, once, and notes what came of it."""

    # ------------------------------------------------------------------- e-mail
    def test_email(self):
        notice = self._notices()
        with self._smtp() as sent:
            self._send()
            self._send()
        [(recipients, message)] = sent
        self.assertEqual(recipients, ["fatimah@example.org"])
        self.assertEqual(message["Subject"], notice.subject)
        self.assertEqual(message["Message-Id"], notice.sudo().message_id.message_id)
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        html = message.get_body(("html",)).get_content()
        for text in ("<p>News", self.company.name, notice.name, 'dir="ltr"'):
            self.assertIn(text, html)
        self.assertEqual((notice.state, notice.attempts, notice.failure_type), ("sent", 1, False))
        self.assertTrue(notice.date_sent and notice.claimed_on)
        self.assertEqual(notice.sudo().notification_id.notification_status, "sent")
        self.assertFalse(self._to_do(notice))
        mails = self.env["mail.mail"].search([("mail_message_id", "=", notice.sudo().message_id.id)])
        self.assertFalse(mails, "nothing is left that could be sent again")

    def test_arabic_email(self):
        self.env["res.lang"]._activate_lang("ar_001")
        self.person.lang = "ar_001"
        self._notices()
        with self._smtp() as sent:
            self._send()
        html = sent[0][1].get_body(("html",)).get_content()
        self.assertIn('dir="rtl"', html)
        self.assertIn("text-align: right", html)

    def test_no_connection_is_tried_again_later(self):
        notice = self._notices()
        with self._smtp(connect_error=ConnectionRefusedError("no server")):
            self._send()
        self.assertEqual((notice.state, notice.claimed_on, notice.attempts), ("queued", False, 1))
        self.assertGreater(notice.retry_on, fields.Datetime.now())
        self.assertFalse(self._to_do(notice), "nobody is bothered yet")
        self.assertFalse(self.env["mail.mail"].search([("mail_message_id", "=", notice.sudo().message_id.id)]))
        with self._smtp() as sent:
            self._send()
            self.assertFalse(sent, "it waits")
            notice.sudo().retry_on = self._long_ago()
            self._send()
        self.assertEqual((notice.state, len(sent)), ("sent", 1))

    def test_no_connection_three_times_is_a_failure(self):
        notice = self._notices()
        with self._smtp(connect_error=ConnectionRefusedError("no server")):
            for _i in range(3):
                notice.sudo().retry_on = self._long_ago()
                self._send()
        self.assertEqual((notice.state, notice.failure_type, notice.attempts), ("failed", "service", 3))
        self.assertIn("no server", notice.failure_reason)
        self.assertEqual(self._to_do(notice).user_id, self.officer)

    def test_refused_address(self):
        notice = self._notices()
        refused = smtplib.SMTPRecipientsRefused({"fatimah@example.org": (550, b"No such user")})
        with self._smtp(error=refused):
            self._send()
        self.assertEqual((notice.state, notice.failure_type), ("failed", "rejected"))
        self.assertIn("No such user", notice.failure_reason)

    def test_nobody_to_send_it(self):
        """Whoever acts has no e-mail address: that is known before anything leaves the house."""
        self.officer.partner_id.email = self.company.email = False
        notice = self._notices()
        with self._smtp() as sent:
            self._send()
        self.assertFalse(sent)
        self.assertEqual((notice.state, notice.failure_type), ("failed", "service"))
        self.assertIn("sender address", notice.failure_reason)

    def test_greylisting_is_tried_again(self):
        notice = self._notices()
        with self._smtp(error=smtplib.SMTPRecipientsRefused({"fatimah@example.org": (451, b"Try later")})):
            self._send()
        self.assertEqual((notice.state, notice.failure_type), ("queued", False))
        self.assertTrue(notice.retry_on)

    def test_no_answer_after_the_message_is_uncertain(self):
        """A server that falls silent may have taken the message: it is not sent again by itself."""
        for error in (smtplib.SMTPServerDisconnected("gone"), TimeoutError("silence")):
            notice = self._notices()
            with self._smtp(error=error):
                self._send()
            self.assertEqual((notice.state, notice.failure_type), ("failed", "uncertain"))
            self.assertTrue(self._to_do(notice))
        with self._smtp() as sent:
            self._send()
        self.assertFalse(sent)

    def test_sending_switched_off(self):
        notice = self._notices()
        self._send()  # in tests Odoo sends nothing
        self.assertEqual((notice.state, notice.claimed_on), ("queued", False))
        self.assertFalse(self.env["mail.mail"].search([("mail_message_id", "=", notice.sudo().message_id.id)]))

    def test_what_cannot_be_prepared_fails_and_the_others_go(self):
        first, second = self._notices(2)
        first.sudo().message_id.unlink()
        with self._smtp() as sent:
            self._send()
        self.assertEqual((first.state, first.failure_type), ("failed", "service"))
        self.assertEqual((second.state, len(sent)), ("sent", 1))

    def test_one_that_breaks_the_run_does_not_stop_it(self):
        first, second = self._notices(2)
        run = type(first)
        original = run._process

        def process(notice):
            if notice == first:
                raise ValueError("broken")
            original(notice)

        with self._smtp() as sent, patch.object(run, "_process", process):
            self._send()
        self.assertEqual((first.state, second.state, len(sent)), ("queued", "sent", 1))

    # ------------------------------------------------------------ what comes back
    def _bounce(self, notice):
        domain = self.env["mail.alias.domain"].create({"name": "bounce.example.org"})
        values = {
            "bounce": domain.bounce_email,
            "number": notice.id,
            "recipient": notice.recipient,
            "message_id": notice.sudo().message_id.message_id,
        }
        self.env["mail.thread"].message_process(False, (BOUNCE % values).encode())
        self.env.invalidate_all()

    def test_bounce(self):
        notice = self._notices()
        with self._smtp():
            self._send()
        self._bounce(notice)
        self.assertEqual((notice.state, notice.failure_type), ("failed", "rejected"))
        self.assertIn("no mailbox of that name", notice.failure_reason)
        self.assertEqual(len(self._to_do(notice)), 1)

    def test_an_answer_proves_that_it_arrived(self):
        notice = self._notices()
        with self._smtp(error=smtplib.SMTPServerDisconnected("gone")):
            self._send()
        self.assertEqual(notice.failure_type, "uncertain")
        self.env["mail.thread"].message_process(
            False,
            (
                f"From: fatimah@example.org\nTo: answers@example.org\nSubject: Re\nMessage-ID: <answer@example.org>\n"
                f"In-Reply-To: {notice.sudo().message_id.message_id}\n\nThank you"
            ).encode(),
        )
        self.env.invalidate_all()
        self.assertEqual((notice.state, notice.failure_type), ("delivered", False))
        self.assertFalse(self._to_do(notice))
        self.assertIn("Thank you", self._notes(self.request))

    def test_a_state_does_not_go_back(self):
        notice = self._notices(medium="sms")
        with self._sms():
            self._send()
        tracker = notice.sudo().notification_id.sms_tracker_ids
        tracker._action_update_from_sms_state("sent")
        self.assertEqual(notice.state, "delivered")
        notice.sudo().notification_id.notification_status = "pending"
        self.assertEqual(notice.state, "delivered")

    # ---------------------------------------------------------------------- SMS
    def test_sms(self):
        notice = self._notices(medium="sms")
        with self._sms() as given:
            self._send()
            self._send()
        [(number, text)] = given
        self.assertEqual(number["number"], "+966501111111")
        self.assertIn("News", text)
        self.assertEqual(notice.state, "sent")
        self.assertEqual(notice.sudo().notification_id.notification_status, "pending")
        trackers = notice.sudo().notification_id.sms_tracker_ids
        self.assertEqual(trackers.sms_uuid, number["uuid"])
        trackers._action_update_from_sms_state("sent")
        self.assertEqual(notice.state, "delivered")
        self.assertTrue(notice.date_delivered)

    def test_sms_delivery_reports(self):
        for report, expected in (("not_delivered", "rejected"), ("invalid_destination", "address")):
            notice = self._notices(medium="sms")
            with self._sms():
                self._send()
            notice.sudo().notification_id.sms_tracker_ids._action_update_from_provider_error(report)
            self.assertEqual((notice.state, notice.failure_type), ("failed", expected))
            self.assertEqual(len(self._to_do(notice)), 1)

    def test_sms_refused(self):
        for answer, expected in (("wrong_number_format", "address"), ("insufficient_credit", "service")):
            notice = self._notices(medium="sms")
            with self._sms(answer) as given:
                self._send()
                self._send()
            self.assertEqual(len(given), 1, "what failed is not tried again by itself")
            self.assertEqual((notice.state, notice.failure_type), ("failed", expected))

    def test_sms_service_without_an_answer(self):
        notice = self._notices(medium="sms")
        with self._sms(error=TimeoutError("silence")):
            self._send()
        self.assertEqual((notice.state, notice.failure_type), ("failed", "uncertain"))
        notice.sudo().notification_id.sms_tracker_ids._action_update_from_sms_state("pending")
        self.assertEqual(notice.state, "sent", "a later report proves it")
        self.assertFalse(self._to_do(notice))

    def test_sms_service_out_of_reach(self):
        """An error that is known to come before anything left is tried again."""
        error = AccessError("The service cannot be reached")
        error.__context__ = ConnectionRefusedError("refused")
        notice = self._notices(medium="sms")
        with self._sms(error=error):
            self._send()
        self.assertEqual((notice.state, notice.attempts), ("queued", 1))
        self.assertFalse(self.env["sms.sms"].search([("mail_message_id", "=", notice.sudo().message_id.id)]))
        notice.sudo().retry_on = self._long_ago()
        with self._sms() as given:
            self._send()
        self.assertEqual((notice.state, len(given)), ("sent", 1))

    # ------------------------------------------------------------ done by people
    def test_phone(self):
        notice = self._notices(medium="phone")
        self._send()
        self._send()
        self.assertEqual(notice.state, "queued")
        self.assertTrue(notice.to_do)
        activity = self._to_do(notice)
        self.assertEqual(
            (activity.user_id, activity.res_model, activity.res_id),
            (self.officer, "beneficiary.request", self.request.id),
        )
        self.assertIn("+966 50 111 1111", activity.summary)
        for text in ("talk to nobody else", "News", self.person.name):
            self.assertIn(text, activity.note)
        self.assertEqual(len(self.request.activity_ids), 1)

    def test_portal(self):
        notice = self._notices(medium="portal")
        notice.sudo().write({"medium": "portal", "recipient": "login"})
        self._send()
        self.assertEqual(notice.state, "sent")

    def test_no_address_at_all(self):
        person = self._create_beneficiary("بلا عنوان", agreed_medium="sms")
        notice = person._send_notice("update", message="Soon")
        self.assertEqual((notice.medium, notice.recipient), ("sms", False))
        self._send()
        self.assertEqual((notice.state, notice.failure_type), ("failed", "address"))
        self.assertEqual(self._to_do(notice).res_id, person.id)
        self.assertFalse(notice.next_text)

    # -------------------------------------------------------------- interrupted
    def test_interrupted_run(self):
        """What a killed run had taken up is neither sent again nor forgotten."""
        notice, other, waiting = self._notices(3)
        notice.sudo().claimed_on = self._long_ago()
        waiting.sudo().claimed_on = fields.Datetime.now() - timedelta(seconds=5)
        with self._smtp() as sent:
            self._send()
        self.assertEqual([m["Subject"] for _to, m in sent], [other.subject])
        self.assertEqual((notice.state, notice.failure_type), ("failed", "uncertain"))
        self.assertIn("Check whether it arrived", notice.failure_reason)
        self.assertEqual(len(self._to_do(notice)), 1)
        self.assertEqual(waiting.state, "queued", "another worker has just taken it up")
        self._send()
        self.assertEqual(len(self._to_do(notice)), 1)

    def test_waiting_calls_are_not_interrupted_runs(self):
        notice = self._notices(medium="phone")
        self._send()
        notice.sudo().claimed_on = self._long_ago()
        self._send()
        self.assertEqual(notice.state, "queued")

    def test_a_cancelled_one_stays(self):
        notice = self._notices()
        notice.action_cancel()
        with self._smtp() as sent:
            self._send()
        self.assertFalse(sent)
        self.assertEqual(notice.state, "cancelled")

    def test_time_is_up(self):
        """A run that has no time left stops between two notices; the next one goes on."""
        notices = self._notices(3)
        left = iter([60, 0])

        def progress(cron, processed=0, **kwargs):
            cron.env.cr.commit()
            return next(left) if processed else 60

        with self._smtp() as sent:
            with (
                patch.object(type(self.env["ir.cron"]), "_commit_progress", progress),
                self.enter_registry_test_mode(),
                self.registry.cursor() as cr,
            ):
                notices.sudo().with_env(self.env(cr=cr))._cron_send()
            self.assertEqual(len(sent), 2)
            self._send()
        self.assertEqual(len(sent), 3)
        self.assertEqual(set(notices.mapped("state")), {"sent"})
