from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    beneficiary_ids = fields.One2many(
        "beneficiary.beneficiary", "partner_id", "Beneficiary files", groups="beneficiary.group_delegate"
    )
    is_beneficiary = fields.Boolean(readonly=True, copy=False, groups="base.group_user")
    beneficiary_branch_id = fields.Many2one(
        "beneficiary.branch",
        "Branch of the file",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
        help="Kept by the person's file, so that delegates see the contacts of their own branches only.",
    )
