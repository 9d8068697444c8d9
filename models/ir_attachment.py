from odoo import api, models

FILES = "beneficiary.files.mixin"
FROZEN = "beneficiary.frozen.mixin"
CONTENT = {"raw", "datas", "db_datas", "store_fname", "res_model", "res_id"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def write(self, vals):
        if not CONTENT & vals.keys():
            return super().write(vals)
        self._check_not_signed()
        owners = self._beneficiary_owners()
        for records in owners:
            records._check_files_open()
        result = super().write(vals)
        for records in owners:
            records._files_changed()
        for records in self._beneficiary_owners():
            records._check_files()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self._check_not_signed()
        for records in self._beneficiary_owners():
            records._check_files_open()

    def unlink(self):
        owners = self._beneficiary_owners()
        result = super().unlink()
        for records in owners:
            records._files_changed()
        return result

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

    def _to_http_stream(self):
        for file in self.sudo():
            model = self.env.get(file.res_model or "")
            if file.res_id and isinstance(model, self.env.registry["beneficiary.viewed.mixin"]):
                self.env["beneficiary.access.log"]._log(model.browse(file.res_id), "download")
        return super()._to_http_stream()

    def _beneficiary_owners(self):
        """Return the records that own these files, in ``sudo``: a list of record sets, one for each model."""
        ids_by_model = {}
        for file in self.sudo():
            if file.res_id and isinstance(self.env.get(file.res_model or ""), self.env.registry[FILES]):
                ids_by_model.setdefault(file.res_model, []).append(file.res_id)
        return [self.env[model].sudo().browse(ids).exists() for model, ids in ids_by_model.items()]
