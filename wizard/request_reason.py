from odoo import fields, models


class RequestReason(models.TransientModel):
    """Asks for the reason before requests are returned or cancelled."""

    _name = "beneficiary.request.reason"
    _description = "Reason"

    request_ids = fields.Many2many(
        "beneficiary.request", required=True, default=lambda self: self.env.context.get("active_ids", [])
    )
    step = fields.Selection([("return", "Return"), ("cancel", "Cancel")], required=True, default="return")
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Take the step with the reason."""
        self.ensure_one()
        if self.step == "return":
            self.request_ids.action_return(self.reason)
        else:
            self.request_ids.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
