import email
import email.policy
import smtplib
from email.message import EmailMessage, Message
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import config, mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ..notice.common import NoticeCommon
from .servers import PASSWORD, MailServers


@tagged("post_install", "-at_install")
class TestRoundTrip(NoticeCommon):
    """From the step to the mailbox and back, over a real SMTP and a real IMAP server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mail = MailServers("fatimah", "office", "bounces", "officer")
        cls.mail.__enter__()
        cls.addClassCleanup(cls.mail.__exit__)
        cls.startClassPatcher(patch.dict(config.options, {"smtp_server": ""}))
        # the way of Odoo's own tests of its mail server: only the servers made here are known
        cls.startClassPatcher(patch.object(IrMail_Server, "_disable_send", return_value=False))
        cls.env["ir.mail_server"].search([]).unlink()
        cls.env["ir.mail_server"].create(
            {"name": "Test", "smtp_host": "127.0.0.1", "smtp_port": cls.mail.smtp_port, "smtp_encryption": "none"}
        )
        cls.env["fetchmail.server"].search([]).unlink()
        cls.inbox, cls.bounces = cls.env["fetchmail.server"].create(
            [
                {
                    "name": user,
                    "server_type": "imap",
                    "server": "127.0.0.1",
                    "port": cls.mail.imap_port,
                    "user": user,
                    "password": PASSWORD,
                    "state": "done",
                }
                for user in ("office", "bounces")
            ]
        )
        cls.company.alias_domain_id = cls.env["mail.alias.domain"].create(
            {"name": "association.test", "catchall_alias": "office", "bounce_alias": "bounces"}
        )
        cls.person.email = "fatimah@home.test"

    def _mailbox(self, user):
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.mail.messages(user)]

    def setUp(self):
        super().setUp()
        self.mail.empty()

    def _fetch(self):
        """Fetch mail as the scheduler does."""
        self._run_cron("mail.ir_cron_mail_gateway_action")
        self.env.invalidate_all()
        self.assertFalse((self.inbox | self.bounces).filtered("error_message"))

    def _deliver_mail(self, message, to):
        with smtplib.SMTP("127.0.0.1", self.mail.smtp_port, timeout=20) as client:
            client.send_message(message, "fatimah@home.test", [to])

    def test_there_and_back(self):
        self._submit(self.request)
        self._send()
        notice = self.request.notice_ids
        self.assertEqual(notice.state, "sent")
        [received] = self._mailbox("fatimah")
        self.assertEqual(received["To"].addresses[0].addr_spec, "fatimah@home.test")
        self.assertEqual(received["Subject"], notice.subject)
        self.assertIn(self.committee.name, received.get_body(("html",)).get_content())
        self.assertIn(self.committee.name, received.get_body(("plain",)).get_content())
        self.assertEqual(received["Reply-To"].addresses[0].addr_spec, "office@association.test")

        answer = EmailMessage()
        answer["From"] = "Fatimah <fatimah@home.test>"
        answer["To"] = received["Reply-To"]
        answer["Subject"] = f"Re: {received['Subject']}"
        answer["Message-ID"] = "<answer@home.test>"
        answer["In-Reply-To"] = answer["References"] = received["Message-ID"]
        answer.set_content("وصلتني الرسالة، شكرا")
        self._deliver_mail(answer, "office@association.test")
        self._fetch()

        message = self.request.message_ids[:1]
        self.assertEqual((message.model, message.res_id), (self.request._name, self.request.id))
        self.assertIn("وصلتني الرسالة", message.body)
        self.assertEqual(message.author_id, self.person.partner_id)
        self.assertEqual(notice.state, "delivered", "the answer proves it")
        self.assertIn(self.officer.partner_id, message.sudo().notification_ids.res_partner_id)
        self._run_cron("mail.ir_cron_mail_scheduler_action")
        [told] = self._mailbox("officer")
        self.assertIn("وصلتني الرسالة", told.get_body(("html",)).get_content())
        self.assertEqual(len(self._mailbox("fatimah")), 1, "nobody is sent an own answer")

        self._fetch()
        self.assertEqual(self.request.message_ids[:1], message, "it is fetched once")

    def test_returned_by_a_mail_server(self):
        notice = self._notices()
        self._send()
        received = self._mailbox("fatimah")[-1]
        bounce = MIMEMultipart("report", report_type="delivery-status")
        bounce["From"] = "MAILER-DAEMON@home.test"
        bounce["To"] = "bounces@association.test"
        bounce["Subject"] = "Undelivered Mail Returned to Sender"
        bounce["Message-ID"] = "<bounce@home.test>"
        bounce.attach(MIMEText("The mailbox is full."))
        report = Message()
        report["Final-Recipient"] = f"rfc822; {notice.recipient}"
        report["Action"] = "failed"
        status = MIMEBase("message", "delivery-status")
        status.attach(report)
        bounce.attach(status)
        bounce.attach(MIMEMessage(received))
        self._deliver_mail(bounce, "bounces@association.test")
        self._fetch()
        self.assertEqual((notice.state, notice.failure_type), ("failed", "rejected"))
        self.assertIn("The mailbox is full", notice.failure_reason)
        self.assertEqual(self._to_do(notice).user_id, self.officer)

    def test_refused_by_the_mail_server(self):
        notice = self._notices()
        with (
            patch.object(self.mail, "on_recipient", lambda address: "550 No such user"),
            mute_logger("odoo.addons.mail.models.mail_mail"),
        ):
            self._send()
        self.assertEqual((notice.state, notice.failure_type), ("failed", "rejected"))
        self.assertIn("No such user", notice.failure_reason)

    def test_no_mail_server_listens(self):
        notice = self._notices()
        server = self.env["ir.mail_server"].search([])
        server.smtp_port = 9  # nobody listens there
        with mute_logger("odoo.addons.mail.models.mail_mail"):
            self._send()
        self.assertEqual((notice.state, notice.attempts), ("queued", 1))
        server.smtp_port = self.mail.smtp_port
        notice.sudo().retry_on = self._long_ago()
        before = len(self.mail.accepted)
        self._send()
        self.assertEqual((notice.state, len(self.mail.accepted) - before), ("sent", 1))

    def test_next_medium_then_email_again(self):
        """Two e-mails of one message: both are sent, each with its own result."""
        notice = self._notices()
        with (
            patch.object(self.mail, "on_recipient", lambda address: "550 No such user"),
            mute_logger("odoo.addons.mail.models.mail_mail"),
        ):
            self._send()
        after = self.env["beneficiary.notice"].browse(notice.action_send_again()["res_id"])
        self._send()
        self.assertEqual((notice.state, after.state), ("failed", "sent"))
        self.assertNotEqual(notice.sudo().notification_id, after.sudo().notification_id)
        self.assertEqual(self._mailbox("fatimah")[-1]["Message-ID"].strip(), notice.sudo().message_id.message_id)
