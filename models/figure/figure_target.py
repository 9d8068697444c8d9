from odoo import fields, models


class FigureTarget(models.Model):
    """The target that an association sets itself for a figure, in place of the figure's own."""

    _name = "beneficiary.figure.target"
    _description = "Target of a Figure"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "figure_id, company_id, id"
    _rec_name = "figure_id"
    _check_company_auto = True

    figure_id = fields.Many2one("beneficiary.figure", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    target = fields.Float(required=True, digits=(16, 2), help="In the unit of the figure.")
    unit = fields.Selection(related="figure_id.unit")
    direction = fields.Selection(related="figure_id.direction")

    _figure_company_uniq = models.UniqueIndex(
        "(figure_id, company_id)", "The association has a target for this figure already. Change that one."
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"figure_id", "company_id"}
