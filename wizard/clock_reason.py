from odoo import fields, models


class ClockReason(models.TransientModel):
    """Asks for the reason before clocks are paused."""

    _name = "beneficiary.clock.reason"
    _description = "Reason of a Pause"

    clock_ids = fields.Many2many(
        "beneficiary.clock", required=True, default=lambda self: self.env.context.get("active_ids", [])
    )
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Pause the clocks."""
        self.ensure_one()
        self.clock_ids.action_pause(self.reason)
        return {"type": "ir.actions.act_window_close"}
