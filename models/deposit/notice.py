from odoo import fields, models


class Notice(models.Model):
    _inherit = "beneficiary.notice"

    kind = fields.Selection(selection_add=[("deposit", "Refundable fee")], ondelete={"deposit": "cascade"})
