from odoo import fields, models


class Program(models.Model):
    """The events of a programme, and what they say of its eligibility (R-63)."""

    _inherit = "beneficiary.program"

    event_announcement_days = fields.Integer(
        "Announce before", default=7, help="Events are announced at least so many days before they begin."
    )
    event_ids = fields.One2many("beneficiary.field.event", "program_id", "Events")
    event_count = fields.Integer(
        compute="_compute_event_count", groups="beneficiary.group_delegate,beneficiary.group_management"
    )

    _announcement_days_positive = models.Constraint(
        "CHECK (event_announcement_days >= 0)", "“Announce before” cannot be less than zero days."
    )

    def _compute_event_count(self):
        counts = dict(
            self.env["beneficiary.field.event"]._read_group(
                [("program_id", "in", self.ids)], ["program_id"], ["__count"]
            )
        )
        for program in self:
            program.event_count = counts.get(program._origin, 0)

    def action_view_events(self):
        """Open the events of these programmes."""
        self._check_role("beneficiary.group_delegate", "beneficiary.group_management")
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_field_event_action") | {
            "domain": [("program_id", "in", self.ids)],
            "context": {"default_program_id": self.id if len(self) == 1 else False},
        }

    # ------------------------------------------------------------- eligibility
    def _deciding_events(self):
        """Return program id → the event that counts: the next one, or the last if none is to come. In ``sudo``.

        One query, however many programmes there are.
        """
        now = fields.Datetime.now()
        events = (
            self.env["beneficiary.field.event"]
            .sudo()
            .search([("program_id", "in", self.ids), ("state", "!=", "cancelled")], order="date_start, id")
        )
        result = {}
        for event in events:
            chosen = result.get(event.program_id.id)
            if not chosen or chosen.date_end < now:
                result[event.program_id.id] = event
        return result

    def _eligibility_by_event(self, judge):
        """Return program id → (result, value seen) by what ``judge`` says of the event that counts."""
        events = self._deciding_events()
        nothing = ("pending", self.env._("No event is planned."))
        return {program.id: judge(events[program.id]) if program.id in events else nothing for program in self}

    def _eligibility_venue(self):
        """Tell whether the venue of the event that counts is suitable.

        :return: program id → (``pending``, ``passed`` or ``failed``; the value seen)
        """
        return self._eligibility_by_event(self._judge_venue)

    def _judge_venue(self, event):
        venue = event.venue_id.name or self.env._("no venue")
        if event.venue_state == "suitable":
            last = event.answer_ids.filtered("checked_on").sorted("checked_on")[-1:]
            return "passed", self.env._(
                "%(event)s: %(venue)s, suitable; checked by %(user)s on %(date)s",
                event=event.name,
                venue=venue,
                user=last.checked_by.name,
                date=last.checked_on,
            )
        if event.venue_state == "unsuitable":
            failed = event.answer_ids.filtered(lambda a: a.required and a.answer == "no")
            return "failed", self.env._(
                "%(event)s: %(venue)s; not met: %(checks)s",
                event=event.name,
                venue=venue,
                checks=", ".join(failed.check_id.mapped("name")),
            )
        return "pending", self.env._("%(event)s: %(venue)s, not checked yet", event=event.name, venue=venue)

    def _eligibility_announcement(self):
        """Tell whether the event that counts was announced early enough.

        :return: program id → (``pending``, ``passed`` or ``failed``; the value seen)
        """
        return self._eligibility_by_event(self._judge_announcement)

    def _judge_announcement(self, event):
        limit = event.announce_before
        if event.state != "planned" and event.announced_on:
            return "failed" if event.announced_late else "passed", self.env._(
                "%(event)s: announced on %(date)s, due by %(limit)s",
                event=event.name,
                date=event.announced_on,
                limit=limit,
            )
        late = event.company_id._beneficiary_today() > limit
        return "failed" if late else "pending", self.env._(
            "%(event)s: not announced, due by %(limit)s", event=event.name, limit=limit
        )

    def _eligibility_invitation(self):
        """Tell whether the people of the event that counts were invited.

        :return: program id → (``pending``, ``passed`` or ``failed``; the value seen)
        """
        events = self.env["beneficiary.field.event"].sudo().union(*self._deciding_events().values())
        events.mapped("invitation_count")  # one query for all
        return self._eligibility_by_event(self._judge_invitation)

    def _judge_invitation(self, event):
        text = self.env._(
            "%(event)s: %(invited)s invited, %(accepted)s will come, %(attended)s came",
            event=event.name,
            invited=event.invitation_count,
            accepted=event.accepted_count,
            attended=event.attended_count,
        )
        if event.invitation_count:
            return "passed", text
        return "failed" if event.date_start <= fields.Datetime.now() else "pending", text
