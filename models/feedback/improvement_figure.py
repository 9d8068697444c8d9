from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ImprovementFigure(models.Model):
    """An improvement that a figure of the policy measures: its newest daily value before and after (R-22)."""

    _inherit = "beneficiary.improvement"

    measure_by = fields.Selection(
        selection_add=[("figure", "A figure of the policy")], ondelete={"figure": "set default"}
    )
    figure_id = fields.Many2one("beneficiary.figure", index="btree_not_null", check_company=True, ondelete="restrict")

    @api.constrains("measure_by", "figure_id")
    def _check_figure(self):
        for improvement in self:
            if improvement.measure_by == "figure" and not improvement.figure_id:
                raise ValidationError(
                    self.env._("“%(name)s”: choose the figure by which the effect is measured.", name=improvement.name)
                )

    @api.onchange("figure_id")
    def _onchange_figure_id(self):
        if self.figure_id.direction in ("higher", "lower"):
            self.direction = self.figure_id.direction

    def _values_now(self):
        values = super()._values_now()
        measured = self.filtered(lambda improvement: improvement.measure_by == "figure" and improvement.figure_id)
        if not measured:
            return values
        snapshots = self.env["beneficiary.figure.snapshot"]
        counted = [
            ("figure_id", "in", measured.figure_id.ids),
            ("company_id", "in", measured.company_id.ids),
            ("has_value", "=", True),
            ("user_id", "=", False),
        ]
        newest = dict.fromkeys(snapshots._read_group(counted, ["figure_id", "company_id"], ["date:max"]))
        days = {day for _figure, _company, day in newest}
        found = {
            (snapshot.figure_id, snapshot.company_id, snapshot.date): snapshot.value
            for snapshot in snapshots.search([*counted, ("date", "in", list(days))])
        }
        latest = {(figure, company): (found[figure, company, day], day) for figure, company, day in newest}
        for improvement in measured:
            value = latest.get((improvement.figure_id, improvement.company_id))
            if value:
                values[improvement] = value
        return values
