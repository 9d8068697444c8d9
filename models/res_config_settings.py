from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    beneficiary_policy_id = fields.Many2one(related="company_id.beneficiary_policy_id")
    beneficiary_calendar_id = fields.Many2one(related="company_id.beneficiary_calendar_id", readonly=False)
    beneficiary_license_number = fields.Char(related="company_id.beneficiary_license_number", readonly=False)
    beneficiary_reminder_days = fields.Integer(related="company_id.beneficiary_reminder_days", readonly=False)
    beneficiary_renewal_days = fields.Integer(related="company_id.beneficiary_renewal_days", readonly=False)
    beneficiary_due_soon_days = fields.Integer(related="company_id.beneficiary_due_soon_days", readonly=False)
