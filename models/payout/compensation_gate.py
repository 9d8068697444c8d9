from odoo import models
from odoo.exceptions import UserError


class CompensationGate(models.Model):
    """What a compensation rests on (R-76), at every step; `complaint_gate.py` holds what a complaint needs.

    A ruling may be replaced, and a settlement declared void, while the payout is under way.
    """

    _inherit = "beneficiary.compensation"

    def _basis_record(self):
        """Return the signed settlement or the final ruling that the amount comes from, in ``sudo``; may be empty."""
        return self.sudo().complaint_id._compensation_paper(self.basis)

    def _check_gate(self):
        """Raise unless everything that R-76 asks for is there.

        :raise UserError: naming what is missing
        """
        self.ensure_one()
        self.sudo().complaint_id._check_may_compensate(self.basis)
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

    def _kept_from(self, user):
        return super()._kept_from(user) or self.complaint_id._has_part(user)

    def _check_can_bill(self):
        super()._check_can_bill()
        self._check_gate()
