from odoo import fields, models


class SettingsMixin(models.AbstractModel):
    """The settings of an association, on Odoo's own screen and on that of its manager. Add one here for both."""

    _name = "beneficiary.settings.mixin"
    _description = "Settings of an association"

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
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
