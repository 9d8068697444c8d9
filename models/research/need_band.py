from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .need_criterion import HOUSING_CONDITIONS


class NeedBand(models.Model):
    """The points that a criterion gives from a value on, for a category or for the state of the dwelling (R-14)."""

    _name = "beneficiary.need.band"
    _description = "Band of a Need Criterion"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "criterion_id, minimum, id"

    criterion_id = fields.Many2one("beneficiary.need.criterion", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="criterion_id.company_id", store=True, precompute=True, index=True)
    kind = fields.Selection(related="criterion_id.kind")
    minimum = fields.Float("From", help="The band holds from this value up to the next band.")
    category_id = fields.Many2one("beneficiary.category", index="btree_not_null", ondelete="cascade")
    housing_condition = fields.Selection(HOUSING_CONDITIONS, "Condition of the dwelling")
    points = fields.Float(required=True, digits=(5, 1), help="From 0, no need by this criterion, to 100.")

    _points_range = models.Constraint("CHECK (points BETWEEN 0 AND 100)", "“Points” are between 0 and 100.")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"criterion_id"}

    @api.depends("kind", "minimum", "category_id", "housing_condition", "points")
    def _compute_display_name(self):
        for band in self:
            band.display_name = self.env._("%(band)s: %(points)s", band=band._title(), points=f"{band.points:g}")

    def _title(self):
        if self.kind == "category":
            return self.category_id.name
        if self.kind == "housing":
            conditions = dict(self._fields["housing_condition"]._description_selection(self.env))
            return conditions.get(self.housing_condition, "")
        return self.env._("from %(value)s", value=f"{self.minimum:g}")

    @api.constrains("category_id", "housing_condition", "criterion_id")
    def _check_named(self):
        for band in self:
            if band.kind == "category" and not band.category_id:
                raise ValidationError(
                    self.env._("Choose the category for each band of “%(name)s”.", name=band.criterion_id.name)
                )
            if band.kind == "housing" and not band.housing_condition:
                raise ValidationError(
                    self.env._(
                        "Choose the condition of the dwelling for each band of “%(name)s”.",
                        name=band.criterion_id.name,
                    )
                )
