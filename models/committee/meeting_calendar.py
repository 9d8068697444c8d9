from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError


class CommitteeMeeting(models.Model):
    """The meeting in the members' calendars: who plans it may move it there or here, and the other follows."""

    _inherit = "beneficiary.committee.meeting"

    @api.model
    def _entry_moves(self):
        return super()._entry_moves() | {"location", "videocall_location"}

    def _event_values(self):
        """Return the values of the calendar entry. It names no person of the agenda: calendars are widely read."""
        return {
            "name": self.env._("Committee meeting %(number)s", number=self.name),
            "start": self.start,
            "stop": self.start + timedelta(hours=self.duration),
            "location": self.location or False,
            "videocall_location": self.videocall_url or False,
            "partner_ids": [(6, 0, self.attendee_ids.user_id.partner_id.ids)],
        }

    def _sync_events(self):
        """Write the meetings into the calendars of the members, who are invited by Odoo's calendar."""
        events = self._entry_model()
        for meeting in self.sudo():
            # one entry in the calendars of all members: in the language of the chair, not of who plans
            chair = meeting.attendee_ids.filtered(lambda a: a.role == "chair").user_id
            lang = chair[:1].lang or self.env.lang
            values = meeting.with_context(lang=lang)._event_values()
            if meeting.event_id:
                events.browse(meeting.event_id.id).write(values)
            else:
                meeting.event_id = events.create(values | {"user_id": self.env.uid, "privacy": "private"})

    def _check_movable(self):
        """Raise unless the user may move these meetings, and none of them was held."""
        super()._check_movable()
        for meeting in self:
            meeting._check_may_edit()
        self._check_state("planned")

    def _check_entry_kept(self):
        super()._check_entry_kept()
        for meeting in self:
            if meeting.state == "planned":
                raise UserError(
                    self.env._("%(name)s is a committee's meeting: call the meeting off.", name=meeting.display_name)
                )

    def _follow_entry(self):
        super()._follow_entry()
        event = self.event_id
        values = {
            "start": event.start,
            "duration": (event.stop - event.start).total_seconds() / 3600,
            "location": event.location,
            "videocall_url": event.videocall_location,
        }
        changed = {name: value for name, value in values.items() if (self[name] or False) != (value or False)}
        if changed:
            self.with_context(beneficiary_entry_sync=True).write(changed)
