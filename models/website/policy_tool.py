from odoo import fields, models


class PolicyToolWebsite(models.Model):
    """A tool of the policy that visitors of the website may download (R-33…R-36, R-84)."""

    _inherit = "beneficiary.policy.tool"

    is_public = fields.Boolean(
        "On the website", help="Visitors of the website download it, while its policy is in force."
    )

    def _frozen_except(self):
        if self.policy_id.is_template:
            return super()._frozen_except()
        return super()._frozen_except() | {"is_public"}
