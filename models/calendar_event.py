from odoo import api, models
from odoo.fields import Domain

PLANNED = "beneficiary.calendar.mixin"


class CalendarEvent(models.Model):
    """Entries of our own records: moved by those who may move the record, and deleted with it only."""

    _inherit = "calendar.event"

    def write(self, vals):
        if self.env.context.get("beneficiary_entry_sync"):
            return super().write(vals)
        owners = self._beneficiary_owners(vals.keys())
        for records in owners:
            if vals.get("active") is False:
                self._check_kept(records)
            else:
                records.with_env(self.env)._check_movable()
        result = super().write(vals)
        for records in owners:
            for record in records:
                record._follow_entry()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_planned(self):
        for records in self._beneficiary_owners({"active"}):
            self._check_kept(records)

    def _check_kept(self, records):
        if not self.env.su:
            records._check_entry_kept()

    def _beneficiary_owners(self, changed):
        """Return the records that these entries belong to, in ``sudo``, where they follow the ``changed`` fields.

        :return: a list of record sets, one for each model
        """
        owners = []
        for name in self.pool.descendants([PLANNED], "_inherit"):
            model = self.env[name].sudo()
            if not model._abstract and model._entry_moves() & set(changed):
                owners.append(model.search(Domain(model._entry_field(), "in", self.ids)))
        return [records for records in owners if records]
