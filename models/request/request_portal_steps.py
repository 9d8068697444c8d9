from contextlib import contextmanager

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html
from odoo.tools.i18n import format_list

from ...tools.seal import seal


class RequestPortalSteps(models.Model):
    """What an applicant does on his pages.

    Every method takes one request in ``sudo`` that the page found by :meth:`_portal_domain`; the user stays the
    applicant, or his guardian, so that the thread says who did it.
    """

    _name = "beneficiary.request"
    _inherit = ["beneficiary.request", "beneficiary.portal.mixin"]

    decision_response = fields.Selection(
        [("accepted", "Accepted"), ("objected", "Objected")],
        "Answer to the decision",
        readonly=True,
        copy=False,
        tracking=True,
        help="What the applicant said to the decision.",
    )
    decision_response_on = fields.Datetime("Answered on", readonly=True, copy=False)

    # ----------------------------------------------------------------------- sign
    def _portal_declaration(self):
        """Return the text that waits for the signature, and a digest of all that is signed with it."""
        self.ensure_one()
        declarations = self.env["beneficiary.declaration"].sudo()
        with self._portal_acting():
            content = declarations._content(self)
            text = declarations._text(self, content)
        return {"text": text, "digest": seal([text, content])}

    def _portal_sign(self, signer_name, signature, digest):
        """Sign the declaration, if it still says what the page showed.

        :param str digest: of :meth:`_portal_declaration`, as the page had it
        :raise UserError: when there is nothing to sign, it was changed meanwhile, or name or signature is no good
        """
        self.ensure_one()
        if not self._portal_may_sign():
            raise UserError(self.env._("This request does not wait for your signature."))
        self.lock_for_update()
        guardianship = self._portal_guardianship()
        if self.guardian_id != guardianship:
            self.guardian_id = guardianship
        if digest != self._portal_declaration()["digest"]:
            raise UserError(self.env._("The text was changed since you opened it. Load the page again and read it."))
        return self._sign_declaration(signer_name, signature, collected_by=False)

    def _portal_guardianship(self):
        """Return the guardianship by which the user acts for the applicant; empty for who acts for himself."""
        own = self.env["beneficiary.beneficiary"]._portal_own_file(self.env.user, self.company_id)
        guardians = self.env["beneficiary.guardian"].sudo()
        if own == self.beneficiary_id:
            return guardians
        acting = guardians._acting_domain(own) & Domain("beneficiary_id", "=", self.beneficiary_id.id)
        return guardians.search(acting, limit=1)

    @contextmanager
    def _portal_acting(self):
        """Let the request read, in memory only, as it does once the user has signed: reading writes nothing."""
        field = self._fields["guardian_id"]
        self.flush_recordset(["guardian_id"])
        field._update_cache(self, self._portal_guardianship().id or None)
        try:
            yield
        finally:
            self.invalidate_recordset(["guardian_id"], flush=False)

    # ----------------------------------------------------------------------- send
    def _portal_send(self):
        """Send the completed request.

        :raise UserError: naming what is missing
        """
        self.ensure_one()
        if not self._portal_may_send():
            raise UserError(self.env._("This request was sent already."))
        papers = self.document_ids.filtered(lambda d: d.state == "rejected" or (d.required and d.state == "missing"))
        if papers:
            raise UserError(
                self.env._(
                    "Send these papers first: %(papers)s.",
                    papers=format_list(self.env, papers.type_id.mapped("name"), style="unit"),
                )
            )
        if not self.declaration_id:
            raise UserError(self.env._("Sign first, then send the request."))
        again = bool(self.return_reason)
        if self.complete_on_receipt and not self.incomplete_reason:
            self.incomplete_reason = self.env._("Sent on the website: the association has to see the papers.")
        self.action_submit()
        self._portal_log(self.env._("Sent again on the website.") if again else self.env._("Sent on the website."))
        self._portal_tell(lambda r: r.env._("%(name)s: the applicant has sent the request", name=r.name))

    # ------------------------------------------------------------------- messages
    def _portal_post(self, text):
        """Write a message to whoever handles the request.

        :raise UserError: when it is empty or too long
        """
        self.ensure_one()
        self._portal_check_text(text, self.env._("Write your message first."))
        self.message_post(
            body=plaintext2html(text.strip()),
            author_id=self.env.user.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self._portal_tell(lambda r: r.env._("%(name)s: the applicant wrote a message", name=r.name))

    def _portal_log(self, text):
        """Note on the thread, for the staff, what the applicant did."""
        self.message_post(body=text, author_id=self.env.user.partner_id.id, subtype_xmlid="mail.mt_note")

    # ------------------------------------------------------------------- withdraw
    def _portal_withdraw(self, reason):
        """Withdraw a request that is not decided yet.

        :raise UserError: without a reason, or when it is decided
        """
        self.ensure_one()
        if not self._portal_may_withdraw():
            raise UserError(self.env._("This request is decided and cannot be withdrawn."))
        self._portal_check_text(reason, self.env._("Write under “Reason” why you withdraw the request."))
        self.action_cancel(reason.strip())
        self._portal_log(self.env._("Withdrawn by the applicant: %(reason)s", reason=reason.strip()))
        self._portal_tell(lambda r: r.env._("%(name)s: the applicant withdrew the request", name=r.name))
