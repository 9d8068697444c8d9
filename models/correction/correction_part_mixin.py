from odoo import fields, models


class CorrectionPartMixin(models.AbstractModel):
    """A line of what a person asks to have corrected. It is final with the correction."""

    _name = "beneficiary.correction.part.mixin"
    _description = "Line of a correction"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "id"

    correction_id = fields.Many2one(
        "beneficiary.correction", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="correction_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="correction_id.branch_id", store=True, precompute=True, index="btree_not_null")
    old_value = fields.Char("Until now", readonly=True)
    accepted = fields.Boolean("Correct it", default=True)

    def _is_frozen(self):
        return self.sudo().correction_id._is_frozen()

    def _frozen_except(self):
        return super()._frozen_except() | {"company_id", "branch_id"}

    def _frozen_message(self):
        return self.sudo().correction_id._frozen_message()
