from odoo import models
from odoo.tools import html2plaintext, html_sanitize

# what is kept of a subject and of a text that somebody mails: enough to read, not enough to choke on
MAX_SUBJECT = 250
MAX_TEXT = 20000


class ThreadMixin(models.AbstractModel):
    """A thread on which only those write who may change the record.

    Odoo lets every follower post, and whoever reads the message that is answered. Here a comment is mailed to the
    applicant, so a reader, or somebody who followed before a right was taken, must not make one.
    """

    _name = "beneficiary.thread.mixin"
    _description = "Thread written by those who may change the record"
    # in this order, for crm.lead has it so
    _inherit = ["mail.activity.mixin", "mail.thread"]

    def message_post(self, **kwargs):
        self._check_may_write_to_people()
        return super().message_post(**kwargs)

    def message_notify(self, **kwargs):
        self._check_may_write_to_people()
        return super().message_notify(**kwargs)

    def _check_may_write_to_people(self):
        if self and not self.env.su:
            self.check_access("write")

    def _subscribe_responsible(self):
        """Let the responsible follow their new cases, so that replies reach them: one batch for each person."""
        for user, cases in self.sudo().grouped("user_id").items():
            if user:
                self.env["mail.followers"].sudo()._insert_followers(
                    self._name, cases.ids, user.partner_id.ids, subtypes=None, customer_ids=[], check_existing=False
                )

    # ------------------------------------------------------------------ e-mail
    def _clean_mail(self, msg_dict):
        """Take out of an incoming e-mail what could break, or speak in, the e-mails that answer it."""
        for name in ("subject", "email_from", "from"):
            if msg_dict.get(name):
                msg_dict[name] = " ".join(msg_dict[name].replace("\x00", "").split())[:MAX_SUBJECT]
        if msg_dict.get("body"):
            msg_dict["body"] = type(msg_dict["body"])(msg_dict["body"].replace("\x00", ""))

    def _mail_text(self, msg_dict):
        """Return the plain text of an incoming e-mail, without markup and scripts."""
        return html2plaintext(html_sanitize(msg_dict.get("body") or "")).strip()[:MAX_TEXT]
