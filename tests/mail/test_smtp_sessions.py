import smtplib
import socket
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import config, mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ...tools import smtp
from ..notice.common import NoticeCommon
from .servers import MailServers

MUTED = ("odoo.addons.mail.models.mail_mail", "odoo.addons.beneficiary.models.notice.notice_run")


@tagged("post_install", "-at_install")
class TestSmtpSessions(NoticeCommon):
    """A run sends its notices over one connection, on a real mail server, and still sends each of them once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mail = MailServers(imap=False)
        cls.mail.__enter__()
        cls.addClassCleanup(cls.mail.__exit__)
        cls.startClassPatcher(patch.dict(config.options, {"smtp_server": ""}))
        cls.startClassPatcher(patch.object(IrMail_Server, "_disable_send", return_value=False))
        cls.env["ir.mail_server"].search([]).unlink()
        cls.server = cls.env["ir.mail_server"].create(
            {"name": "Test", "smtp_host": "127.0.0.1", "smtp_port": cls.mail.smtp_port, "smtp_encryption": "none"}
        )

    def setUp(self):
        super().setUp()
        self.mail.empty()
        self.addCleanup(setattr, self.mail, "on_recipient", None)
        self.addCleanup(setattr, self.mail, "on_message", None)

    def _send(self):
        with mute_logger(*MUTED):
            super()._send()

    def _connections(self):
        return len(set(self.mail.peers))

    def test_one_connection_for_all(self):
        notices = self._notices(6)
        self._send()
        self.assertEqual(set(notices.mapped("state")), {"sent"})
        self.assertEqual((len(self.mail.accepted), self._connections()), (6, 1))

    def test_another_run_another_connection(self):
        for _run in range(2):
            self._notices()
            self._send()
        self.assertEqual((len(self.mail.accepted), self._connections()), (2, 2))

    def test_not_too_many_over_one(self):
        self._notices(7)
        with patch.object(smtp, "MAX_MESSAGES", 3):
            self._send()
        self.assertEqual((len(self.mail.accepted), self._connections()), (7, 3))

    def test_a_connection_that_was_dropped_is_made_anew(self):
        """The server hangs up after each message: nothing is uncertain, for it is seen before the next one."""
        notices = self._notices(3)
        give_back = smtp.SmtpSessions.give_back

        def hang_up(sessions, key, session, count):
            session.sock.shutdown(socket.SHUT_RDWR)
            give_back(sessions, key, session, count)

        with patch.object(smtp.SmtpSessions, "give_back", hang_up):
            self._send()
        self.assertEqual(set(notices.mapped("state")), {"sent"})
        self.assertEqual((len(self.mail.accepted), self._connections()), (3, 3))

    def test_a_refused_message_harms_no_other(self):
        notices = self._notices(3)
        answers = iter([None, "550 No such user", None])
        self.mail.on_recipient = lambda _address: next(answers)
        self._send()
        self.assertEqual(notices.sorted("id").mapped("state"), ["sent", "failed", "sent"])
        self.assertEqual(notices.sorted("id")[1].failure_type, "rejected")
        self.assertEqual((len(self.mail.accepted), self._connections()), (2, 2), "not used again after an error")

    def test_a_connection_that_breaks_within_a_message(self):
        """Only the message in flight is uncertain, and it is not sent again."""
        notices = self._notices(3).sorted("id")
        send = smtplib.SMTP.send_message

        def break_off(session, message, *args, **kwargs):
            result = send(session, message, *args, **kwargs)
            if len(self.mail.accepted) == 2 and not self.broken:
                self.broken = True
                session.sock.shutdown(socket.SHUT_RDWR)
                raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
            return result

        self.broken = False
        with patch.object(smtplib.SMTP, "send_message", break_off):
            self._send()
            self._send()
        self.assertEqual(notices.mapped("state"), ["sent", "failed", "sent"])
        self.assertEqual(notices[1].failure_type, "uncertain")
        self.assertEqual(len(self.mail.accepted), 3, "none is sent twice")

    def test_no_server(self):
        self.server.smtp_port = 1
        notices = self._notices(2)
        self._send()
        self.assertEqual(notices.mapped("state"), ["queued", "queued"])
        self.assertTrue(all(notices.mapped("retry_on")))

    def test_nothing_from_outside_is_taken_for_one(self):
        """A context comes over RPC, too."""
        server = self.env["ir.mail_server"].with_context(beneficiary_smtp_sessions={"kept": 1})
        session = server._connect__(mail_server_id=self.server.id)
        self.assertIsInstance(session, smtplib.SMTP)
        session.quit()
