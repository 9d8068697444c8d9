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
        self._beneficiary_assessments()._check_photos()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self._check_not_signed()
        self._beneficiary_papers()

    def _check_not_signed(self):
        """Raise for a file that is part of a frozen record, such as a drawn signature or a photo."""
        for file in self.sudo():
            model = self.env.get(file.res_model or "")
            if not file.res_id or not isinstance(model, self.env.registry[FROZEN]):
                continue
            record = model.sudo().browse(file.res_id).exists()
            stored = file.res_field and file.res_field not in record._frozen_except()
            if record and stored:
                record._check_not_frozen()
            elif record:
                record._check_file_kept(file)

    def unlink(self):
        papers = self._beneficiary_papers(check=False)
        result = super().unlink()
        papers._files_changed()
        return result

    def _to_http_stream(self):
        for file in self.sudo():
            model = self.env.get(file.res_model or "")
            if file.res_id and isinstance(model, self.env.registry["beneficiary.viewed.mixin"]):
                self.env["beneficiary.access.log"]._log(model.browse(file.res_id), "download")
        return super()._to_http_stream()

    def _beneficiary_papers(self, check=True):
        """Return the papers to which these files belong.

        :raise UserError: with ``check``, when one belongs to a request that is decided
        """
        ids = [file.res_id for file in self.sudo() if file.res_model == "beneficiary.document" and file.res_id]
        papers = self.env["beneficiary.document"].sudo().browse(ids).exists()
        if check:
            papers._check_request_open()
        return papers

    def _beneficiary_assessments(self):
        """Return the social researches to which these files belong."""
        ids = [file.res_id for file in self.sudo() if file.res_model == "beneficiary.assessment" and file.res_id]
        return self.env["beneficiary.assessment"].sudo().browse(ids).exists()
