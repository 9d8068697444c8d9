from secrets import randbelow

from odoo import api, fields, models


class Invitation(models.Model):
    """One person invited to one event: what was sent, what was answered, and who came (R-49, R-63).

    This file holds what an invitation is; `invitation_answer.py` answers and attendance, `invitation_send.py` what the
    person is told, and `invitation_portal.py` the pages.
    """

    _name = "beneficiary.invitation"
    _description = "Invitation"
    _inherit = [
        "beneficiary.guarded.mixin",
        "beneficiary.frozen.mixin",
        "beneficiary.thread.mixin",
        "beneficiary.notified.mixin",
    ]
    _order = "id desc"
    _rec_name = "number"

    event_id = fields.Many2one("beneficiary.field.event", required=True, readonly=True, index=True, ondelete="restrict")
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", "Person", required=True, readonly=True, index=True, ondelete="restrict"
    )
    number = fields.Char(required=True, readonly=True, help="What the person shows or says at the door.")
    partner_id = fields.Many2one(related="beneficiary_id.partner_id")
    phone = fields.Char(related="beneficiary_id.phone")
    medium = fields.Selection(related="beneficiary_id.agreed_medium", string="Agreed medium")
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    company_id = fields.Many2one(related="event_id.company_id", store=True, precompute=True, index=True)
    program_id = fields.Many2one(related="event_id.program_id", store=True, precompute=True, index=True)
    date_start = fields.Datetime(related="event_id.date_start", store=True, precompute=True)
    event_state = fields.Selection(related="event_id.state", string="Event is")
    max_companions = fields.Integer(related="event_id.max_companions")
    state = fields.Selection(
        [
            ("invited", "Invited"),
            ("accepted", "Will come"),
            ("declined", "Will not come"),
            ("attended", "Came"),
            ("absent", "Did not come"),
        ],
        default="invited",
        required=True,
        readonly=True,
        tracking=True,
    )
    companions = fields.Integer(default=0, tracking=True, help="How many people come along.")
    answered_on = fields.Datetime(readonly=True)
    answered_by = fields.Selection(
        [("portal", "By the person, logged in"), ("link", "By the link in the message"), ("staff", "Told to staff")],
        readonly=True,
    )
    answer_user_id = fields.Many2one("res.users", "Typed in by", readonly=True)
    attended_on = fields.Datetime("Came at", readonly=True)
    attendance_user_id = fields.Many2one("res.users", "Attendance taken by", readonly=True)
    pending = fields.Selection(
        [("invitation", "Invitation"), ("reminder", "Reminder"), ("moved", "Moved"), ("cancelled", "Cancelled")],
        "To be sent",
        readonly=True,
        help="What the person is told next.",
    )
    told_on = fields.Datetime("Invited on", readonly=True)
    reminded = fields.Boolean(readonly=True)
    notice_id = fields.Many2one(
        "beneficiary.notice", readonly=True, index="btree_not_null", ondelete="set null", help="What was sent last."
    )
    notice_state = fields.Selection(related="notice_id.state", string="What became of it")
    error = fields.Char("What went wrong", readonly=True)

    # when two files become one, what is over stays on both sides
    _once = models.UniqueIndex(
        "(event_id, beneficiary_id) WHERE state IN ('invited', 'accepted')",
        "This person is invited to the event already.",
    )
    _number_uniq = models.UniqueIndex("(event_id, number)", "This number is given already.")
    _to_send = models.Index("(id) WHERE pending IS NOT NULL")
    _by_state = models.Index("(event_id, state)")
    _person_recent = models.Index("(beneficiary_id, date_start DESC)")
    _companions_positive = models.Constraint("CHECK (companions >= 0)", "“Companions” cannot be less than zero.")

    def _is_frozen(self):
        return self.event_id._is_frozen()

    def _frozen_except(self):
        # a merged file takes its invitations along, and what was called off is still to be told
        names = {"pending", "told_on", "notice_id", "error", "beneficiary_id", "branch_id", "date_start"}
        return super()._frozen_except() | names

    def _frozen_message(self):
        return self.event_id._frozen_message()

    @api.depends("number", "event_id.name", "beneficiary_id.name")
    def _compute_display_name(self):
        for invitation in self:
            invitation.display_name = f"{invitation.event_id.name} – {invitation.beneficiary_id.sudo().name}"

    @api.model
    def _draw_numbers(self, event, count):
        """Return numbers of eight figures that no other invitation to the event has."""
        known = set(self.sudo().search_fetch([("event_id", "=", event.id)], ["number"]).mapped("number"))
        numbers = []
        while len(numbers) < count:
            number = str(10_000_000 + randbelow(90_000_000))
            if number not in known:
                known.add(number)
                numbers.append(number)
        return numbers

    def action_view_notices(self):
        """Open what these people were told about the event."""
        self.check_access("read")
        return self.env["beneficiary.notice"]._list_action([("res_model", "=", self._name), ("res_id", "in", self.ids)])
