import base64
import smtplib
from socket import gaierror

from psycopg2 import Error as DatabaseError
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from odoo import fields, models
from odoo.tools import email_normalize, formataddr, plaintext2html
from odoo.tools.i18n import format_list
from odoo.tools.misc import get_lang


class NoticeMedia(models.Model):
    """How each medium carries a notice.

    For every medium there are two methods: ``_prepare_<medium>`` does what can still be undone, and what it returns is
    given to ``_transmit_<medium>``, which does what cannot.
    """

    _inherit = "beneficiary.notice"

    def _open_envelope(self):
        """Make what a reply, a bounce or a report is recognised by. It is committed before anything is sent."""
        if self.notification_id:
            return
        # the first notice of a message names the contact; one contact has one notification of a message
        partner = self.env["res.partner"] if self.previous_id else self.partner_id
        vals = {
            "author_id": self.message_id.author_id.id,
            "mail_message_id": self.message_id.id,
            "res_partner_id": partner.id,
            "notification_type": self.medium,
            "notification_status": "ready",
            "is_read": True,
        }
        if self.medium == "email":
            vals["mail_email_address"] = email_normalize(self.recipient)
        else:
            uuid = self.env["sms.sms"]._fields["uuid"].default(self.env["sms.sms"])
            vals |= {"sms_number": self.recipient, "sms_tracker_ids": [fields.Command.create({"sms_uuid": uuid})]}
        self.notification_id = self.env["mail.notification"].create(vals)

    # ------------------------------------------------------------------- e-mail
    def _prepare_email(self):
        """Return the ``mail.mail`` of this notice. It is never committed unsent: Odoo's own queue would take it."""
        message = self.message_id
        mail = self.env["mail.mail"].create(
            {
                "mail_message_id": message.id,
                "email_to": formataddr((self.partner_id.name or "", self.recipient)),
                "body_html": self._outgoing(self._mail_body()),
                "subject": self.subject,
                "references": message.message_id,
                "headers": repr({"Auto-Submitted": "auto-generated"}),
                "auto_delete": True,
            }
        )
        self.notification_id.mail_mail_id = mail
        self.env.flush_all()
        return mail

    def _outgoing(self, text):
        case = self.env[self.res_model].sudo().browse(self.res_id).exists()
        return case._notice_outgoing(text) if case else text

    def _mail_body(self):
        """Return the HTML of the e-mail: the message under the association's name, in the direction of its language."""
        lang = get_lang(self.env, self.lang)
        notice = self.with_context(lang=lang.code)
        return notice.env["ir.qweb"]._render(
            "beneficiary.notice_mail",
            {
                "notice": notice,
                "company": notice.company_id,
                "direction": lang.direction,
                "lang_code": lang.code[:2],
            },
            minimal_qcontext=True,
        )

    def _transmit_email(self, mail):
        try:
            mail.with_context(beneficiary_notice_run=True).send(raise_exception=True)
        except DatabaseError:
            raise
        except Exception as error:
            if mail.state == "outgoing":  # no server took it: not even a connection was made
                mail.unlink()
                return self._later(str(error))
            return self._judge_mail_error(mail, error)
        if mail.exists() and mail.state == "outgoing":  # sending is switched off, or slowed down
            mail.unlink()
            return self._later(self.env._("Sending is switched off or slowed down on this server."))
        return self._read_notification()

    def _judge_mail_error(self, mail, error):
        """Decide what an error of the mail server means: try later, failed, or not known."""
        codes = self._smtp_codes(error)
        refused_here = mail.failure_type and mail.failure_type != "unknown"  # it was not even offered
        if not codes and not refused_here:
            raise error  # no answer came: it may have been taken
        reason = mail.failure_reason or str(error)
        mail.unlink()
        if codes and all(400 <= code < 500 for code in codes):
            return self._later(reason)
        return self._fail("rejected" if codes else "service", reason)

    def _smtp_codes(self, error):
        """Return the codes with which the mail server answered, if it did."""
        while error:
            if isinstance(error, smtplib.SMTPRecipientsRefused):
                return [code for code, _text in error.recipients.values()]
            if isinstance(error, smtplib.SMTPResponseException):
                return [error.smtp_code]
            error = error.__cause__ or error.__context__
        return []

    # ---------------------------------------------------------------------- SMS
    def _prepare_sms(self):
        """Return the ``sms.sms`` of this notice; like the e-mail, it is never committed unsent."""
        return self.env["sms.sms"].create(
            {
                "uuid": self.notification_id.sms_tracker_ids.sms_uuid,
                "number": self.recipient,
                "body": self._outgoing(self.text),
                "partner_id": self.partner_id.id,
                "mail_message_id": self.message_id.id,
            }
        )

    def _transmit_sms(self, sms):
        self.notification_id.sms_id_int = sms.id
        try:
            sms.with_context(beneficiary_notice_run=True).send(unlink_failed=True, raise_exception=True)
        except DatabaseError:
            raise
        except Exception as error:
            if not self._no_connection(error):
                raise
            sms.unlink()
            return self._later(str(error))
        return self._read_notification()

    def _no_connection(self, error):
        """Tell whether an error says that no connection was made, so that nothing can have been taken."""
        while error:
            if isinstance(error, (ConnectionRefusedError, gaierror, NewConnectionError, ConnectTimeoutError)):
                return True
            error = error.__cause__ or error.__context__
        return False

    # ------------------------------------------------- read by people or by nobody
    def _prepare_portal(self):
        return None

    def _transmit_portal(self, _parcel):
        self._sent()  # the message is on the record, and so in the portal

    def _prepare_phone(self):
        return None

    def _transmit_phone(self, _parcel):
        self._plan(
            "beneficiary.mail_activity_type_notice_call",
            lambda notice: notice.env._(
                "%(person)s, %(number)s", person=notice.partner_id.name or "", number=notice.recipient
            ),
            lambda notice: plaintext2html(notice.script),
        )

    # ------------------------------------------------------------ letter and fax
    def _prepare_letter(self):
        """Number, date and print the letter. It stays on the notice as it was written."""
        company = self.company_id
        if not self.letter_number:
            [number] = self.env["ir.sequence"]._beneficiary_next("beneficiary.letter", company.id, 1)
            self.write({"letter_number": number, "letter_date": company._beneficiary_today()})
        report = self.env["ir.actions.report"].with_company(company)
        content, _type = report._render_qweb_pdf("beneficiary.action_report_notice_letter", self.ids)
        self.letter = base64.b64encode(content)

    def _transmit_letter(self, _parcel):
        self._plan_letter("beneficiary.mail_activity_type_notice_letter")

    def _prepare_fax(self):
        return self._prepare_letter()

    def _transmit_fax(self, _parcel):
        self._plan_letter("beneficiary.mail_activity_type_notice_fax")

    def _plan_letter(self, activity_type):
        self._plan(
            activity_type,
            lambda notice: notice.env._(
                "%(number)s to %(address)s", number=notice.letter_number, address=notice.recipient
            ),
            lambda notice: notice._letter_note(),
        )

    def _letter_note(self):
        """Return what whoever sends the letter has to know."""
        enclosures = self._enclosure_list()
        if not enclosures:
            return self.env._("Open the notice, print the letter and send it. Nothing is enclosed.")
        return self.env._(
            "Open the notice, print the letter and send it with: %(enclosures)s.",
            enclosures=format_list(self.env, enclosures, style="unit"),
        )
