from odoo import fields, models


class VenueCheck(models.Model):
    """A question about a venue: what makes it suitable for the people who are invited (R-63)."""

    _name = "beneficiary.venue.check"
    _description = "Venue Check"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char("Question", required=True, translate=True)
    help_text = fields.Char("What to look at", translate=True)
    required = fields.Boolean(default=True, help="A venue that does not meet it is not suitable.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all associations.")
