from odoo import api, models

FROZEN = "beneficiary.frozen.mixin"
CONTENT = {"raw", "datas", "db_datas", "store_fname", "res_model", "res_id"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def write(self, vals):
        if not CONTENT & vals.keys():
            return super().write(vals)
        self._check_not_signed()
        papers = self._beneficiary_papers()
        result = super().write(vals)
        papers._files_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self._check_not_signed()
        self._beneficiary_papers()

    def _check_not_signed(self):
        """Raise for the files of a frozen record: those of its fields, as a signature, and all of a signed work."""
        for file in self.sudo():
            model = self.env.get(file.res_model or "")
            if not file.res_id or not isinstance(model, self.env.registry[FROZEN]):
                continue
            if not file.res_field and not model._frozen_files:
                continue
            record = model.sudo().browse(file.res_id).exists()
            if record and file.res_field not in record._frozen_except():
                record._check_not_frozen()

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
