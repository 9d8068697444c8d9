from odoo import api, models


class FilesMixin(models.AbstractModel):
    """Records that own the files uploaded to them, so that whoever reads the record reads its files.

    A model names its many2many fields of attachments in :meth:`_file_fields`.
    """

    _name = "beneficiary.files.mixin"
    _description = "Records that own the files uploaded to them"

    @api.model
    def _file_fields(self):
        """Return the names of the fields that hold the files of a record."""
        return {"attachment_ids"}

    def _file_owner_vals(self):
        """Return what is written on a freshly uploaded file of this one record."""
        return {"res_model": self._name, "res_id": self.id}

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._own_files()
        return records

    def write(self, vals):
        result = super().write(vals)
        if self._file_fields() & vals.keys():
            self._own_files()
        return result

    def _own_files(self):
        """Make freshly uploaded files belong to their records."""
        for record in self:
            for name in self._file_fields():
                fresh = record[name].sudo().filtered(lambda a: not a.res_id and a.create_uid == self.env.user)
                if fresh:
                    fresh.write(record._file_owner_vals())
