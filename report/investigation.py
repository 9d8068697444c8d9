from odoo import api, models

READERS = (
    "beneficiary.group_officer",
    "beneficiary.group_committee_member",
    "beneficiary.group_management",
)


class InvestigationReport(models.AbstractModel):
    """What the investigation of a complaint gathered and found, for the file (R-73). Whom it bars never prints it."""

    _name = "report.beneficiary.report_investigation"
    _description = "Investigation report"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.complaint"

    @api.model
    def _get_report_values(self, docids, data=None):
        self.env[self._report_model]._check_role(*READERS)
        values = super()._get_report_values(docids, data)
        self.env["beneficiary.access.log"]._log(values["docs"], "export")
        return values

    def _sheet(self, doc):
        # the reader may read the complaint, and the report says the same to all who may
        sheet = super()._sheet(doc)
        return sheet | {"doc": sheet["doc"].sudo()}

    def _title(self, doc):
        return self.env._("Report of the investigation")

    def _reference(self, doc):
        return doc.name

    def _enclosures(self, doc):
        return len(doc.evidence_ids.attachment_ids)

    def _facts(self, complaint):
        """Return what the complaint is, as pairs of label and text."""
        return [
            (self.env._("Subject"), complaint.subject),
            (self.env._("Kind"), self._label(complaint, "kind")),
            (self.env._("Complainant"), complaint.complainant_name or ""),
            (self.env._("Received on"), self._moment(complaint.date_received, complaint.company_id)),
            (self.env._("Committee"), complaint.committee_id.name or ""),
            (self.env._("Status"), self._label(complaint, "state")),
        ]

    def _decided(self, complaint):
        """Return the decisions, the earliest first."""
        decided = complaint.item_ids.filtered(lambda i: i.outcome != "pending" and not i.is_withdrawn)
        return decided.sorted("id")

    def _decision_facts(self, item):
        """Return one decision, as pairs of label and text."""
        return [
            (self.env._("Outcome"), self._label(item, "outcome")),
            (self.env._("Decided on"), self._moment(item.decided_on, item.company_id)),
            (self.env._("Meeting"), item.meeting_id.name or ""),
            (self.env._("Minutes"), self._label(item.meeting_id, "state") if item.meeting_id else ""),
            (
                self.env._("Votes"),
                self.env._(
                    "%(yes)s for, %(no)s against, %(abstained)s abstained",
                    yes=item.votes_for,
                    no=item.votes_against,
                    abstained=item.votes_abstain,
                ),
            ),
            *self.env["report.beneficiary.report_meeting_minutes"].with_env(self.env)._findings(item),
            (self.env._("Reason"), item.reason or ""),
        ]

    def _closed_hearings(self, complaint):
        return complaint.hearing_ids.filtered(lambda h: h.state == "closed").sorted(lambda h: (h.date, h.id))

    def _settlements(self, complaint):
        return complaint.settlement_ids.filtered(lambda s: s.state not in ("draft", "void")).sorted("id")
