from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    beneficiary_policy_id = fields.Many2one(related="company_id.beneficiary_policy_id")
    beneficiary_calendar_id = fields.Many2one(related="company_id.beneficiary_calendar_id", readonly=False)
    beneficiary_license_number = fields.Char(related="company_id.beneficiary_license_number", readonly=False)
    beneficiary_fax = fields.Char(related="company_id.beneficiary_fax", readonly=False)
    beneficiary_reminder_days = fields.Integer(related="company_id.beneficiary_reminder_days", readonly=False)
    beneficiary_renewal_days = fields.Integer(related="company_id.beneficiary_renewal_days", readonly=False)
    beneficiary_due_soon_days = fields.Integer(related="company_id.beneficiary_due_soon_days", readonly=False)
    beneficiary_first_answer_hours = fields.Float(related="company_id.beneficiary_first_answer_hours", readonly=False)
    beneficiary_inquiry_hours = fields.Float(related="company_id.beneficiary_inquiry_hours", readonly=False)
    beneficiary_update_days = fields.Integer(related="company_id.beneficiary_update_days", readonly=False)
    beneficiary_decision_days = fields.Integer(related="company_id.beneficiary_decision_days", readonly=False)
    beneficiary_research_months = fields.Integer(related="company_id.beneficiary_research_months", readonly=False)
    beneficiary_researcher_id = fields.Many2one(related="company_id.beneficiary_researcher_id", readonly=False)
    beneficiary_notice_medium = fields.Selection(related="company_id.beneficiary_notice_medium", readonly=False)
    beneficiary_inquiry_alias = fields.Char(
        "E-mail name of the inquiries",
        compute="_compute_beneficiary_inquiry_alias",
        inverse="_inverse_beneficiary_inquiry_alias",
        readonly=False,
    )
    beneficiary_inquiry_alias_domain = fields.Char(compute="_compute_beneficiary_inquiry_alias")
    beneficiary_ack_days = fields.Integer(related="company_id.beneficiary_ack_days", readonly=False)
    beneficiary_ack_reminder_days = fields.Integer(related="company_id.beneficiary_ack_reminder_days", readonly=False)
    beneficiary_review_reminder_days = fields.Integer(
        related="company_id.beneficiary_review_reminder_days", readonly=False
    )
    beneficiary_upload_mb = fields.Integer(related="company_id.beneficiary_upload_mb", readonly=False)
    beneficiary_draft_days = fields.Integer(related="company_id.beneficiary_draft_days", readonly=False)
    beneficiary_return_days = fields.Integer(related="company_id.beneficiary_return_days", readonly=False)
    beneficiary_return_reminder_days = fields.Integer(
        related="company_id.beneficiary_return_reminder_days", readonly=False
    )
    beneficiary_objection_days = fields.Integer(related="company_id.beneficiary_objection_days", readonly=False)

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
