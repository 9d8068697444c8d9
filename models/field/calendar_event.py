from odoo import api, models
from odoo.exceptions import UserError

MOVES = {"start", "stop", "start_date", "stop_date", "duration", "allday", "active"}


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def write(self, vals):
        if not MOVES & vals.keys() or self.env.context.get("beneficiary_field_sync"):
            return super().write(vals)
        events = self._beneficiary_field_events()
        if vals.get("active") is False:
            self._unlink_except_field_event()
        elif events:
            events.with_env(self.env)._check_movable()
        result = super().write(vals)
        for event in events:
            event._follow_calendar()
        return result

    def _beneficiary_field_events(self):
        """Return the events of programmes that these entries of the calendar are, in ``sudo``."""
        return self.env["beneficiary.field.event"].sudo().search([("calendar_id", "in", self.ids)])

    @api.ondelete(at_uninstall=False)
    def _unlink_except_field_event(self):
        if self.env.context.get("beneficiary_field_sync") or self.env.su:
            return
        events = self._beneficiary_field_events().filtered(lambda e: e.state in ("planned", "announced"))
        if events:
            raise UserError(
                self.env._("%(name)s is an event of a programme: cancel the event.", name=events[0].display_name)
            )
