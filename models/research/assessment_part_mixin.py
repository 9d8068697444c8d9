from odoo import api, fields, models


class AssessmentPartMixin(models.AbstractModel):
    """A line of a social research. It is read by whoever reads the research, and final with it (R-14)."""

    _name = "beneficiary.assessment.part.mixin"
    _description = "Line of a Social Research"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "id"

    assessment_id = fields.Many2one("beneficiary.assessment", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="assessment_id.company_id", store=True, precompute=True, index=True)
    currency_id = fields.Many2one(related="assessment_id.currency_id")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"assessment_id"}

    def _is_frozen(self):
        return self.assessment_id._is_frozen()

    def _frozen_message(self):
        return self.assessment_id._frozen_message()

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.assessment_id._check_not_frozen()
        return parts
