from odoo import fields, models


class ConsentPurpose(models.Model):
    """What a person may agree to beyond what the service itself needs; the same for all associations."""

    _name = "beneficiary.consent.purpose"
    _description = "Purpose of consent"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    description = fields.Text(translate=True, help="What the person reads before agreeing, in plain words.")
