from odoo import fields, models


class AssessmentDebt(models.Model):
    """What the household owes, and what it pays of it every month (R-14)."""

    _name = "beneficiary.assessment.debt"
    _description = "Debt in a Social Research"
    _inherit = ["beneficiary.assessment.part.mixin"]

    name = fields.Char("Creditor", required=True)
    reason = fields.Char("What for")
    amount = fields.Monetary("Still owed", required=True)
    instalment = fields.Monetary("Monthly instalment")

    _amount_positive = models.Constraint(
        "CHECK (amount >= 0 AND instalment >= 0)", "“Still owed” and “Monthly instalment” cannot be negative."
    )
