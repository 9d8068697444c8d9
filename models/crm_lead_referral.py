from odoo import fields, models

from .crm_lead import WAITING


class CrmLead(models.Model):
    """Inquiries that are referred to a social researcher (R-42)."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "beneficiary.referred.mixin"]

    referral_ids = fields.One2many(
        "beneficiary.referral",
        "lead_id",
        "Referrals",
        groups="beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_management",
    )

    def _referral_field(self):
        return "lead_id"

    def _referral_policy(self):
        return self.company_id.sudo().beneficiary_policy_id

    def _referral_closed(self):
        return not self.is_inquiry or self.inquiry_state not in WAITING

    def _referral_opened(self):
        self.write({"inquiry_state": "referred"})

    def _referral_ended(self):
        self.filtered(lambda lead: lead.inquiry_state == "referred").write({"inquiry_state": "open"})
