from odoo import fields, models


class CrmLead(models.Model):
    """Inquiries that are referred to a social researcher (R-42)."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "beneficiary.notified.mixin", "beneficiary.referred.mixin"]

    referral_ids = fields.One2many(
        "beneficiary.referral",
        "lead_id",
        "Referrals",
        groups="beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_management",
    )

    def _referral_field(self):
        return "lead_id"

    def _referral_policy(self):
        return (self.company_id or self.env.company).sudo().beneficiary_policy_id
