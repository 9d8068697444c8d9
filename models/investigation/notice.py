from odoo import fields, models


class Notice(models.Model):
    _inherit = "beneficiary.notice"

    kind = fields.Selection(selection_add=[("settlement", "Settlement offered")], ondelete={"settlement": "cascade"})
