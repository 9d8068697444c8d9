from odoo import fields, models


class Category(models.Model):
    """What a party is to the association: an orphan, a widow, a volunteer, a supporter, … (R-01)."""

    _name = "beneficiary.category"
    _description = "Party Category"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("beneficiary", "Beneficiary"),
            ("supporter", "Supporter"),
            ("volunteer", "Volunteer"),
            ("assembly_member", "Assembly member"),
            ("other", "Other"),
        ],
        required=True,
        default="beneficiary",
        index=True,
    )
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    company_id = fields.Many2one("res.company", help="Leave empty to share the category between all companies.")
    active = fields.Boolean(default=True)
