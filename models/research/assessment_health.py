from odoo import fields, models


class AssessmentHealth(models.Model):
    """An illness or disability that bears on the need: whose, and what it asks for (R-14)."""

    _name = "beneficiary.assessment.health"
    _description = "Health in a Social Research"
    _inherit = ["beneficiary.assessment.part.mixin"]

    name = fields.Char("Person", required=True)
    condition = fields.Char("Health condition", required=True)
    needs_care = fields.Boolean("Needs care", help="Cannot do without the care of others.")
    cost = fields.Monetary("Monthly cost", help="Treatment and care. It counts among the expenses.")

    _cost_positive = models.Constraint("CHECK (cost >= 0)", "“Monthly cost” cannot be negative.")
