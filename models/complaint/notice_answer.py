from odoo import fields, models


class Notice(models.Model):
    _inherit = "beneficiary.notice"

    kind = fields.Selection(
        selection_add=[("complaint_answer", "Message about your complaint")], ondelete={"complaint_answer": "cascade"}
    )
