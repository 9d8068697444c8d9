from odoo import fields, models


class Ability(models.Model):
    """Something that a person can do, and that an opportunity may need (R-61)."""

    _name = "beneficiary.ability"
    _description = "Ability"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    company_id = fields.Many2one("res.company", help="Leave empty to share the ability between all companies.")
    active = fields.Boolean(default=True)
