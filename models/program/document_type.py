from odoo import fields, models


class DocumentType(models.Model):
    """A kind of paper that programmes ask for, and what makes one valid (R-41)."""

    _name = "beneficiary.document.type"
    _description = "Document Type"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    required = fields.Boolean(default=True, help="A request is complete only with this paper.")
    needs_expiry = fields.Boolean("Has an expiry date", help="The expiry date must be known before it is verified.")
    max_age_days = fields.Integer(
        "Valid for (days)", help="Days for which the paper is accepted after its issue date. 0: no such limit."
    )
    instructions = fields.Text(translate=True, help="What the applicant is told about this paper.")
    company_id = fields.Many2one("res.company", help="Leave empty to share the type between all companies.")
    active = fields.Boolean(default=True)

    _max_age_positive = models.Constraint(
        "CHECK (max_age_days >= 0)", "The number of days for which a paper is accepted cannot be negative."
    )
