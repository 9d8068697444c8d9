from odoo import api, models
from odoo.tools.misc import clean_context


class CalendarMixin(models.AbstractModel):
    """Records with an entry in Odoo's calendar: who plans one moves it there or here, and the other follows."""

    _name = "beneficiary.calendar.mixin"
    _description = "Records with an entry in the calendar"

    @api.model
    def _entry_field(self):
        """Return the name of the field that holds the entry."""
        return "event_id"

    @api.model
    def _entry_moves(self):
        """Return the fields of an entry whose change must be allowed, and is followed."""
        return {"start", "stop", "start_date", "stop_date", "duration", "allday", "active"}

    def _entry_model(self, **context):
        """Return ``calendar.event`` in ``sudo``, for entries that change because their records did."""
        context = clean_context(self.env.context) | {"beneficiary_entry_sync": True} | context
        return self.env["calendar.event"].with_context(**context).sudo()

    def _check_movable(self):
        """Raise unless the user may move these records."""

    def _check_entry_kept(self):
        """Raise for a record whose entry must not be deleted or archived by hand."""

    def _follow_entry(self):
        """Take over when and where from the entry of this one record, in ``sudo``."""
