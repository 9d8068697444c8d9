from odoo import api, models


class FilesMixin(models.AbstractModel):
    """Records that own the files uploaded to them, so that whoever reads the record reads its files.

    A model names its many2many fields of attachments in :meth:`_file_fields`. What is done to a file itself, past the
    record, reaches the record too, in ``sudo``: :meth:`_check_files_open` before, :meth:`_files_changed` and
    :meth:`_check_files` after.
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

    def _check_files_open(self):
        """Raise unless the files of these records may be changed, moved or deleted."""

    def _files_changed(self):
        """React when a file of these records was changed, moved elsewhere or deleted."""

    def _check_files(self):
        """Raise unless these records may have files such as they now are."""

    def _own_files(self):
        """Make freshly uploaded files belong to their records."""
        for record in self:
            for name in self._file_fields():
                fresh = record[name].sudo().filtered(lambda a: not a.res_id and a.create_uid == self.env.user)
                if fresh:
                    fresh.write(record._file_owner_vals())
