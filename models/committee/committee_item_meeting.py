from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CommitteeItem(models.Model):
    """A case on the agenda of a meeting: voted on by those present, and decided there (R-45)."""

    _inherit = "beneficiary.committee.item"

    meeting_id = fields.Many2one(
        "beneficiary.committee.meeting", readonly=True, tracking=True, index="btree_not_null", ondelete="restrict"
    )
    meeting_state = fields.Selection(related="meeting_id.state", string="Meeting status")
    sequence = fields.Integer(default=10, help="The place on the agenda of the meeting.")
    announced_start = fields.Datetime(
        "Date told", readonly=True, help="The date of the meeting that the applicant was told last."
    )
    decide_in_meetings = fields.Boolean(related="committee_id.decide_in_meetings")
    file_number = fields.Char(related="request_id.beneficiary_id.file_number")
    case_reference = fields.Char("Reference", compute="_compute_case_reference")

    @api.depends("request_id")
    def _compute_case_reference(self):
        for item in self:
            item.case_reference = item._case_reference()

    @api.constrains("meeting_id")
    def _check_meeting_open(self):
        for item in self.sudo():
            if item.meeting_id:
                item.meeting_id._check_open()
                if item.meeting_id.committee_id != item.committee_id:
                    raise ValidationError(
                        self.env._(
                            "%(name)s is a case of “%(committee)s” and cannot go on %(meeting)s.",
                            name=item.display_name,
                            committee=item.committee_id.name,
                            meeting=item.meeting_id.display_name,
                        )
                    )

    def write(self, vals):
        if "sequence" in vals:
            for item in self:
                if item.meeting_id:
                    item.meeting_id._check_may_edit()
                else:
                    item._check_officer_of_committee()
        return super().write(vals)

    def _case_reference(self):
        """Return the reference of the case, as the minutes name it."""
        return self.request_id.name or ""

    # ----------------------------------------------------------------- agenda
    def _check_may_join(self, meeting):
        """Raise unless the case may be put on the agenda of ``meeting``."""
        if self.outcome != "pending":
            raise UserError(self._frozen_message())
        if self.meeting_id:
            raise UserError(
                self.env._(
                    "%(name)s is on the agenda of %(meeting)s. Take it off there first.",
                    name=self.display_name,
                    meeting=self.meeting_id.display_name,
                )
            )

    def action_leave_meeting(self):
        """Take undecided cases off the agenda of their meeting; they wait for another one.

        :raise UserError: when the case is decided, or the user is neither chair, secretary nor manager
        """
        self.check_access("read")
        for item in self:
            item.meeting_id._check_step("planned", "held")
            if item.outcome != "pending":
                raise UserError(item._frozen_message())
        self.sudo()._leave_meeting()
        return True

    def _leave_meeting(self):
        self.filtered(lambda i: i.outcome == "pending").write({"meeting_id": False, "announced_start": False})

    # ----------------------------------------------------- voting and deciding
    def _present_users(self):
        """Return ``{item: ids of the users whose votes count}`` for the cases of meetings that were held."""
        items = self.sudo().filtered(lambda i: i.meeting_id.state in ("held", "certified"))
        present = (
            dict(
                self.env["beneficiary.committee.attendee"]
                .sudo()
                ._read_group(
                    [("meeting_id", "in", items.meeting_id.ids), ("presence", "=", "present")],
                    ["meeting_id"],
                    ["user_id:array_agg"],
                )
            )
            if items
            else {}
        )
        return {item.id: set(present.get(item.meeting_id, ())) for item in items}

    def _check_meeting_allows_vote(self, user):
        """Raise unless ``user`` may vote on the case now: at the meeting and present, or where there is none."""
        meeting = self.meeting_id
        if not meeting:
            return self._check_needs_no_meeting()
        self._check_meeting_held()
        attendee = meeting.attendee_ids.filtered(lambda a: a.user_id == user)
        if attendee.presence == "present" and not attendee._is_there(fields.Datetime.now()):
            raise UserError(
                self.env._(
                    "%(user)s was not in the room: see “Arrived late” and “Left early” of %(meeting)s.",
                    user=user.name,
                    meeting=meeting.name,
                )
            )
        if attendee.presence != "present":
            raise UserError(
                self.env._(
                    "%(user)s is not marked present at %(meeting)s and cannot vote on %(name)s.",
                    user=user.name,
                    meeting=meeting.name,
                    name=self.display_name,
                )
            )
        return None

    def _check_meeting_held(self):
        """Raise when the meeting of the case is not open."""
        meeting = self.sudo().meeting_id
        if meeting and meeting.state != "held":
            raise UserError(
                self.env._(
                    "%(name)s is on the agenda of %(meeting)s. It is voted on and decided once that meeting is held.",
                    name=self.display_name,
                    meeting=meeting.display_name,
                )
            )

    def _check_needs_no_meeting(self):
        """Raise when the committee decides in its meetings only."""
        committee = self.sudo().committee_id
        if committee.decide_in_meetings and not self.sudo().meeting_id:
            raise UserError(
                self.env._(
                    "“%(committee)s” decides in its meetings. Put %(name)s on the agenda of one.",
                    committee=committee.name,
                    name=self.display_name,
                )
            )

    # ---------------------------------------------------------------- minutes
    def _minutes_content(self):
        """Return what the minutes state about one case and the votes on it."""
        return {
            "case": self._case_reference(),
            "outcome": self.outcome,
            "reason": self.reason or "",
            "amount": f"{self.amount_approved:.6f}",
            "decided_on": str(self.decided_on or ""),
            "decided_by": self.decided_by.id,
            "votes": [
                [vote.user_id.id, vote.choice, vote.comment or "", str(vote.date)]
                for vote in self.vote_ids.sorted("id")
            ],
        }
