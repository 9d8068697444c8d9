from odoo import api, fields, models


class DepositSettlement(models.TransientModel):
    """The screen on which somebody proposes what becomes of a fee that is held."""

    _name = "beneficiary.deposit.settlement"
    _description = "Propose what becomes of a fee"

    deposit_id = fields.Many2one("beneficiary.deposit", required=True, readonly=True)
    currency_id = fields.Many2one(related="deposit_id.currency_id")
    held = fields.Monetary("Held for the applicant", related="deposit_id.amount_held")
    terms = fields.Text("Forfeited when", related="deposit_id.terms")
    outcome = fields.Selection(
        [
            ("refund", "Pay all of it back"),
            ("part", "Pay a part back, forfeit the rest"),
            ("forfeit", "Forfeited"),
        ],
        default="refund",
        required=True,
    )
    amount = fields.Monetary("To pay back", compute="_compute_amount", store=True, readonly=False)
    reason = fields.Char()

    @api.depends("outcome", "deposit_id")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = 0 if wizard.outcome == "forfeit" else wizard.deposit_id.amount_held

    def action_propose(self):
        """Record the proposal; somebody else of the finance team books it."""
        self.ensure_one()
        self.deposit_id.action_propose_settlement(self.amount, self.reason)
        return {"type": "ir.actions.act_window_close"}
