from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list

from .event import DONE, OPEN

STAFF = "beneficiary.group_delegate"
# doors open before the event begins
EARLY = timedelta(hours=12)


class FieldEvent(models.Model):
    """The steps of an event: announced, held, closed or cancelled (R-63)."""

    _inherit = "beneficiary.field.event"

    def action_announce(self):
        """Record that the event was announced, today unless another day was entered.

        :raise UserError: naming what is missing: the text, the channels or the venue
        """
        self._check_step("planned")
        for event in self:
            missing = event._missing_for_announcement()
            if missing:
                raise UserError(
                    self.env._(
                        "“%(name)s” cannot be announced yet. Still missing: %(missing)s.",
                        name=event.name,
                        missing=format_list(self.env, missing, style="unit"),
                    )
                )
            day = event.announced_on or event.company_id.sudo()._beneficiary_today()
            event._guarded_write({"state": "announced", "announced_on": day})
        return True

    def _missing_for_announcement(self):
        """Return what the announcement waits for, in words."""
        missing = []
        if not self.venue_id:
            missing.append(self.env._("the venue"))
        if not (self.announcement or "").strip():
            missing.append(self.env._("the text of the announcement"))
        if not self.announcement_channel_ids:
            missing.append(self.env._("how it is published"))
        return missing

    def action_hold(self):
        """Open the doors: attendance can be taken from now on.

        :raise UserError: more than twelve hours before the event begins
        """
        self._check_step(*OPEN)
        for event in self:
            if event.date_start - EARLY > fields.Datetime.now():
                raise UserError(
                    self.env._("“%(name)s” has not begun yet. Attendance is taken on its day.", name=event.name)
                )
        return self._guarded_write({"state": "held"})

    def action_close(self):
        """Close the attendance: who was not marked as present was absent. Nothing changes afterwards."""
        self._check_step("held")
        invitations = self.env["beneficiary.invitation"].sudo()
        waiting = invitations.search([("event_id", "in", self.ids), ("state", "in", ("invited", "accepted"))])
        waiting.write({"state": "absent", "pending": False})
        self.sudo()._recount_seats()
        self._guarded_write({"state": "closed"})
        self._eligibility_facts_changed()
        return True

    def action_cancel(self):
        """Call the event off. Those who were invited and did not decline are told by their agreed medium."""
        self._check_step(*OPEN)
        self._guarded_write({"state": "cancelled"})
        self.sudo()._tell("cancelled")
        self._sync_calendar()
        self._eligibility_facts_changed()
        return True

    def _check_step(self, *states):
        """Raise unless the user may take a step with these events, which are in one of ``states``."""
        self._check_role(STAFF)
        self.check_access("write")
        self._check_state(*states)

    # ------------------------------------------------------------------ places
    def _lock_seats(self):
        """Let nobody else give places of these events away until the transaction ends."""
        self._lock_rows("seats_taken", "capacity", "state")

    def _recount_seats(self):
        """Set how many places are taken, of locked events. Called in ``sudo``.

        :raise UserError: when there are fewer
        """
        self.env.flush_all()
        rows = self.env["beneficiary.invitation"]._read_group(
            [("event_id", "in", self.ids), ("state", "in", ("accepted", "attended"))],
            ["event_id"],
            ["__count", "companions:sum"],
        )
        taken = {event.id: count + companions for event, count, companions in rows}
        for event in self:
            seats = taken.get(event.id, 0)
            if event.capacity and seats > event.capacity and seats > event.seats_taken:
                raise UserError(
                    self.env._(
                        "“%(name)s” is full: %(left)s of %(capacity)s places are left.",
                        name=event.name,
                        left=event.capacity - event.seats_taken,
                        capacity=event.capacity,
                    )
                )
            if event.state not in DONE:
                event.seats_taken = seats

    def _seats_left(self):
        """Return how many places are left, or ``None`` without a limit."""
        self.ensure_one()
        return max(self.capacity - self.seats_taken, 0) if self.capacity else None
