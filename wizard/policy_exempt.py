from odoo import fields, models


class PolicyExempt(models.TransientModel):
    """Asks for the reason before persons are exempted from the policy (R-05)."""

    _name = "beneficiary.policy.exempt"
    _description = "Exempt from the policy"

    acknowledgement_ids = fields.Many2many(
        "beneficiary.policy.acknowledgement",
        "beneficiary_policy_exempt_rel",
        string="Persons",
        required=True,
        default=lambda self: self.env.context.get("active_ids", []),
    )
    reason = fields.Char(required=True, help="Which special policy they have; stands in the register.")

    def action_confirm(self):
        """Exempt the persons with the reason."""
        self.ensure_one()
        self.acknowledgement_ids.action_exempt(self.reason)
        return {"type": "ir.actions.act_window_close"}
