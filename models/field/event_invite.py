from ast import literal_eval
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .event import OPEN


class FieldEvent(models.Model):
    """Who is invited to an event: a segment of the files, each by the agreed medium (R-49, R-63)."""

    _inherit = "beneficiary.field.event"

    segment = fields.Char(
        "Who is invited", default="[]", copy=True, help="The files of those whom the event is meant for."
    )
    segment_count = fields.Integer(
        "People found",
        compute="_compute_segment_count",
        help="Files that this finds; suspended and closed ones are left out.",
    )
    new_count = fields.Integer("Not invited yet", compute="_compute_segment_count")
    unreachable_ids = fields.Many2many(
        "beneficiary.beneficiary",
        "beneficiary_event_unreachable_rel",
        "event_id",
        "beneficiary_id",
        "Not reachable",
        readonly=True,
        copy=False,
        help="They were found, but no medium is agreed with them or there is no address for any.",
    )
    unreachable_count = fields.Integer("Number not reachable", compute="_compute_unreachable_count")
    reminder_days = fields.Integer(
        "Remind before", default=2, help="Days before the event on which people are reminded once. Zero: no reminder."
    )

    @api.depends("segment", "company_id", "state", "invitation_ids")
    @api.depends_context("uid")
    def _compute_segment_count(self):
        people = self.env["beneficiary.beneficiary"]
        for event in self:
            event.segment_count = event.new_count = 0
            if event.state not in OPEN or not event.company_id:
                continue
            try:
                domain = event._segment_domain()
                event.segment_count = people.search_count(domain)
                event.new_count = people.search_count(domain & event._uninvited_domain())
            except (AccessError, UserError):
                # a field that the user may not read, or a rule that is not finished
                continue

    @api.depends("unreachable_ids")
    def _compute_unreachable_count(self):
        for event in self:
            event.unreachable_count = len(event.unreachable_ids)

    def _segment_domain(self):
        """Return the domain of the files that may be invited: the segment, without who is not to be told.

        It is evaluated with the rights of the user, never in ``sudo``: else a count would tell what he may not read.

        :raise UserError: when the segment cannot be understood
        """
        self.ensure_one()
        try:
            segment = Domain(literal_eval(self.segment or "[]"))
        except (ValueError, SyntaxError, TypeError) as error:
            raise UserError(
                self.env._("“Who is invited” cannot be understood. Choose the rules again in the editor.")
            ) from error
        return segment & self._invitable_domain()

    def _invitable_domain(self):
        """Return the domain of the files of the association that are neither suspended, closed nor unconfirmed."""
        return (
            Domain("company_id", "=", self.company_id.id)
            & Domain("active", "=", True)
            & Domain("is_confirmed", "=", True)
            & Domain("state", "in", ("prospect", "registered"))
        )

    def _uninvited_domain(self):
        if not self._origin.id:
            return Domain.TRUE
        return Domain("invitation_ids", "not any", [("event_id", "=", self._origin.id)])

    def action_invite(self):
        """Invite the people of the segment who are not invited yet; the messages leave in the background.

        :return: the action that shows the invitations
        :raise UserError: when the event is over, or there is nobody to invite
        """
        self.ensure_one()
        self._check_step("announced")
        people = self.env["beneficiary.beneficiary"].search(self._segment_domain() & self._uninvited_domain())
        if not people:
            raise UserError(self.env._("There is nobody to invite: everyone found is invited already."))
        invitations = self._invite(people)
        if not invitations:
            raise UserError(
                self.env._(
                    "None of these %(count)s people can be reached. Enter agreed medium and address in the files.",
                    count=len(people),
                )
            )
        return self.action_view_invitations()

    def action_view_unreachable(self):
        """Open the files of those who could not be invited."""
        self.ensure_one()
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_beneficiary_action") | {
            "name": self.env._("Not reachable"),
            "domain": [("id", "in", self.unreachable_ids.ids)],
            "context": {},
        }

    def _invite(self, people):
        """Make the invitations of people whom the user reads, in a constant number of queries, and start the sending.

        :return: the new invitations
        """
        event = self.sudo()
        # one at a time: a second click would invite the same people again
        event._lock_seats()
        if event.state != "announced" or event.date_start <= fields.Datetime.now():
            raise UserError(self.env._("“%(name)s” has begun. Nobody is invited any more.", name=event.name))
        people = people.sudo()
        reachable = people.filtered(lambda person: person.agreed_medium and person._notice_route()[1])
        event.unreachable_ids = (event.unreachable_ids - reachable) | (people - reachable)
        invitations = self.env["beneficiary.invitation"].sudo()
        invitations = invitations.create(
            [
                {"event_id": event.id, "beneficiary_id": person.id, "number": number, "pending": "invitation"}
                for person, number in zip(reachable, invitations._draw_numbers(event, len(reachable)), strict=True)
            ]
        )
        invitations._wake_up()
        event._eligibility_facts_changed()
        return invitations

    # -------------------------------------------------------------------- news
    def _tell(self, news):
        """Let those who are invited and did not decline be told of ``news`` in the background. Called in ``sudo``."""
        invitations = self.env["beneficiary.invitation"].search(
            [("event_id", "in", self.ids), ("state", "in", ("invited", "accepted"))]
        )
        # who has not been told of the event yet reads in the invitation how it is now
        unaware = invitations.filtered(lambda i: i.pending == "invitation")
        if news == "cancelled":
            unaware.pending = False
        (invitations - unaware).pending = news
        invitations._wake_up()

    def _tell_moved(self):
        self.filtered(lambda e: e.state == "announced").sudo()._tell("moved")

    @api.model
    def _cron_remind(self):
        """Let everyone who is invited and did not decline be reminded once before the event. Idempotent."""
        now = fields.Datetime.now()
        events = self.sudo().search(
            [("state", "=", "announced"), ("date_start", ">", now), ("reminder_days", ">", 0)], order="date_start"
        )
        due = events.filtered(lambda e: e.date_start - timedelta(days=e.reminder_days) <= now)
        invitations = self.env["beneficiary.invitation"].sudo()
        waiting = invitations.search(
            [
                ("event_id", "in", due.ids),
                ("state", "in", ("invited", "accepted")),
                ("reminded", "=", False),
                ("pending", "=", False),
                ("told_on", "!=", False),
                # somebody invited an hour ago knows it
                ("told_on", "<", now - timedelta(days=1)),
            ]
        )
        waiting.write({"pending": "reminder", "reminded": True})
