from odoo import models
from odoo.exceptions import UserError


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _check_not_signed(self):
        # called before the content of a file changes, and before it is deleted: evidence stays as it was handed in
        super()._check_not_signed()
        ids = [file.res_id for file in self.sudo() if file.res_model == "beneficiary.evidence" and file.res_id]
        pieces = self.env["beneficiary.evidence"].sudo().browse(ids).exists()
        if self.sudo() & pieces.attachment_ids:
            raise UserError(pieces._kept_message())
