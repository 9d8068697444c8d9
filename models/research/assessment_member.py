from odoo import fields, models

from ..registry.family_member import RELATIONS


class AssessmentMember(models.Model):
    """A person of the household as the researcher found it, beside the applicant (R-14)."""

    _name = "beneficiary.assessment.member"
    _description = "Household Member in a Social Research"
    _inherit = ["beneficiary.assessment.part.mixin"]

    name = fields.Char(required=True)
    relation = fields.Selection(RELATIONS, required=True)
    age = fields.Integer(help="In full years, on the day of the research.")
    is_breadwinner = fields.Boolean("Breadwinner")
    is_studying = fields.Boolean("Student")
    is_working = fields.Boolean("Has a job")
    income = fields.Monetary(
        "Monthly income", help="What this person earns. For the household's income write it under “Income” too."
    )
    note = fields.Char()

    _age_sane = models.Constraint("CHECK (age BETWEEN 0 AND 130)", "“Age” is between 0 and 130.")
    _income_positive = models.Constraint("CHECK (income >= 0)", "“Monthly income” cannot be negative.")
