from datetime import date

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list

ACTIVITY = "beneficiary.mail_activity_type_certify"


class CommitteeMeeting(models.Model):
    """The steps of a meeting: agenda, announcement, holding, certification."""

    _inherit = "beneficiary.committee.meeting"

    # ----------------------------------------------------------------- agenda
    def action_fill_agenda(self):
        """Put every case that waits for the committee, and is on no meeting, on the agenda, the most urgent first.

        :raise UserError: when the meeting is not planned, or the user is neither chair, secretary nor manager
        """
        self._check_step("planned")
        for meeting in self:
            items = meeting._waiting_items()
            meeting._add_items(items.sorted(lambda i: (i.reply_deadline or date.max, i.id)))
        return True

    def _waiting_items(self):
        """Return the cases that wait for the committee and are on no meeting, in ``sudo``."""
        return (
            self.env["beneficiary.committee.item"]
            .sudo()
            .search(
                [
                    ("committee_id", "=", self.committee_id.id),
                    ("outcome", "=", "pending"),
                    ("meeting_id", "=", False),
                ]
            )
        )

    def add_items(self, items):
        """Put selected cases on the agenda of a meeting that is planned, or held and not signed yet.

        :param items: ``beneficiary.committee.item`` records, or their ids, of the same committee
        :raise UserError: when one is decided, belongs to another committee or is on another meeting
        """
        self.ensure_one()
        self._check_step("planned", "held")
        items = self.env["beneficiary.committee.item"].browse(getattr(items, "ids", items))
        items.check_access("read")
        self._add_items(items.sudo().filtered(lambda i: i.meeting_id != self))
        return True

    def _add_items(self, items):
        self.ensure_one()
        self._check_open()
        for item in items:
            item._check_may_join(self)
        last = max(self.sudo().item_ids.mapped("sequence"), default=0)
        items.meeting_id = self.id
        for number, item in enumerate(items, last + 1):
            item.sequence = number

    def action_announce(self):
        """Tell the applicants of the agenda when the committee meets, each once for every date (R-45).

        :raise UserError: when the meeting is not planned
        """
        self._check_step("planned")
        for meeting in self.sudo():
            items = meeting.item_ids.filtered(
                lambda i, m=meeting: i.request_id and i.outcome == "pending" and i.announced_start != m.start
            )
            items.request_id._send_notice("committee_date", meeting=meeting)
            items.announced_start = meeting.start
        return True

    # ------------------------------------------------------------------- hold
    def action_hold(self):
        """Open the meeting: from now on those present vote on its agenda. Who is not marked present is absent.

        :raise UserError: before the day of the meeting, or when fewer members are present than the quorum
        """
        self._check_step("planned")
        self._sync_attendees()
        for meeting in self.sudo():
            meeting._check_day()
            meeting._check_quorum()
            meeting.attendee_ids.filtered(lambda a: not a.presence).presence = "absent"
            meeting.write({"state": "held", "quorum": meeting.committee_id.quorum, "held_on": fields.Datetime.now()})
            meeting._sync_activities()
        return True

    def _check_day(self):
        company = self.company_id
        if company._beneficiary_date(self.start) > company._beneficiary_today():
            raise UserError(
                self.env._("%(name)s is planned for a later day. Change “Begins” if it is held today.", name=self.name)
            )

    def _check_quorum(self):
        """Raise unless enough members are present."""
        present = len(self.sudo().attendee_ids.filtered(lambda a: a.presence == "present"))
        needed = self.quorum or self.committee_id.quorum
        if present < needed:
            raise UserError(
                self.env._(
                    "%(name)s: %(count)s members are marked present, the quorum of “%(committee)s” is %(quorum)s. "
                    "Mark who is present under “Attendees and signatures”.",
                    name=self.name,
                    count=present,
                    committee=self.committee_id.name,
                    quorum=needed,
                )
            )

    def action_cancel(self):
        """Call planned meetings off; their cases wait for another meeting.

        :raise UserError: when a meeting was held already
        """
        self._check_step("planned")
        meetings = self.sudo()
        meetings.item_ids._leave_meeting()
        meetings.event_id.active = False
        meetings.write({"state": "cancelled"})
        return True

    def _check_step(self, *states):
        for meeting in self:
            meeting._check_may_edit()
        self.check_access("write")
        self._check_state(*states)

    def _sync_activities(self):
        """Ask every attending member to certify, and nobody else."""
        for attendee in self.sudo().attendee_ids:
            meeting, user = attendee.meeting_id, attendee.user_id
            asked = meeting.activity_search([ACTIVITY], user_id=user.id)
            if attendee._is_due() and not asked:
                meeting.with_context(lang=user.lang).activity_schedule(ACTIVITY, user_id=user.id)
            elif asked and not attendee._is_due():
                asked.unlink()

    # ---------------------------------------------------------------- certify
    def action_certify(self, signer_name, signature):
        """Certify the minutes as the member who signs; with the last attending member they are final.

        :param str signer_name: the name under the signature
        :param signature: the drawing, a base64 PNG or JPEG
        :raise UserError: when the user did not attend or has signed, or cases of the agenda are undecided
        """
        self.ensure_one()
        self.check_access("read")
        attendee = self.sudo().attendee_ids.filtered(lambda a: a.user_id == self.env.user)
        self._check_can_certify(attendee)
        self.env["beneficiary.declaration"]._check_signature(signer_name, signature)
        meeting = self.sudo()
        attendee.write({"signer_name": signer_name, "signature": signature, "certified_on": fields.Datetime.now()})
        # also makes two members who sign at one moment take turns, so that one of them is the last
        meeting.signed_count += 1
        meeting.activity_feedback([ACTIVITY], user_id=self.env.uid)
        if not any(other._is_due() for other in meeting.attendee_ids):
            meeting._finish()
        return True

    def _check_can_certify(self, attendee):
        self._check_state("held")
        if attendee.presence != "present":
            raise UserError(
                self.env._("Only members who attended %(name)s certify it, each for himself.", name=self.name)
            )
        if attendee.certified_on:
            raise UserError(self.env._("You have already signed the minutes of %(name)s.", name=self.name))
        pending = self.sudo().item_ids.filtered(lambda i: i.outcome == "pending")
        if pending:
            raise UserError(
                self.env._(
                    "These cases of %(name)s are not decided: %(cases)s. Decide them or take them off the agenda.",
                    name=self.name,
                    cases=format_list(self.env, pending.mapped("display_name"), style="unit"),
                )
            )

    def _finish(self):
        """Freeze the meeting, with the hash of all that was certified."""
        self.write(
            {
                "state": "certified",
                "certified_on": fields.Datetime.now(),
                "content_hash": self._hash(self._content()),
            }
        )

    # ----------------------------------------------------------- smart buttons
    def action_view_items(self):
        """Open the agenda as a list, in which members vote and the decisions are recorded."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_committee_item_action") | {
            "domain": [("meeting_id", "=", self.id)],
            "context": {"search_default_pending": 1},
        }
