from odoo import api, fields, models


class InquiryClock(models.Model):
    """Clocks of inquiries."""

    _inherit = "beneficiary.clock"

    lead_id = fields.Many2one(
        "crm.lead",
        "Inquiry",
        compute="_compute_lead_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="cascade",
    )

    @api.depends("res_model", "res_id")
    def _compute_lead_id(self):
        for clock in self:
            clock.lead_id = clock.res_id if clock.res_model == "crm.lead" else False

    @api.depends("lead_id.inquiry_reference", "lead_id.company_id", "lead_id.branch_id", "lead_id.user_id")
    def _compute_case(self):
        return super()._compute_case()
