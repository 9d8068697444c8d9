from odoo import models

from ...tools.seal import seal


class CommitteeMeeting(models.Model):
    """What the members certify, as plain data, and its hash (R-45, R-73)."""

    _inherit = "beneficiary.committee.meeting"

    def _agenda(self):
        """Return the cases in the order of the agenda."""
        return self.item_ids.sorted(lambda i: (i.sequence, i.id))

    def _content(self):
        """Return what the minutes state, as plain data that gives the same hash whoever asks."""
        meeting = self.sudo().with_context(lang="en_US", bin_size=False)
        return {
            "meeting": meeting.name,
            "committee": meeting.committee_id.id,
            "start": str(meeting.start),
            "held_on": str(meeting.held_on),
            "quorum": meeting.quorum,
            "minutes": str(meeting.minutes or ""),
            "attendees": [attendee._content() for attendee in meeting.attendee_ids.sorted("id")],
            "items": [item._minutes_content() for item in meeting._agenda()],
        }

    def _hash(self, content):
        """Return the SHA-256 over the content in a canonical form."""
        return seal(content)

    def check_integrity(self):
        """Tell whether agenda, votes, attendees, signatures and minutes still give the hash of the certification."""
        self.ensure_one()
        self.check_access("read")
        return bool(self.content_hash) and self._hash(self._content()) == self.content_hash

    def action_check_integrity(self):
        """Show whether the certified minutes are unchanged (the button)."""
        self.ensure_one()
        self.check_access("read")
        self._check_state("certified")
        intact = self.check_integrity()
        if intact:
            message = self.env._("%(name)s is exactly what its members signed.", name=self.name)
        else:
            message = self.env._("%(name)s is not what its members signed: it was changed.", name=self.name)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success" if intact else "danger", "message": message, "sticky": not intact},
        }

    def action_print_minutes(self):
        """Print the minutes; they are a draft until certified (the button)."""
        self.check_access("read")
        return self.env.ref("beneficiary.action_report_meeting_minutes").report_action(self)
