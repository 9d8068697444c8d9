from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize, parse_contact_from_email


class ComplaintMail(models.Model):
    """Complaints by e-mail, and who hears of what is written on the thread of one (R-70, R-81).

    What arrives at the address for complaints becomes one, what answers its messages joins its thread. The sender of
    an e-mail is not believed to be who it says: an officer links the complaint to a file.
    """

    _inherit = "beneficiary.complaint"

    # ------------------------------------------------------------------ incoming
    @api.private
    @api.model
    def message_new(self, msg_dict, custom_values=None):
        values = dict(custom_values or {})
        company = self.env["res.company"].sudo().browse(values.get("company_id") or self.env.company.id)
        self._clean_mail(msg_dict)
        sender = msg_dict.get("email_from") or ""
        text = self._mail_text(msg_dict)
        values |= {
            "lang": False,  # nobody knows; that of the association
            "company_id": company.id,
            "kind": "complaint",
            "anonymous": False,
            "beneficiary_id": False,
            "contact_name": parse_contact_from_email(sender)[0] or sender,
            "contact_email": email_normalize(sender) or False,
            "subject": msg_dict.get("subject") or text[:80].split("\n")[0] or self.env._("No subject"),
            "description": text,
            "channel_id": self.env.ref("beneficiary.channel_email").id,
        }
        return super(ComplaintMail, self.with_company(company)).message_new(msg_dict, values)

    @api.private
    def message_update(self, msg_dict, update_vals=None):
        result = super().message_update(msg_dict, update_vals)
        author = self.env["res.partner"].sudo().browse(msg_dict.get("author_id") or 0).exists()
        for complaint in self:
            complaint._clean_mail(msg_dict)
            if not author or author.partner_share:
                complaint._portal_tell(lambda c: c.env._("%(name)s: the complainant wrote a message", name=c.name))
        return result

    # ------------------------------------------------------------------ outgoing
    def message_post(self, **kwargs):
        written = not self.env.su and kwargs.get("message_type") == "comment" and self._is_open_message(kwargs)
        if written:
            # the complainant is told by the agreed medium below, and nobody else outside reads it
            partners = self.env["res.partner"].sudo().browse(kwargs.get("partner_ids") or [])
            kwargs |= {"partner_ids": partners.filtered(lambda p: not p.partner_share).ids, "outgoing_email_to": False}
        message = super().message_post(**kwargs)
        if written and self._is_reachable():
            self._send_notice("complaint_answer", text=message.sudo().body, occasion=message.id)
        return message

    def _is_reachable(self):
        """Tell whether the complainant is known by any address; all others look at the page of their code."""
        return not self.anonymous and bool(self.partner_id or self.contact_email or self.contact_phone)

    def _is_open_message(self, kwargs):
        """Tell whether a message that is posted is none of the internal notes."""
        subtype = kwargs.get("subtype_id")
        if xmlid := kwargs.get("subtype_xmlid"):
            subtype = self.env["ir.model.data"]._xmlid_to_res_id(xmlid)
        return subtype == self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")

    def _message_add_suggested_recipients(self, force_primary_email=False):
        # who complained is told anyway; a suggestion would turn him into a contact
        suggested = super()._message_add_suggested_recipients(force_primary_email=force_primary_email)
        for complaint in self:
            suggested[complaint.id] = {"email_to_lst": [], "partners": self.env["res.partner"]}
        return suggested

    # ------------------------------------------------------------------ page
    def _portal_address(self):
        """Return the address where the complainant reads the case, with his login or with his code."""
        self.ensure_one()
        path = self.access_url if self.partner_id.sudo().user_ids else "/beneficiary/complaint/case"
        return self.get_base_url() + path

    def _portal_messages(self, limit=50):
        # a notice that only tells of a message has the same text again
        told = self.env["beneficiary.notice"].sudo()
        domain = Domain("res_model", "=", self._name) & Domain("res_id", "=", self.id)
        told = told.search(domain & Domain("kind", "=", "complaint_answer"))
        return super()._portal_messages(limit) - told.message_id
