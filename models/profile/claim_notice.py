from odoo import fields, models


class Notice(models.Model):
    _inherit = "beneficiary.notice"

    kind = fields.Selection(selection_add=[("claim", "Proof not accepted")], ondelete={"claim": "cascade"})


class ClaimNotice(models.AbstractModel):
    """Who added a claim on the website is told by the agreed medium that it was rejected, and why."""

    _inherit = "beneficiary.claim.mixin"

    def action_reject(self, reason=None):
        result = super().action_reject(reason)
        for claim in self.sudo().filtered(lambda claim: claim.origin == "portal"):
            person = claim.beneficiary_id
            person._send_notice("claim", claim=claim, occasion=f"{claim._name}/{claim.id}/{claim.verified_on}")
        return result
