from odoo import models
from odoo.tools.misc import clean_context

from .event import OPEN


class FieldEvent(models.Model):
    """The event in the calendar of who is responsible: it may be moved there or here, and the other follows."""

    _inherit = "beneficiary.field.event"

    def _calendar_values(self):
        """Return the values of the calendar entry. It names nobody who is invited: calendars are widely read."""
        return {
            "name": self.name,
            "start": self.date_start,
            "stop": self.date_end,
            "location": self._place() or False,
            "partner_ids": [(6, 0, self.user_id.partner_id.ids)],
        }

    def _place(self):
        """Return the place in one line."""
        venue = self.sudo().venue_id
        parts = (venue.name, venue.street, venue.city, self.venue_hint)
        comma = "، " if (self.env.lang or "").startswith("ar") else ", "
        return comma.join(part for part in parts if part)

    def _sync_calendar(self):
        """Write the events into the calendar; a cancelled one is taken out of it."""
        context = clean_context(self.env.context) | {"beneficiary_field_sync": True, "mail_create_nosubscribe": True}
        entries = self.env["calendar.event"].with_context(**context).sudo()
        for event in self.sudo():
            values = event.with_context(lang=event.user_id.lang or self.env.lang)._calendar_values()
            if event.state == "cancelled":
                event.calendar_id.with_context(**context).unlink()
            elif event.calendar_id:
                entries.browse(event.calendar_id.id).write(values)
            else:
                event.calendar_id = entries.create(values | {"user_id": event.user_id.id or self.env.uid})

    def _check_movable(self):
        """Raise unless the user may move these events, and none of them has begun."""
        self.check_access("write")
        self._check_state(*OPEN)

    def _follow_calendar(self):
        """Take over the time from the calendar, in ``sudo``."""
        entry = self.calendar_id
        changed = {
            name: entry[source]
            for name, source in (("date_start", "start"), ("date_end", "stop"))
            if self[name] != entry[source]
        }
        if changed:
            self.write(changed)
