from odoo import fields, models


class WorkField(models.Model):
    """A field of the association's work, such as education or housing: who answers depends on it (R-83)."""

    _name = "beneficiary.field"
    _description = "Field of Work"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", help="Leave empty to share the field between all companies.")
    active = fields.Boolean(default=True)
