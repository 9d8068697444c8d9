from odoo import api, models


class ViewedMixin(models.AbstractModel):
    """Confidential records of which is known who saw them (R-81).

    What shows :meth:`_viewed_fields` of a record, in a form or over RPC, is a view; a list without them is none.
    Files of the record's thread are logged when they are downloaded, see ``models/ir_attachment.py``.
    """

    _name = "beneficiary.viewed.mixin"
    _description = "Views are logged"

    def _viewed_fields(self):
        """Return the names of the fields whose reading is a view."""
        return set()

    def _viewed_complaint(self):
        """Return the complaint to which this one record belongs: who is barred from it does not see the log."""
        return self.complaint_id if "complaint_id" in self._fields else self.env["beneficiary.complaint"]

    def _viewed_company(self):
        """Return the association whose management reads the log."""
        return self.company_id if "company_id" in self._fields else self._viewed_complaint().company_id

    def _read_format(self, fnames, load="_classic_read"):
        result = super()._read_format(fnames, load=load)
        if not self.env.su and self._viewed_fields() & set(fnames):
            self.env["beneficiary.access.log"]._log(self, "view")
        return result

    # these write to the log, so they are not for a cursor that only reads
    def web_read(self, specification):
        return super().web_read(specification)

    @api.model
    def search_read(self, *args, **kwargs):
        return super().search_read(*args, **kwargs)

    def read(self, *args, **kwargs):
        return super().read(*args, **kwargs)

    for _method in (web_read, search_read, read):
        _method._readonly = False
    del _method

    def _export_rows(self, fields, **kwargs):
        # of the records that are exported, and of those to which an export of others leads
        result = super()._export_rows(fields, **kwargs)
        if not self.env.su:
            self.env["beneficiary.access.log"]._log(self, "export")
        return result
