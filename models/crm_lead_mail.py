from odoo import api, fields, models
from odoo.tools import parse_contact_from_email


class CrmLeadMail(models.Model):
    """Inquiries by e-mail: what arrives at the alias becomes one, and a reply stays on its thread."""

    _inherit = "crm.lead"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        values = dict(custom_values or {})
        team = self._inquiry_teams([values])[0]
        if not team:
            return super().message_new(msg_dict, custom_values)
        self._clean_mail(msg_dict)
        name = parse_contact_from_email(msg_dict.get("email_from") or "")[0]
        values |= {
            "team_id": team.id,
            "name": msg_dict.get("subject") or self.env._("No subject"),
            "partner_id": False,
            "contact_name": name or False,
            "channel_id": self._mail_channel(team.company_id).id,
            "question": self._mail_text(msg_dict),
        }
        return super().message_new(msg_dict, values)

    def message_update(self, msg_dict, update_vals=None):
        result = super().message_update(msg_dict, update_vals)
        for lead in self.filtered("is_inquiry"):
            lead._clean_mail(msg_dict)
            lead._reply_arrived(self._mail_text(msg_dict))
        return result

    def _reply_arrived(self, text):
        """Log what the person wrote, and take the inquiry up again where it was answered or closed."""
        now = fields.Datetime.now()
        self.env["beneficiary.contact.log"].create(
            self._contact_vals(self._mail_channel(), now, question=text, date_end=now, user_id=False)
        )
        if self.inquiry_state in ("answered", "closed"):
            self.check_access("write")
            self.sudo()._reopen()

    def _mail_channel(self, company=None):
        """Return the channel of an e-mail: a policy that does not name e-mail counts it with the website or letters."""
        channels = (company or self.company_id).sudo().beneficiary_policy_id.channel_ids
        for code in ("email", "website", "letter"):
            if found := channels.filtered(lambda c, code=code: c.code == code):
                return found
        return channels[:1] or self.env.ref("beneficiary.channel_email")

    def _message_add_suggested_recipients(self, force_primary_email=False):
        # the sender is answered anyway (see `message_post`); a suggestion would turn him into a contact
        suggested = super()._message_add_suggested_recipients(force_primary_email=force_primary_email)
        for lead in self.filtered("is_inquiry"):
            suggested[lead.id] = {"email_to_lst": [], "partners": self.env["res.partner"]}
        return suggested

    def message_post(self, **kwargs):
        message_type, subtype = kwargs.get("message_type"), kwargs.get("subtype_xmlid")
        # a message of the chatter, not a note, goes to who asked: known or not, there is no contact to address
        if self.is_inquiry and not self.env.su and message_type == "comment" and subtype == "mail.mt_comment":
            kwargs["outgoing_email_to"] = self.email_normalized or False
        return super().message_post(**kwargs)

    def _creation_subtype(self):
        # one message per record would be posted: an inquiry is told of by its own thread
        if self and all(lead.is_inquiry for lead in self):
            return self.env["mail.message.subtype"]
        return super()._creation_subtype()

    def _creation_message(self):
        if self.is_inquiry:
            return self.env._("The inquiry was taken in.")
        return super()._creation_message()

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        # called once for every created record; `_create_inquiries` subscribes all of them at once
        if self.env.context.get("mail_create_nosubscribe") and all(lead.is_inquiry for lead in self):
            return None
        return super()._message_auto_subscribe(updated_values, followers_existing_policy)
