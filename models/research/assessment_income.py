from odoo import fields, models


class AssessmentIncome(models.Model):
    """What comes in every month, by source (R-14)."""

    _name = "beneficiary.assessment.income"
    _description = "Income in a Social Research"
    _inherit = ["beneficiary.assessment.part.mixin"]

    source = fields.Selection(
        [
            ("salary", "Salary"),
            ("pension", "Pension or social insurance"),
            ("social_security", "Social security"),
            ("citizen_account", "Citizen's account"),
            ("support", "Support of others"),
            ("rent", "Rent received"),
            ("trade", "Trade"),
            ("other", "Other"),
        ],
        required=True,
    )
    name = fields.Char("Whose, or from whom")
    amount = fields.Monetary("Monthly amount", required=True)

    _amount_positive = models.Constraint("CHECK (amount >= 0)", "“Monthly amount” of an income cannot be negative.")
