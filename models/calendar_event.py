from odoo import api, models
from odoo.exceptions import UserError

MOVES = {"start", "stop", "start_date", "stop_date", "duration", "allday", "location", "videocall_location", "active"}


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def write(self, vals):
        if not MOVES & vals.keys() or self.env.context.get("beneficiary_meeting_sync"):
            return super().write(vals)
        meetings = self._beneficiary_meetings()
        if vals.get("active") is False:
            self._unlink_except_planned_meeting()
        elif meetings:
            meetings.with_env(self.env)._check_movable()
        result = super().write(vals)
        for meeting in meetings:
            meeting._follow_event()
        return result

    def _beneficiary_meetings(self):
        """Return the committee meetings that these entries of the calendar are, in ``sudo``."""
        return self.env["beneficiary.committee.meeting"].sudo().search([("event_id", "in", self.ids)])

    @api.ondelete(at_uninstall=False)
    def _unlink_except_planned_meeting(self):
        planned = self._beneficiary_meetings().filtered(lambda m: m.state == "planned")
        if planned and not self.env.su:
            raise UserError(
                self.env._("%(name)s is a committee's meeting: call the meeting off.", name=planned[0].display_name)
            )
