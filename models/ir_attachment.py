from odoo import api, models

CONTENT = {"raw", "datas", "db_datas", "store_fname", "res_model", "res_id"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def write(self, vals):
        papers = self._beneficiary_papers() if CONTENT & vals.keys() else None
        result = super().write(vals)
        if papers:
            papers._files_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided_paper(self):
        self._beneficiary_papers()

    def unlink(self):
        papers = self._beneficiary_papers(check=False)
        result = super().unlink()
        papers._files_changed()
        return result

    def _beneficiary_papers(self, check=True):
        """Return the papers to which these files belong.

        :raise UserError: with ``check``, when one belongs to a request that is decided
        """
        ids = [file.res_id for file in self.sudo() if file.res_model == "beneficiary.document" and file.res_id]
        papers = self.env["beneficiary.document"].sudo().browse(ids).exists()
        if check:
            papers._check_request_open()
        return papers
