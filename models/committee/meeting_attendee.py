from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.seal import seal_drawing

SIGNATURE = {"signer_name", "signature", "certified_on"}
READERS = "beneficiary.group_committee_member,beneficiary.group_management"


class CommitteeAttendee(models.Model):
    """A member's part in one meeting: his role then, whether he came, and his signature under the minutes (R-45)."""

    _name = "beneficiary.committee.attendee"
    _description = "Meeting Attendee"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "meeting_id desc, id"
    _rec_name = "user_id"

    meeting_id = fields.Many2one(
        "beneficiary.committee.meeting", required=True, readonly=True, index=True, ondelete="cascade"
    )
    committee_id = fields.Many2one(related="meeting_id.committee_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, precompute=True, index=True)
    user_id = fields.Many2one("res.users", "Member", required=True, readonly=True, index=True, ondelete="restrict")
    role = fields.Selection(
        [("chair", "Chair"), ("secretary", "Secretary"), ("member", "Member")], required=True, readonly=True
    )
    presence = fields.Selection([("present", "Present"), ("absent", "Absent"), ("excused", "Excused")])
    arrived_on = fields.Datetime("Arrived late", help="Empty: present from the beginning.")
    left_on = fields.Datetime("Left early", help="Empty: present until the end.")
    signer_name = fields.Char("Signed by", readonly=True)
    signature = fields.Binary(attachment=True, readonly=True, groups=READERS)
    certified_on = fields.Datetime("Signed on", readonly=True)

    _times = models.Constraint(
        "CHECK (left_on IS NULL OR arrived_on IS NULL OR left_on >= arrived_on)",
        "Somebody cannot leave the meeting before arriving. Correct the times.",
    )
    _once = models.UniqueIndex("(meeting_id, user_id)", "This member is already among the attendees.")

    def _is_frozen(self):
        return self.meeting_id._is_frozen()

    def _frozen_except(self):
        open_to_sign = self.meeting_id.state == "held" and not self.certified_on
        return super()._frozen_except() | (SIGNATURE if open_to_sign else set())

    def _frozen_message(self):
        return self.meeting_id._frozen_message()

    def _is_due(self):
        """Tell whether this member still has to sign."""
        return bool(self) and self.presence == "present" and not self.certified_on

    def _is_there(self, moment):
        """Tell whether this member was in the room at ``moment`` (UTC)."""
        return (
            self.presence == "present"
            and (not self.arrived_on or self.arrived_on <= moment)
            and (not self.left_on or moment <= self.left_on)
        )

    def write(self, vals):
        attendance = {"presence", "arrived_on", "left_on"} & vals.keys()
        if attendance:
            for attendee in self:
                attendee.meeting_id._check_may_edit()
            self._check_not_frozen()
        result = super().write(vals)
        if attendance:
            self._check_votes_stand()
        held = self.meeting_id.filtered(lambda m: m.state == "held")
        if "presence" in vals and held:
            for meeting in held:
                meeting._check_quorum()
            held._sync_activities()
        return result

    def _check_votes_stand(self):
        """Raise when somebody who voted at the meeting is said not to have been there then."""
        for attendee in self.sudo().filtered(lambda a: a.meeting_id.state == "held"):
            meeting = attendee.meeting_id
            votes = meeting.item_ids.vote_ids.filtered(lambda v, m=meeting: v.date >= m.held_on)
            own = votes.filtered(lambda v, a=attendee: v.user_id == a.user_id)
            if not all(attendee._is_there(vote.date) for vote in own):
                raise UserError(
                    self.env._(
                        "%(user)s voted at %(name)s and was therefore present.",
                        user=attendee.user_id.name,
                        name=meeting.name,
                    )
                )

    @api.constrains("presence")
    def _check_presence(self):
        for attendee in self:
            if not attendee.presence and attendee.meeting_id.state == "held":
                raise UserError(
                    self.env._("Say under “Presence” whether %(user)s was there.", user=attendee.user_id.name)
                )

    def _content(self):
        """Return what the minutes state about one attendee."""
        return {
            "user": self.user_id.id,
            "role": self.role,
            "presence": self.presence,
            "arrived_on": str(self.arrived_on or ""),
            "left_on": str(self.left_on or ""),
            "signer_name": self.signer_name or "",
            "signature": seal_drawing(self.signature),
            "certified_on": str(self.certified_on or ""),
        }
