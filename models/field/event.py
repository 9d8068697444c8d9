from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

OPEN = ("planned", "announced")
DONE = ("closed", "cancelled")
COUNTS = ("invited", "accepted", "declined", "attended", "absent")


class FieldEvent(models.Model):
    """A meeting, course, visit or conference of a programme: venue, announcement, invitations, attendance (R-63).

    This file holds what an event is; `event_flow.py` its steps, `event_invite.py` who is invited, and
    `event_calendar.py` its entry in Odoo's calendar.
    """

    _name = "beneficiary.field.event"
    _description = "Event of a Programme"
    _inherit = [
        "beneficiary.program.part.mixin",
        "beneficiary.frozen.mixin",
        "beneficiary.calendar.mixin",
        "beneficiary.thread.mixin",
    ]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    user_id = fields.Many2one(tracking=True)
    date_start = fields.Datetime("Begins", required=True, tracking=True)
    date_end = fields.Datetime("Ends", required=True)
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("announced", "Announced"),
            ("held", "Held"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    description = fields.Text("What it is about", translate=True, help="Everyone who is invited reads it.")
    venue_id = fields.Many2one(
        "res.partner",
        check_company=True,
        tracking=True,
        domain="[('is_beneficiary', '=', False)]",
        help="The contact of the place, with its address.",
    )
    venue_hint = fields.Char("How to get there", translate=True, help="Hall, entrance, parking.")
    capacity = fields.Integer("Places", default=0, help="How many people there is room for. Zero: without a limit.")
    max_companions = fields.Integer("Companions each", default=0, help="How many people everyone may bring along.")
    seats_taken = fields.Integer("Places taken", default=0, readonly=True, copy=False)
    answer_ids = fields.One2many("beneficiary.venue.answer", "event_id", "Checklist of the venue")
    venue_state = fields.Selection(
        [("unchecked", "Not checked"), ("suitable", "Suitable"), ("unsuitable", "Not suitable")],
        "Venue is",
        compute="_compute_venue_state",
        store=True,
    )
    announcement = fields.Text(translate=True, help="The text that was, or will be, published.")
    announced_on = fields.Date(copy=False, tracking=True, help="The day on which it was published.")
    announcement_channel_ids = fields.Many2many("beneficiary.channel", string="Published by")
    announcement_url = fields.Char("Page or post", help="The address at which the announcement is read.")
    announce_before = fields.Date(
        "Announce by", compute="_compute_announce_before", help="The last day that is early enough for the programme."
    )
    announced_late = fields.Boolean(compute="_compute_announce_before")
    is_public = fields.Boolean("Show on the website", help="Everyone sees the event on the page of our services.")
    calendar_id = fields.Many2one("calendar.event", "Calendar entry", readonly=True, copy=False, ondelete="set null")
    invitation_ids = fields.One2many("beneficiary.invitation", "event_id", "Invitations")
    invitation_count = fields.Integer("Invited people", compute="_compute_counts")
    accepted_count = fields.Integer("Will come", compute="_compute_counts")
    declined_count = fields.Integer("Will not come", compute="_compute_counts")
    attended_count = fields.Integer("Came", compute="_compute_counts")
    absent_count = fields.Integer("Did not come", compute="_compute_counts")
    unanswered_count = fields.Integer("No answer", compute="_compute_counts")
    attendance_rate = fields.Float("Attendance", compute="_compute_counts", help="Who came, of those invited.")

    _recent = models.Index("(date_start DESC, id DESC)")
    _program_recent = models.Index("(program_id, date_start DESC)")
    _dates_in_order = models.Constraint("CHECK (date_end > date_start)", "“Ends” must lie after “Begins”.")
    _not_negative = models.Constraint(
        "CHECK (capacity >= 0 AND max_companions >= 0)", "“Places” and “Companions each” cannot be less than zero."
    )
    _places = models.Constraint(
        "CHECK (capacity = 0 OR seats_taken <= capacity)",
        "More places are taken than there are. Set “Places” to at least the places taken.",
    )

    def _is_frozen(self):
        return self.state in DONE

    def _frozen_message(self):
        if self.state == "cancelled":
            return self.env._("“%(name)s” is cancelled. Plan another event.", name=self.name)
        return self.env._("“%(name)s” is closed: its attendance is final.", name=self.name)

    # ---------------------------------------------------------------- computes
    @api.depends("venue_id", "answer_ids.answer", "answer_ids.required")
    def _compute_venue_state(self):
        for event in self:
            required = event.answer_ids.filtered("required")
            answers = set(required.mapped("answer"))
            if "no" in answers:
                event.venue_state = "unsuitable"
            elif not event.venue_id or False in answers or not event.answer_ids.filtered("answer"):
                event.venue_state = "unchecked"
            else:
                event.venue_state = "suitable"

    @api.depends("date_start", "announced_on", "program_id.event_announcement_days")
    def _compute_announce_before(self):
        for event in self:
            event.announce_before = event._announce_before()
            event.announced_late = bool(
                event.announced_on and event.announce_before and event.announced_on > event.announce_before
            )

    def _announce_before(self):
        """Return the last day on which the announcement is early enough, or ``False`` without a date."""
        if not self.date_start:
            return False
        day = self.company_id.sudo()._beneficiary_date(self.date_start)
        return fields.Date.subtract(day, days=self.program_id.event_announcement_days)

    @api.depends("invitation_ids.state")
    def _compute_counts(self):
        counts = {}
        for event, state, count in self.env["beneficiary.invitation"]._read_group(
            [("event_id", "in", self.ids)], ["event_id", "state"], ["__count"]
        ):
            counts.setdefault(event.id, {})[state] = count
        for event in self:
            found = counts.get(event._origin.id, {})
            total = sum(found.values())
            event.invitation_count = total
            event.accepted_count = found.get("accepted", 0) + found.get("attended", 0)
            event.declined_count = found.get("declined", 0)
            event.attended_count = found.get("attended", 0)
            event.absent_count = found.get("absent", 0)
            event.unanswered_count = found.get("invited", 0)
            event.attendance_rate = event.attended_count / total if total else 0

    # ------------------------------------------------------------- constraints
    @api.constrains("announced_on")
    def _check_announced_on(self):
        for event in self:
            if event.announced_on and event.announced_on > event.company_id.sudo()._beneficiary_today():
                raise ValidationError(
                    self.env._("“Announced on” of %(name)s lies in the future. Enter it on that day.", name=event.name)
                )

    @api.onchange("date_start")
    def _onchange_date_start(self):
        if self.date_start and (not self.date_end or self.date_end <= self.date_start):
            self.date_end = fields.Datetime.add(self.date_start, hours=2)

    # -------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        self.env["beneficiary.venue.answer"].sudo()._create_for(events.sudo())
        events._sync_calendar()
        return events

    def write(self, vals):
        moved = self._moved_by(vals)
        if "capacity" in vals:
            self._lock_seats()
        result = super().write(vals)
        if "venue_id" in vals and moved:
            # what was found was found at the other place
            moved.sudo().answer_ids.filtered("answer").write({"answer": False, "note": False})
        if moved:
            moved._tell_moved()
        if {"name", "user_id", "description", "venue_hint"} & vals.keys() or moved:
            self._sync_calendar()
        if {"announced_on", "venue_id", "date_start"} & vals.keys():
            self._eligibility_facts_changed()
        if "branch_id" in vals:
            self._check_own_branch()
        return result

    def _check_own_branch(self):
        """Raise where somebody gives an event to a branch whose events he may not change: the rules look before."""
        if not self.env.su and not self.has_access("write"):
            raise AccessError(self.env._("“Branch”: choose one of your own branches."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_announced(self):
        if any(event.state != "planned" for event in self):
            raise UserError(self.env._("Only planned events are deleted. Cancel the others."))

    def unlink(self):
        entries = self.sudo().calendar_id
        result = super().unlink()
        entries.unlink()
        return result

    def _moved_by(self, vals):
        """Return the events whose time or place ``vals`` change."""
        if not {"date_start", "date_end", "venue_id"} & vals.keys():
            return self.browse()
        dates = {name: fields.Datetime.to_datetime(vals[name]) for name in ("date_start", "date_end") if name in vals}
        venue = "venue_id" in vals
        return self.filtered(
            lambda e: (
                any(e[name] != value for name, value in dates.items())
                or (venue and e.venue_id.id != (vals["venue_id"] or False))
            )
        )

    def _eligibility_facts_changed(self):
        """Let the eligibility of the programmes be looked at again: venue, announcement or invitations changed."""
        self.program_id.sudo()._check_criteria()

    # ------------------------------------------------------------------- views
    def action_view_invitations(self):
        """Open the invitations to these events."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_invitation_action") | {
            "domain": [("event_id", "in", self.ids)],
            "context": {},
        }

    def action_take_attendance(self):
        """Open the list on which attendance is taken with one tap for each person."""
        self.ensure_one()
        self.check_access("read")
        self._check_state("held")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_invitation_action_attendance") | {
            "name": self.name,
            "domain": [("event_id", "=", self.id)],
            "context": {"default_event_id": self.id},
        }

    def action_check_in(self):
        """Open the screen on which the numbers of the invitations are typed or scanned."""
        self.ensure_one()
        self._check_role("beneficiary.group_delegate")
        self.check_access("read")
        self._check_state("held")
        return self._attendance_screen()

    def _attendance_screen(self, screen=None):
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_attendance_action")
        return action | {"res_id": screen.id if screen else False, "context": {"default_event_id": self.id}}

    @api.model
    def _public_domain(self, company):
        """Return the domain of the events that everyone sees on the website."""
        return (
            Domain("company_id", "=", company.id)
            & Domain("is_public", "=", True)
            & Domain("state", "=", "announced")
            & Domain("date_end", ">=", fields.Datetime.now())
        )
