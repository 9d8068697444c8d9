from odoo import api, models

READERS = ("beneficiary.group_committee_member", "beneficiary.group_management")


class MeetingMinutes(models.AbstractModel):
    """The minutes of a committee meeting, as its members certify them (R-45, R-73)."""

    _name = "report.beneficiary.report_meeting_minutes"
    _description = "Minutes of a meeting"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.committee.meeting"

    @api.model
    def _get_report_values(self, docids, data=None):
        # votes and signatures are for the committee and the management
        self.env[self._report_model]._check_role(*READERS)
        return super()._get_report_values(docids, data)

    def _sheet(self, doc):
        # the reader may read the meeting, and the minutes say the same to all who may
        sheet = super()._sheet(doc)
        return sheet | {"doc": sheet["doc"].sudo()}

    def _title(self, doc):
        return self.env._("Minutes of the committee's meeting")

    def _reference(self, doc):
        return doc.name

    def _facts(self, meeting):
        """Return what, when and where, as pairs of label and text."""
        attendees = meeting.attendee_ids
        facts = [
            (self.env._("Committee"), meeting.committee_id.name),
            (self.env._("Number"), meeting.name),
            (self.env._("Date"), self._moment(meeting.start, meeting.company_id)),
            (self.env._("Place"), meeting.location or (self.env._("By video") if meeting.videocall_url else "")),
            (self.env._("Opened on"), self._moment(meeting.held_on, meeting.company_id)),
            (self.env._("Quorum"), str(meeting.quorum or meeting.committee_id.quorum)),
        ]
        for presence, label in (
            ("present", self.env._("Present")),
            ("absent", self.env._("Absent")),
            ("excused", self.env._("Excused")),
        ):
            chosen = attendees.filtered(lambda a, p=presence: a.presence == p)
            if chosen:
                facts.append((label, self._join([self._attendee(attendee) for attendee in chosen])))
        return facts

    def _attendee(self, attendee):
        """Return who came in which role, and from when until when where it was not the whole time."""
        company = attendee.company_id
        notes = [self._label(attendee, "role")]
        if attendee.arrived_on:
            notes.append(self.env._("from %(time)s", time=self._time(attendee.arrived_on, company)))
        if attendee.left_on:
            notes.append(self.env._("until %(time)s", time=self._time(attendee.left_on, company)))
        return f"{attendee.user_id.name} ({self._join(notes)})"

    def _amount(self, item):
        amount = item.amount_approved if item.outcome == "approved" else 0
        return self._money(amount, item.currency_id) if amount else ""

    def _findings(self, item):
        """Return what was found about a complaint, as pairs of label and text; nothing for a request (R-73)."""
        if not item.complaint_id:
            return []
        found = [(self.env._("The association is at fault"), self.env._("Yes"))] if item.association_at_fault else []
        amount = self._money(item.damage_amount, item.currency_id) if item.damage_amount else ""
        causes = [item.cause_names or self._join(item.cause_ids.mapped("name")), item.causes]
        parts = [
            (self.env._("Damage"), item.damage),
            (self.env._("Size of the damage"), self._join([amount, item.damage_extent])),
            (self.env._("Causes"), self._join(causes)),
        ]
        return found + [(label, text) for label, text in parts if text]

    def _recusals(self, meeting):
        """Return who took no part in which case, and why."""
        present = meeting.attendee_ids.filtered(lambda a: a.presence == "present").user_id
        rows = []
        for item in meeting._agenda():
            votes = item.vote_ids.filtered(lambda v: v.choice == "recused")
            rows += [(vote.user_id.name, item._case_reference(), vote.comment or "") for vote in votes]
            rows += [
                (user.name, item._case_reference(), self.env._("Has a part in the case"))
                for user in present - votes.user_id
                if item._is_involved(user)
            ]
        return rows

    def _signers(self, meeting):
        """Return who certifies: those who were present, without whoever withdrew from a complaint there."""
        present = meeting.attendee_ids.filtered(lambda a: a.presence == "present")
        return present.filtered(lambda a: a.certified_on or a.user_id not in meeting.barred_user_ids)
