import codecs
import logging
from email.utils import parseaddr

from odoo import api, models
from odoo.tools import email_normalize

_logger = logging.getLogger(__name__)
ADDRESS_HEADERS = ("from", "to", "cc", "delivered-to", "resent-to", "resent-cc", "reply-to")
AUTOMATIC_PRECEDENCE = {"bulk", "junk", "list", "auto_reply"}
AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Loop")


class MailThread(models.AbstractModel):
    """The mail gateway, where an e-mail is about to become or to join an inquiry or a complaint.

    Machines do not ask: what answers by itself is dropped, so that two robots never talk to each other here. And who
    is known stays with the file: an e-mail on an inquiry has the author that it names, not the contact behind it.
    """

    _inherit = "mail.thread"

    @api.model
    def message_parse(self, message, save_original=False):
        self._mend_mail(message)
        return super().message_parse(message, save_original=save_original)

    @api.model
    def _mend_mail(self, message):
        """Repair what the parser of e-mails chokes on, so that a person's question is not lost for it.

        :param message: the ``EmailMessage``, changed in place: line breaks hidden in an address, an unknown charset
        """
        for name in ADDRESS_HEADERS:
            try:
                message.get_all(name)
            except ValueError:
                addresses = [parseaddr(value)[1] for key, value in message.raw_items() if key.lower() == name]
                del message[name]
                if clean := [address for address in addresses if address and not set("\r\n") & set(address)]:
                    message[name] = ", ".join(clean)
        for part in message.walk():
            charset = part.get_param("charset")
            try:
                codecs.lookup(charset if isinstance(charset, str) else "utf-8")
            except (LookupError, ValueError):
                part.set_param("charset", "utf-8")

    @api.model
    def _routing_check_route(self, message, message_dict, route, raise_exception=True):
        if not self._is_inquiry_route(route):
            return super()._routing_check_route(message, message_dict, route, raise_exception=raise_exception)
        if self._is_automatic_mail(message, message_dict):
            _logger.info("Automatic e-mail %s asks nothing and was dropped", message_dict.get("message_id"))
            return False
        checked = super()._routing_check_route(message, message_dict, route, raise_exception=raise_exception)
        message_dict["author_id"] = self._hide_persons([message_dict.get("author_id")])[:1].id
        return checked

    def _message_route_process(self, message, message_dict, routes):
        answered = message_dict.get("parent_id")
        result = super()._message_route_process(message, message_dict, routes)
        if answered and routes:  # a bounce goes nowhere
            self.env["beneficiary.notice"]._message_answered(self.env["mail.message"].browse(answered))
        return result

    def _message_parse_post_process(self, message, message_dict, routes):
        values = super()._message_parse_post_process(message, message_dict, routes)
        if any(self._is_inquiry_route(route) for route in routes or ()):
            values["author_id"] = self._hide_persons([values.get("author_id")])[:1].id
            values["partner_ids"] = self._hide_persons(values.get("partner_ids") or []).ids
        if any(route[0] == "beneficiary.complaint" for route in routes or ()):
            values["partner_ids"] = []  # an address in the e-mail lets nobody read it
        return values

    @api.model
    def _is_inquiry_route(self, route):
        """Tell whether a route of the gateway leads to an inquiry or complaint, a new one or one that is answered."""
        model, thread_id, custom_values = route[:3]
        if model == "beneficiary.complaint":
            return True
        if model != "crm.lead":
            return False
        lead = self.env["crm.lead"].sudo().browse(thread_id or 0).exists()
        if lead:
            return lead.is_inquiry
        team = self.env["crm.team"].sudo().browse((custom_values or {}).get("team_id") or 0).exists()
        return team.is_beneficiary

    @api.model
    def _is_automatic_mail(self, message, message_dict):
        """Tell whether a machine wrote an e-mail: an auto-reply, a mass mailing, or ourselves."""
        if (message.get("Auto-Submitted") or "no").strip().lower().partition(";")[0] != "no":
            return True
        if (message.get("Precedence") or "").strip().lower() in AUTOMATIC_PRECEDENCE:
            return True
        if any(message.get(header) for header in AUTOMATIC_HEADERS):
            return True
        sender = email_normalize(message_dict.get("email_from") or "")
        return bool(self.env["mail.alias.domain"].sudo()._find_aliases([sender or ""]))

    @api.model
    def _hide_persons(self, partner_ids):
        """Return the partners among these who have no file, so that a message does not tell who is known."""
        partners = self.env["res.partner"].sudo().browse([partner_id for partner_id in partner_ids if partner_id])
        return partners.filtered(lambda partner: not partner.is_beneficiary or not partner.partner_share)
