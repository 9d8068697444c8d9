from odoo import models
from odoo.exceptions import UserError


class CompensationGate(models.Model):
    """What a compensation rests on (R-76): fault, and certified minutes with a signed settlement, or a final ruling.

    The gate is met at every step, for a ruling may be replaced, and minutes corrected, while the payout is under way.
    """

    _inherit = "beneficiary.compensation"

    def _basis_record(self):
        """Return the signed settlement or the final ruling that the amount comes from, in ``sudo``; may be empty."""
        complaint = self.sudo().complaint_id
        if not complaint:
            return self.env["beneficiary.settlement"].sudo()
        return complaint._final_ruling() if self.basis == "ruling" else complaint._signed_settlement()

    def _check_gate(self):
        """Raise unless everything that R-76 asks for is there.

        :raise UserError: naming what is missing
        """
        self.ensure_one()
        complaint = self.sudo().complaint_id
        missing = []
        if not complaint._fault_items():
            missing.append(
                self.env._("a decision of the committee that the association is at fault, in certified minutes")
            )
        if not self.sudo()._basis_record():
            missing.append(
                self.env._("a final ruling")
                if self.basis == "ruling"
                else self.env._("a settlement signed by both sides")
            )
        if complaint.merged_into_id:
            missing.append(self.env._("that it is asked for with the complaint into which this one was merged"))
        if missing:
            raise UserError(
                self.env._(
                    "Nothing can be paid for this complaint yet. Missing: %(missing)s.", missing="; ".join(missing)
                )
            )
        self.sudo()._check_amount()

    def _check_can_request(self):
        super()._check_can_request()
        self._check_gate()

    def _check_can_approve(self):
        super()._check_can_approve()
        if self.sudo().complaint_id._has_part(self.env.user):
            raise UserError(
                self.env._("%(name)s: you had a part in what led to it. Somebody else approves it.", name=self.name)
            )
        self._check_gate()

    def _check_can_bill(self):
        super()._check_can_bill()
        self._check_gate()
