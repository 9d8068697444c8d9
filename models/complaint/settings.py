from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    beneficiary_complaint_alias = fields.Char(
        "E-mail name of the complaints",
        compute="_compute_beneficiary_complaint_alias",
        inverse="_inverse_beneficiary_complaint_alias",
        readonly=False,
    )
    beneficiary_complaint_alias_domain = fields.Char(compute="_compute_beneficiary_complaint_alias")

    @api.depends("company_id")
    def _compute_beneficiary_complaint_alias(self):
        for settings in self:
            alias = settings.company_id.sudo().beneficiary_complaint_alias_id
            settings.beneficiary_complaint_alias = alias.alias_name
            settings.beneficiary_complaint_alias_domain = (alias or settings.company_id.sudo()).alias_domain_id.name

    def _inverse_beneficiary_complaint_alias(self):
        for settings in self:
            # who may open the settings may name the address
            name, company = settings.beneficiary_complaint_alias, settings.company_id.sudo()
            if company.beneficiary_policy_id and company.beneficiary_complaint_alias_id.alias_name != name:
                company._beneficiary_ensure_complaint_alias().alias_name = name
