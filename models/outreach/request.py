from odoo import fields, models


class Request(models.Model):
    _inherit = "beneficiary.request"

    outreach_id = fields.Many2one(
        "beneficiary.outreach",
        "Opened by outreach",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="beneficiary.group_officer,beneficiary.group_management",
    )
