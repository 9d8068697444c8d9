from odoo import fields, models


class Channel(models.Model):
    """A way in which people reach the association (R-30…R-32). A policy enables its set of them."""

    _name = "beneficiary.channel"
    _description = "Channel"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short technical name that imports and reports use.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "Another channel already has this code. Choose a different code.")
