from odoo import fields, models


class CommitteeItemEligibility(models.Model):
    """What the members of the committee see of the eligibility beside the case."""

    _inherit = "beneficiary.committee.item"

    eligibility = fields.Selection(related="request_id.eligibility")
    eligibility_text = fields.Text(related="request_id.eligibility_text")
