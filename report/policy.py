from odoo import models


class PolicyReport(models.AbstractModel):
    """The policy as a document: what is handed to the departments and whoever asks for it (R-03, R-86)."""

    _name = "report.beneficiary.report_policy"
    _description = "Policy"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.policy"

    def _title(self, doc):
        return doc.name

    def _facts(self, policy):
        """Return type, approval block in both calendars and dates, as pairs of label and text (R-90…R-94)."""
        facts = [(self.env._("Type"), self._label(policy, "document_type"))]
        if not policy.is_template:
            facts.append((self.env._("Version"), str(policy.version)))
        if policy.session_number:
            session = self.env._(
                "%(number)s of %(year)s", number=policy.session_number, year=policy.session_year or "—"
            )
            facts.append((self.env._("Session of the board"), session))
        if policy.approval_date:
            facts.append((self.env._("Approved on"), self._date(policy.approval_date)))
        if policy.chair_name:
            facts.append((self.env._("Chair of the board"), policy.chair_name))
        if policy.date_in_force:
            facts.append((self.env._("In force since"), self._date(policy.date_in_force)))
        if policy.date_superseded:
            facts.append((self.env._("Superseded on"), self._date(policy.date_superseded)))
        return facts

    def _content(self, policy):
        """Return the text of the policy, as staff sign it."""
        return policy._text_content()

    def _measures(self, policy):
        """Return what is measured, and how often, as pairs of texts."""
        return [
            (
                measure.name,
                self.env._("every %(count)s %(unit)s", count=measure.period, unit=measure._text_unit().lower()),
            )
            for measure in policy.measure_ids
        ]

    def _is_unfinished(self, policy):
        """Tell whether the document is no more than a draft, which the paper has to say."""
        return policy.state in ("draft", "approved")
