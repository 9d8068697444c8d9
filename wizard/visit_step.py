from odoo import fields, models


class VisitStep(models.TransientModel):
    """Asks for the conclusion of a visit; management, which writes nothing else, ticks off here what it watches."""

    _name = "beneficiary.visit.step"
    _description = "Conclusion of a Visit"

    visit_id = fields.Many2one("beneficiary.visit", required=True)
    kind = fields.Selection(related="visit_id.kind")
    conclusion = fields.Text(required=True)

    def action_confirm(self):
        """Conclude the visit, with the user's own rights."""
        self.ensure_one()
        self.visit_id.action_done(self.conclusion)
        return {"type": "ir.actions.act_window_close"}
