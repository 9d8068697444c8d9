from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = ["res.config.settings", "beneficiary.settings.mixin"]

    beneficiary_policy_id = fields.Many2one(related="company_id.beneficiary_policy_id")
    beneficiary_inquiry_alias = fields.Char(
        "E-mail name of the inquiries",
        compute="_compute_beneficiary_inquiry_alias",
        inverse="_inverse_beneficiary_inquiry_alias",
        readonly=False,
    )
    beneficiary_inquiry_alias_domain = fields.Char(compute="_compute_beneficiary_inquiry_alias")

    @api.depends("company_id")
    def _compute_beneficiary_inquiry_alias(self):
        for settings in self:
            team = settings.company_id.sudo().beneficiary_team_id
            settings.beneficiary_inquiry_alias = team.alias_name
            settings.beneficiary_inquiry_alias_domain = team.alias_domain

    def _inverse_beneficiary_inquiry_alias(self):
        for settings in self:
            # the team is kept by Beneficiary Relations, and who may open the settings may name its address
            team = settings.company_id.sudo().beneficiary_team_id
            if team and team.alias_name != settings.beneficiary_inquiry_alias:
                team.alias_name = settings.beneficiary_inquiry_alias
