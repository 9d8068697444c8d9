from odoo import api, fields, models
from odoo.exceptions import UserError

PLAN = {"start", "duration", "location", "videocall_url"}
SIGNING = {"state", "signed_count", "certified_on", "content_hash"}


class CommitteeMeeting(models.Model):
    """A meeting of a committee: agenda, who came, minutes, and the certification by every attending member (R-45).

    Its chair, its secretary and the managers plan and hold it and write the minutes. From the first signature on
    minutes, presence and agenda stay as they are; once all attending members have signed, everything does.
    """

    _name = "beneficiary.committee.meeting"
    _description = "Committee Meeting"
    _inherit = [
        "beneficiary.guarded.mixin",
        "beneficiary.frozen.mixin",
        "beneficiary.calendar.mixin",
        "beneficiary.thread.mixin",
    ]
    _order = "start desc, id desc"

    name = fields.Char("Number", readonly=True, copy=False, index="trigram", default=lambda self: self.env._("New"))
    committee_id = fields.Many2one(
        "beneficiary.committee",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_committee(),
    )
    company_id = fields.Many2one(related="committee_id.company_id", store=True, precompute=True, index=True)
    start = fields.Datetime("Begins", required=True, tracking=True)
    duration = fields.Float(default=1.0, required=True, help="In hours.")
    location = fields.Char(tracking=True)
    videocall_url = fields.Char("Video link")
    event_id = fields.Many2one("calendar.event", "Calendar entry", readonly=True, copy=False, ondelete="set null")
    state = fields.Selection(
        [("planned", "Planned"), ("held", "Held"), ("certified", "Certified"), ("cancelled", "Cancelled")],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    attendee_ids = fields.One2many("beneficiary.committee.attendee", "meeting_id", "Attendees")
    item_ids = fields.One2many("beneficiary.committee.item", "meeting_id", "Agenda")
    minutes = fields.Html(copy=False, help="What was said, beyond the decisions that the agenda shows.")
    quorum = fields.Integer(readonly=True, copy=False, help="How many members had to be present when it was held.")
    held_on = fields.Datetime("Opened on", readonly=True, copy=False)
    signed_count = fields.Integer("Signatures", readonly=True, copy=False)
    certified_on = fields.Datetime(readonly=True, copy=False)
    content_hash = fields.Char("SHA-256", readonly=True, copy=False)
    present_count = fields.Integer("Present", compute="_compute_counts")
    item_count = fields.Integer("Cases", compute="_compute_counts")
    pending_count = fields.Integer("Undecided", compute="_compute_counts")
    may_edit = fields.Boolean(compute="_compute_may_edit")
    may_certify = fields.Boolean(compute="_compute_may_certify")

    _latest = models.Index("(start DESC, id DESC)")
    _duration_positive = models.Constraint("CHECK (duration > 0)", "“Duration” must be more than zero hours.")

    @api.model
    def _default_committee(self):
        """Return the committee whose meetings the user plans, if it is one only."""
        committees = self.env.user.sudo().beneficiary_committee_ids.filtered(
            lambda c: c.company_id == self.env.company and c._member(self.env.user).role in ("chair", "secretary")
        )
        return committees if len(committees) == 1 else False

    def _set_once_fields(self):
        return super()._set_once_fields() | {"committee_id"}

    def _is_frozen(self):
        return self.state in ("certified", "cancelled") or self.signed_count > 0

    def _frozen_except(self):
        return super()._frozen_except() | (SIGNING if self.state == "held" else set())

    def _frozen_message(self):
        if self.state == "cancelled":
            return self.env._("%(name)s is cancelled. Plan another meeting.", name=self.name)
        return self.env._("The minutes of %(name)s are signed and cannot be changed.", name=self.name)

    # --------------------------------------------------------------- computes
    @api.depends("committee_id", "name")
    def _compute_display_name(self):
        for meeting in self:
            committee = meeting.committee_id.sudo().name
            meeting.display_name = f"{meeting.name} – {committee}" if committee else meeting.name

    @api.depends("attendee_ids.presence", "item_ids.outcome")
    def _compute_counts(self):
        present = dict(
            self.env["beneficiary.committee.attendee"]._read_group(
                [("meeting_id", "in", self.ids), ("presence", "=", "present")], ["meeting_id"], ["__count"]
            )
        )
        counts = {}
        for meeting, outcome, count in self.env["beneficiary.committee.item"]._read_group(
            [("meeting_id", "in", self.ids)], ["meeting_id", "outcome"], ["__count"]
        ):
            counts.setdefault(meeting.id, {})[outcome] = count
        for meeting in self:
            outcomes = counts.get(meeting.id, {})
            meeting.present_count = present.get(meeting._origin, 0)
            meeting.item_count = sum(outcomes.values())
            meeting.pending_count = outcomes.get("pending", 0)

    @api.depends("committee_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for meeting in self:
            meeting.may_edit = meeting._is_edited_by_user()

    @api.depends("state", "attendee_ids.presence", "attendee_ids.certified_on")
    @api.depends_context("uid")
    def _compute_may_certify(self):
        for meeting in self:
            mine = meeting.sudo().attendee_ids.filtered(lambda a: a.user_id.id == self.env.uid)
            meeting.may_certify = meeting.state == "held" and mine._is_due()

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        meetings = super().create(vals_list)
        for meeting in meetings:
            meeting._check_may_edit()
        meetings._draw_numbers()
        meetings._sync_attendees()
        meetings._sync_events()
        return meetings

    def write(self, vals):
        changed = {name for name in vals if not name.startswith(self._frozen_except_prefixes)}
        if changed:
            for meeting in self:
                meeting._check_may_edit()
                if changed - meeting._frozen_except():
                    meeting._check_not_frozen()
        if PLAN & changed:
            self._check_state("planned")
        result = super().write(vals)
        if PLAN & changed and not self.env.context.get("beneficiary_entry_sync"):
            self._sync_events()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_held(self):
        self._check_state("planned")

    def _draw_numbers(self):
        """Give new meetings their numbers, those of one company in one query."""
        for company, meetings in self.sudo().grouped("company_id").items():
            numbers = self.env["ir.sequence"]._beneficiary_next("beneficiary.meeting", company.id, len(meetings))
            for meeting, number in zip(meetings, numbers, strict=True):
                meeting.name = number

    # ----------------------------------------------------------------- rights
    def _is_edited_by_user(self):
        """Tell whether the user plans and holds the meetings of this committee."""
        if self.env.user.has_group("beneficiary.group_manager"):
            return True
        return self.committee_id._member(self.env.user).role in ("chair", "secretary")

    def _check_may_edit(self):
        if not self.env.su and not self._is_edited_by_user():
            raise UserError(
                self.env._(
                    "The chair and the secretary of “%(name)s” plan and hold its meetings. Ask one of them.",
                    name=self.committee_id.name,
                )
            )

    def _check_open(self):
        """Raise unless agenda and presence may still change."""
        for meeting in self:
            meeting._check_not_frozen()
            meeting._check_state("planned", "held")

    # -------------------------------------------------------------- attendees
    def _sync_attendees(self):
        """Make the attendees those who are members of the committee now, with their roles."""
        attendees = self.env["beneficiary.committee.attendee"].sudo()
        new = []
        for meeting in self.sudo():
            members = {member.user_id: member.role for member in meeting.committee_id.member_ids}
            meeting.attendee_ids.filtered(lambda a, m=members: a.user_id not in m).unlink()
            for attendee in meeting.attendee_ids:
                attendee.role = members.pop(attendee.user_id)
            new += [{"meeting_id": meeting.id, "user_id": user.id, "role": role} for user, role in members.items()]
        attendees.create(new)
