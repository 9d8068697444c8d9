from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from unittest.mock import patch

from odoo import fields
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server
from odoo.addons.sms.tools.sms_api import SmsApi

from ..common import BeneficiaryCommon

CRON = "beneficiary.ir_cron_send_notices"


class NoticeCommon(BeneficiaryCommon):
    """A person with every address, a request of hers, and services that answer as a test wants them to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._create_beneficiary(
            agreed_medium="email",
            email="fatimah@example.org",
            phone="+966 50 111 1111",
            street="King Road 12",
            city="Tabuk",
            fax="+966 14 222 3333",
        )
        cls.request = cls._create_request(cls.person)
        cls.numbers = count(1)

    @classmethod
    def _notices(cls, number=1, medium=None, record=None, **vals):
        """Return queued notices with news of the case, for the person or for ``record``."""
        record = record or cls.request
        if medium:
            cls.person.agreed_medium = medium
        notices = cls.env["beneficiary.notice"]
        for _i in range(number):
            occasion = next(cls.numbers)
            notices |= record.with_user(cls.officer)._send_notice(
                "update", message=f"News {occasion}", occasion=occasion
            )
        notices.sudo().write(vals)
        return notices

    def _send(self):
        """Run the scheduled action on its own cursor, as the scheduler does."""
        self._run_cron(CRON)
        self.env.invalidate_all()

    @contextmanager
    def _smtp(self, error=None, connect_error=None):
        """Let e-mails go out to a list, or end in an error; yields the list of the messages."""
        sent = []

        class Session:
            def quit(self):
                """Close nothing."""

            def noop(self):
                """Answer that the connection stands."""
                return 250, b"OK"

            def send_message(self, message, smtp_from, smtp_to):
                if error:
                    raise error
                sent.append((smtp_to, message))

        def connect(*args, **kwargs):
            if connect_error:
                raise connect_error
            session = Session()
            session.from_filter = False
            session.smtp_from = False
            return session

        muted = ("odoo.addons.mail.models.mail_mail", "odoo.addons.beneficiary.models.notice.notice_run")
        with (
            patch.object(IrMail_Server, "_disable_send", return_value=False),
            patch.object(IrMail_Server, "_connect__", connect),
            mute_logger(*muted),
        ):
            yield sent

    @contextmanager
    def _sms(self, state="success", error=None):
        """Let the SMS service answer ``state`` to every message; yields the list of what it was given."""
        given = []

        def send(_api, messages, delivery_reports_url=False):
            if error:
                raise error
            numbers = [(number, message["content"]) for message in messages for number in message["numbers"]]
            given.extend(numbers)
            return [{"uuid": number["uuid"], "state": state} for number, _text in numbers]

        muted = ("odoo.addons.sms.models.sms_sms", "odoo.addons.beneficiary.models.notice.notice_run")
        with patch.object(SmsApi, "_send_sms_batch", send), mute_logger(*muted):
            yield given

    @staticmethod
    def _long_ago():
        return fields.Datetime.now() - timedelta(hours=1)

    def _to_do(self, notice):
        """Return the open activities of a notice."""
        return notice.sudo().activity_id.filtered("active")
