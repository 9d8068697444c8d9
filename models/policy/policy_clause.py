from odoo import fields, models

SECTIONS = [
    ("parties", "Parties and contracts"),
    ("objective", "Objectives"),
    ("channel", "Channels and tools"),
    ("handling", "Handling of requests"),
    ("eligibility", "Eligibility"),
    ("compensation", "Compensation"),
    ("complaint", "Complaints"),
    ("relationship", "Lasting relationship"),
    ("information", "Information"),
    ("satisfaction", "Satisfaction"),
    ("responsibility", "Responsibilities"),
]


class PolicyClause(models.Model):
    """One clause of a policy, in the association's own words, tied to what the software does."""

    _name = "beneficiary.policy.clause"
    _description = "Policy Clause"
    _inherit = ["beneficiary.policy.part.mixin"]
    _order = "sequence, id"

    section = fields.Selection(SECTIONS, required=True, index=True)
    number = fields.Char(help="The clause's number in the association's own document.")
    text = fields.Text(required=True, translate=True)
    requirement = fields.Char(
        help="The requirement of the five model policies that this clause stands for, such as R-46."
    )
