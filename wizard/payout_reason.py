from odoo import fields, models


class PayoutReason(models.TransientModel):
    """Asks for the reason before payouts are refused or cancelled."""

    _name = "beneficiary.payout.reason"
    _description = "Reason of a payout's refusal"

    payment_ids = fields.Many2many("beneficiary.payment", string="Payments")
    compensation_ids = fields.Many2many("beneficiary.compensation", string="Compensations")
    step = fields.Selection([("refuse", "Refuse"), ("cancel", "Cancel")], required=True, default="refuse")
    reason = fields.Text(required=True)

    def _payouts(self):
        """Return what is refused or cancelled: a list of recordsets, one for each kind."""
        return [self.payment_ids, self.compensation_ids]

    def action_confirm(self):
        """Take the step with the reason."""
        self.ensure_one()
        for payouts in filter(None, self._payouts()):
            if self.step == "refuse":
                payouts.action_refuse(self.reason)
            else:
                payouts.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
