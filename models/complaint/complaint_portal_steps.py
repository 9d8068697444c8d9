from odoo import SUPERUSER_ID, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, formataddr, plaintext2html


class ComplaintPortalSteps(models.Model):
    """What a complainant does on his pages.

    Every method takes one complaint in ``sudo`` that the page found by :meth:`_portal_domain` or by its code. With a
    login the user stays who he is, so that the thread says who did it. With the code alone the pages come as the
    server itself: nothing then says who it was, not even when somebody was logged in (R-81).
    """

    _inherit = "beneficiary.complaint"

    # ------------------------------------------------------------------ who writes
    def _portal_sender(self):
        """Return the author and the address of a message of the complainant, as ``message_post`` takes them."""
        self.ensure_one()
        if self.anonymous:
            return {"author_id": False, "email_from": False}
        if self.env.uid != SUPERUSER_ID:
            return {"author_id": self.env.user.partner_id.id}
        if self.partner_id:
            return {"author_id": self.partner_id.id}
        name, email = self.contact_name or "", email_normalize(self.contact_email or "")
        return {"author_id": False, "email_from": formataddr((name, email)) if email else name}

    def _portal_is_own(self, message):
        """Tell whether the complainant, or who filed for him, wrote a message; the association wrote all others."""
        author = message.author_id
        return not author or author in (self.partner_id | self.filed_by_id.partner_id)

    def _portal_note(self, text):
        """Note on the thread, for the staff, what the complainant did."""
        self.message_post(body=text, subtype_xmlid="mail.mt_note", **self._portal_sender())

    def _portal_responsible(self):
        """Return who is told: nobody whom the complaint is about, or who withdrew from it."""
        users = self.user_id | self.route_id.user_id | self.route_id.substitute_id
        return (users - self.barred_user_ids).filtered(lambda user: user.active and not user.share)[:1]

    # ------------------------------------------------------------------ steps
    def _portal_receive(self, files):
        """Take in the files that came with a new complaint.

        :param files: ``ir.attachment``, in ``sudo``, as the form kept them
        """
        self.ensure_one()
        if files:
            self.env["beneficiary.complaint.form"]._give_files(files, self)
            self._portal_message(self.env._("Sent with the complaint."), files)

    def _portal_post(self, text, files=None):
        """Write a message to whoever handles the complaint, and send files along.

        :param files: ``ir.attachment``, in ``sudo``, as the form kept them
        :raise UserError: when there is neither text nor file, the text is too long, or the case is closed
        """
        self.ensure_one()
        if not self._portal_may_write():
            raise UserError(self.env._("This case is closed. Send a new one, and name the reference of this one."))
        if not files or (text or "").strip():
            self._portal_check_text(text, self.env._("“Your message”: write it, or choose a file."))
        if files:
            self.env["beneficiary.complaint.form"]._give_files(files, self)
        self._portal_message((text or "").strip() or self.env._("Files"), files)
        self._portal_tell(lambda c: c.env._("%(name)s: the complainant wrote a message", name=c.name))

    def _portal_message(self, text, files=None):
        """Put words of the complainant on the thread; whoever handles it reads them there, not in an e-mail."""
        message = self.message_post(
            body=plaintext2html(text),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            notify_skip_followers=True,
            **self._portal_sender(),
        )
        # not given above: Odoo drops there what a visitor did not upload in its own composer
        message.attachment_ids = files or message.attachment_ids

    def _portal_withdraw(self, reason):
        """Withdraw a complaint that is not answered yet.

        :raise UserError: without a reason, or when it is answered
        """
        self.ensure_one()
        if not self._portal_may_withdraw():
            raise UserError(self.env._("This case is answered already and cannot be withdrawn."))
        self._portal_check_text(reason, self.env._("Write under “Reason” why you withdraw it."))
        self.action_withdraw(reason.strip())
        self._portal_note(self.env._("Withdrawn by the complainant: %(reason)s", reason=reason.strip()))
        self._portal_tell(lambda c: c.env._("%(name)s: the complainant withdrew", name=c.name))

    def _portal_reopen(self, reason):
        """Say that the answer does not settle it, within the grace period.

        :raise UserError: without a reason, or when the period is over
        """
        self.ensure_one()
        if not self._portal_may_reopen():
            raise UserError(self.env._("The time to answer us is over. Send a new complaint, and name this reference."))
        self._portal_check_text(reason, self.env._("Write under “What is not settled” what is still wrong."))
        self.action_reopen(reason.strip())
        self._portal_message(reason.strip())
        self._portal_tell(lambda c: c.env._("%(name)s: it is not settled for the complainant", name=c.name))
