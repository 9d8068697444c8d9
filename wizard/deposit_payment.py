from odoo import fields, models


class DepositPayment(models.TransientModel):
    """The screen on which the finance team registers that a refundable fee was paid."""

    _name = "beneficiary.deposit.payment"
    _description = "Register the payment of a fee"

    deposit_id = fields.Many2one("beneficiary.deposit", required=True, readonly=True)
    currency_id = fields.Many2one(related="deposit_id.currency_id")
    amount = fields.Monetary(related="deposit_id.amount")
    partner_id = fields.Many2one(related="deposit_id.partner_id")
    date = fields.Date("Paid on", required=True, default=fields.Date.context_today)
    memo = fields.Char("Text on the statement")

    def action_register(self):
        """Register the payment."""
        self.ensure_one()
        self.deposit_id.action_register_payment(self.date, self.memo)
        return {"type": "ir.actions.act_window_close"}
