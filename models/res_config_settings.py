from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    beneficiary_policy_id = fields.Many2one(related="company_id.beneficiary_policy_id")
    beneficiary_calendar_id = fields.Many2one(related="company_id.beneficiary_calendar_id", readonly=False)
    beneficiary_license_number = fields.Char(related="company_id.beneficiary_license_number", readonly=False)
    beneficiary_due_soon_days = fields.Integer(related="company_id.beneficiary_due_soon_days", readonly=False)
    beneficiary_first_answer_hours = fields.Float(related="company_id.beneficiary_first_answer_hours", readonly=False)
    beneficiary_update_days = fields.Integer(related="company_id.beneficiary_update_days", readonly=False)
    beneficiary_decision_days = fields.Integer(related="company_id.beneficiary_decision_days", readonly=False)
    beneficiary_research_months = fields.Integer(related="company_id.beneficiary_research_months", readonly=False)
    beneficiary_researcher_id = fields.Many2one(related="company_id.beneficiary_researcher_id", readonly=False)
    beneficiary_notice_medium = fields.Selection(related="company_id.beneficiary_notice_medium", readonly=False)
