from odoo import api, models
from odoo.exceptions import UserError

from .event import OPEN


class FieldEvent(models.Model):
    """The event in the calendar of who is responsible: it may be moved there or here, and the other follows."""

    _inherit = "beneficiary.field.event"

    @api.model
    def _entry_field(self):
        return "calendar_id"

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
        entries = self._entry_model(mail_create_nosubscribe=True)
        for event in self.sudo():
            values = event.with_context(lang=event.user_id.lang or self.env.lang)._calendar_values()
            if event.state == "cancelled":
                entries.browse(event.calendar_id.id).unlink()
            elif event.calendar_id:
                entries.browse(event.calendar_id.id).write(values)
            else:
                event.calendar_id = entries.create(values | {"user_id": event.user_id.id or self.env.uid})

    def _check_movable(self):
        """Raise unless the user may move these events, and none of them has begun."""
        super()._check_movable()
        self.check_access("write")
        self._check_state(*OPEN)

    def _check_entry_kept(self):
        super()._check_entry_kept()
        for event in self:
            if event.state in OPEN:
                raise UserError(
                    self.env._("%(name)s is an event of a programme: cancel the event.", name=event.display_name)
                )

    def _follow_entry(self):
        super()._follow_entry()
        entry = self.calendar_id
        changed = {
            name: entry[source]
            for name, source in (("date_start", "start"), ("date_end", "stop"))
            if self[name] != entry[source]
        }
        if changed:
            self.write(changed)
