from datetime import timedelta

from odoo import fields, models

from .complaint_part import INVESTIGATORS

PLAN = {"date", "duration", "location", "leader_id", "partner_id"}


class HearingCalendar(models.Model):
    """The hearing in the calendar of who leads it, and the invitation of who is heard.

    The entry names the reference only: calendars are seen by colleagues.
    """

    _inherit = "beneficiary.hearing"

    partner_id = fields.Many2one(
        "res.partner",
        "Contact to invite",
        check_company=True,
        copy=False,
        help="Gets the invitation. Leave it empty if the person has no contact here, or shall stay unnamed.",
    )
    event_id = fields.Many2one("calendar.event", "Calendar entry", readonly=True, copy=False, ondelete="set null")

    def action_invite(self):
        """Put hearings into the calendar of who leads them, and invite who is heard."""
        self._check_role(*INVESTIGATORS)
        self.check_access("write")
        self._check_state("planned")
        self._check_contact_visible()
        events = self.env["calendar.event"].sudo().with_context(skip_contact_description=True)
        for hearing in self.filtered(lambda h: not h.event_id):
            hearing.sudo().event_id = events.create(hearing._event_values())
        return True

    def _check_contact_visible(self):
        """A hearing shows whom it invites, so it may only name a contact whom the user sees."""
        self.partner_id.check_access("read")

    def _event_values(self):
        hearing = self.sudo()
        partners = hearing.leader_id.partner_id | hearing.partner_id
        return {
            "name": self.env._("Hearing %(reference)s", reference=hearing.name),
            "privacy": "private",
            "user_id": hearing.leader_id.id,
            "partner_ids": [(6, 0, partners.ids)],
            "start": hearing.date,
            "stop": hearing.date + timedelta(hours=hearing.duration),
            "location": hearing.location or False,
        }

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self._check_contact_visible()
        if PLAN & vals.keys():
            for hearing in self.sudo().filtered("event_id"):
                hearing.event_id.write(hearing._event_values())
        return result

    def action_cancel(self):
        result = super().action_cancel()
        self.sudo().event_id.active = False
        return result
