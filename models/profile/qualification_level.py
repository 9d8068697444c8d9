from odoo import fields, models


class QualificationLevel(models.Model):
    """A step of the ladder of qualifications; the rank says which one is higher (R-60)."""

    _name = "beneficiary.qualification.level"
    _description = "Qualification Level"
    _order = "rank, id"

    name = fields.Char(required=True, translate=True)
    rank = fields.Integer(
        required=True, default=10, help="A higher number is a higher qualification; criteria compare it."
    )
    company_id = fields.Many2one("res.company", help="Leave empty to share the level between all companies.")
    active = fields.Boolean(default=True)

    _rank_positive = models.Constraint("CHECK (rank > 0)", "The rank of a qualification level is 1 or more.")
