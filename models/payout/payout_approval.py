from odoo import fields, models
from odoo.exceptions import UserError

from .payout_mixin import FINANCE, OFFICER


class PayoutApproval(models.AbstractModel):
    """Who asked for a payout, who approves it, and up to which amount.

    The finance team has no right to change payouts: its steps check role, record and state, and then write in ``sudo``
    with values of their own.
    """

    _inherit = "beneficiary.payout.mixin"

    # ------------------------------------------------------------------- asked
    def action_request_approval(self):
        """Ask for the approval of these payouts; from then on they do not change.

        :raise UserError: naming what is missing
        """
        self._check_role(OFFICER)
        self.check_access("write")
        self._lock()
        self._check_state("draft")
        for payout in self:
            payout._check_can_request()
        self._guarded_write(
            dict.fromkeys(self._flow_fields(), False)
            | {"step": "to_approve", "asked_by_id": self.env.uid, "asked_on": fields.Datetime.now()}
        )
        for payout in self.sudo():
            payout.iban = payout.partner_bank_id.sanitized_acc_number
        self._close_refused()
        self._ask_approvers()
        return True

    def _check_can_request(self):
        """Raise unless everything is there that an approver needs to see."""
        if not self.sudo().partner_bank_id:
            raise UserError(
                self.env._(
                    "%(name)s: %(payee)s has no bank account. Enter the IBAN in the file first, then choose it here.",
                    name=self.name,
                    payee=self.sudo().partner_id.name,
                )
            )

    # ---------------------------------------------------------------- approved
    def action_approve(self):
        """Approve these payouts, each within the limit of the user.

        Above what the user may approve alone, his approval is the first of two if his limit allows it.

        :raise UserError: when the user asked for one of them, or one is above his limit
        """
        self._approve({payout: payout._amount_in_company() for payout in self})
        return True

    def _amount_in_company(self):
        """Return the amount in the currency of the company, which approval limits are in."""
        company = self.company_id.sudo()
        return self.currency_id._convert(self.amount, company.currency_id, company, company._beneficiary_today())

    def _approve(self, amounts):
        """Approve payouts; see :meth:`action_approve`.

        :param dict amounts: payout → the amount that is compared with the limit, in the currency of the company
        """
        self._check_role(FINANCE)
        self.check_access("read")
        self._lock()
        self._check_state("to_approve")
        limits = self.env["beneficiary.approval.limit"]
        done, half = self.browse(), self.browse()
        for payout in self:
            payout._check_can_approve()
            alone = limits._may_approve(payout.company_id, amounts[payout], payout.name)
            if alone or payout.sudo().first_approved_by_id:
                done |= payout
            else:
                half |= payout
        now = fields.Datetime.now()
        done.sudo().write({"step": "approved", "approved_by_id": self.env.uid, "approved_on": now})
        half.sudo().write({"first_approved_by_id": self.env.uid, "first_approved_on": now})
        done._close_approval()
        half._ask_approvers()

    def _check_can_approve(self):
        """Raise when the user would decide on his own work, or what was approved is no longer what will be paid."""
        payout = self.sudo()
        if payout._own_part(self.env.user):
            raise UserError(
                self.env._("%(name)s: you asked for it or it is for you. Somebody else approves it.", name=self.name)
            )
        if payout.first_approved_by_id == self.env.user:
            raise UserError(
                self.env._("%(name)s: you gave the first approval. The second is somebody else's.", name=self.name)
            )
        self._check_iban()

    def _check_iban(self):
        """Raise when the account is no longer the one that was asked for: closed, changed or moved to another file."""
        payout = self.sudo()
        bank = payout.partner_bank_id
        if not bank.active or bank.partner_id != payout.partner_id or bank.sanitized_acc_number != payout.iban:
            raise UserError(
                self.env._(
                    "%(name)s: the bank account was changed after the approval was asked for. Have the payout refused, "
                    "look at the IBAN, and ask again.",
                    name=self.name,
                )
            )

    # ------------------------------------------------------------------ refused
    def action_refuse(self, reason=None):
        """Refuse payouts that wait for approval, or take the approval back before a bill is made.

        Whoever asked for them is told by an activity.

        :param str reason: what has to be changed
        :raise UserError: without a reason
        """
        self._check_role(FINANCE)
        self.check_access("read")
        self._lock()
        self._check_state("to_approve", "approved")
        self._check_payout_reason(reason)
        self._tell_refused(reason.strip())
        self.sudo().write(
            dict.fromkeys(self._flow_fields(), False) | {"step": "draft", "refuse_reason": reason.strip()}
        )
        self._close_approval()
        return True

    def _check_payout_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason, so that whoever asked for the payout knows what to do."))

    # ------------------------------------------------------------------- cancel
    def action_cancel(self, reason=None):
        """Cancel payouts of which nothing is paid; a bill that is still a draft is cancelled with them.

        :param str reason: why
        :raise UserError: without a reason, or when a bill is posted
        """
        self._check_role(OFFICER, FINANCE)
        self.check_access("read")
        self._lock()
        self._check_state("draft", "to_approve", "approved", "billed")
        self._check_payout_reason(reason)
        for payout in self.sudo():
            if payout.move_id.state == "posted":
                raise UserError(
                    self.env._(
                        "%(name)s: the bill %(bill)s is posted. Accounting cancels or reverses it first.",
                        name=payout.name,
                        bill=payout.move_id.name,
                    )
                )
        payouts = self.sudo()
        bills = payouts.move_id
        payouts.write({"step": "cancelled", "cancel_reason": reason.strip()})
        self._close_approval()
        self._close_refused()
        if bills:
            bills.button_cancel()
        return True
