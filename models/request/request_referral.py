from odoo import fields, models


class RequestReferral(models.Model):
    """Requests that are referred to a social researcher (R-42)."""

    _name = "beneficiary.request"
    _inherit = ["beneficiary.request", "beneficiary.referred.mixin"]

    referral_ids = fields.One2many(
        "beneficiary.referral",
        "request_id",
        "Referrals",
        groups="beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_management",
    )

    def _referral_field(self):
        return "request_id"

    def _referral_policy(self):
        return self.policy_id.sudo()

    def _referral_closed(self):
        return self.state in ("refused", "done", "cancelled")

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("refused", "done", "cancelled"):
            # nobody is kept busy with a question that no longer matters
            self.sudo().referral_ids._revoke(self.env._("The request was closed."))
        return result
