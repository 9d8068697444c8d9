from odoo import fields, models


class PartnerAnswer(models.TransientModel):
    """Asks for the text with which a case at a partner is withdrawn, or its answer on paper recorded."""

    _name = "beneficiary.partner.answer"
    _description = "Answer of a Partner"

    case_id = fields.Many2one(
        "beneficiary.partner.case", required=True, default=lambda self: self.env.context.get("active_id")
    )
    step = fields.Selection(
        [("record", "Record the answer"), ("withdraw", "Withdraw")], required=True, default="record"
    )
    outcome = fields.Selection([("verified", "Verified"), ("returned", "Returned")], "Answer", default="verified")
    text = fields.Text(required=True)

    def action_confirm(self):
        """Take the step with the text."""
        self.ensure_one()
        if self.step == "withdraw":
            self.case_id.action_withdraw(self.text)
        elif self.outcome == "returned":
            self.case_id.action_record_returned(self.text)
        else:
            self.case_id.action_record_verified(self.text)
        return {"type": "ir.actions.act_window_close"}
