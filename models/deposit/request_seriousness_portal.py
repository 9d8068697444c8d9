from odoo import models
from odoo.exceptions import UserError

from .program_seriousness import CLAUSE


class RequestSeriousnessPortal(models.Model):
    """The fee and the penalty clause on the page of a request. Every method takes one request in ``sudo``."""

    _inherit = "beneficiary.request"

    def _portal_deposit(self):
        """Return the fee that the page shows: the last one that was asked for and not cancelled."""
        self.ensure_one()
        return self.deposit_ids.filtered(lambda d: d.state not in ("draft", "cancelled"))[:1]

    def _portal_fee_due(self):
        """Return the fee that the applicant may pay now; empty if there is none."""
        return self._portal_deposit().filtered(lambda d: d.state == "due" and d.step == "due")

    def _portal_may_sign_penalty(self):
        """Tell whether the penalty clause waits for a signature."""
        return bool(
            self.program_id.seriousness in CLAUSE
            and self.program_id.penalty_clause
            and self._portal_is_open()
            and self._seriousness_states()[self.id] == "waiting"
        )

    def _portal_penalty(self):
        """Return the text of the clause that waits for the signature, and its digest."""
        self.ensure_one()
        penalties = self.env["beneficiary.penalty"].sudo()
        with self._portal_acting():
            return {"text": penalties._text(self), "digest": penalties._digest(self)}

    def _portal_sign_penalty(self, signer_name, signature, digest):
        """Sign the penalty clause, if it still says what the page showed.

        :param str digest: of :meth:`_portal_penalty`, as the page had it
        :raise UserError: when there is nothing to sign, it was changed meanwhile, or name or signature is no good
        """
        self.ensure_one()
        if not self._portal_may_sign_penalty():
            raise UserError(self.env._("This request does not wait for your signature."))
        self.lock_for_update()
        guardianship = self._portal_guardianship()
        with self._portal_acting():
            penalties = self.env["beneficiary.penalty"].sudo()
            text, current = penalties._text(self), penalties._digest(self)
        if digest != current:
            raise UserError(self.env._("The text was changed since you opened it. Load the page again and read it."))
        self.env["beneficiary.declaration"]._check_signature(signer_name, signature)
        return penalties._sign(
            self,
            signer_name,
            signature,
            text=text,
            content_hash=penalties._hash(signature, text=text),
            guardian_id=guardianship.id,
            collected_by=False,
        )

    def _portal_missing(self):
        todo = super()._portal_missing()
        if self._portal_may_sign_penalty():
            todo.append(self.env._("Sign the penalty clause, or pay the fee if you are asked for one."))
        elif self._portal_fee_due():
            todo.append(self.env._("Pay the refundable fee."))
        return todo
