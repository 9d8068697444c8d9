from odoo import fields, models


class ComplaintCause(models.Model):
    """What complaints come from, so that causes are counted and removed (R-73)."""

    _name = "beneficiary.complaint.cause"
    _description = "Root Cause"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", ondelete="cascade", help="Leave empty for every association."
    )
