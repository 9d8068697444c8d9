from odoo import fields, models


class EligibilityStep(models.TransientModel):
    """Asks for the evidence of an officer's check, or for the reason of a waiver."""

    _name = "beneficiary.eligibility.step"
    _description = "Judge a Criterion"

    check_id = fields.Many2one("beneficiary.eligibility.check", required=True)
    name = fields.Char(related="check_id.name", related_sudo=False, string="Criterion")
    description = fields.Text(related="check_id.description", related_sudo=False)
    kind = fields.Selection(related="check_id.kind", related_sudo=False)
    step = fields.Selection(
        [("pass", "Fulfilled"), ("fail", "Not met"), ("waive", "Exempt")], required=True, default="pass"
    )
    text = fields.Text()
    attachment_ids = fields.Many2many("ir.attachment", string="Files")

    def action_confirm(self):
        """Take the step, with the user's own rights."""
        self.ensure_one()
        if self.step == "waive":
            self.check_id.action_waive(self.text)
        elif self.step == "pass":
            self.check_id.action_pass(self.text, self.attachment_ids.ids)
        else:
            self.check_id.action_fail(self.text, self.attachment_ids.ids)
        return {"type": "ir.actions.act_window_close"}
