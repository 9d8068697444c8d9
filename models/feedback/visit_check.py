from odoo import fields, models

CHECKED = [("office_visit", "Supervisory office visit"), ("interview", "Interview")]


class VisitCheck(models.Model):
    """A question of the checklist of supervisory visits and interviews (R-85)."""

    _name = "beneficiary.visit.check"
    _description = "Question of a Visit"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "kind, sequence, id"
    _check_company_auto = True

    name = fields.Char("Question", required=True, translate=True)
    help_text = fields.Char("What to look at", translate=True)
    kind = fields.Selection(CHECKED, "Asked at", required=True, default="office_visit")
    required = fields.Boolean(default=True, help="The visit is not finished before it is answered.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all associations.")
