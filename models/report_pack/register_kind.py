from odoo import models
from odoo.fields import Domain

REQUESTS = (
    "name", "date_submitted", "beneficiary_id", "beneficiary_id.file_number", "program_id", "channel_id", "origin",
    "branch_id", "user_id", "state", "date_complete", "reply_earliest", "reply_deadline", "date_replied", "reply_state",
    "amount_requested", "amount_approved", "currency_id", "date_decided", "decision_reason",
)  # fmt: skip
COMPLAINTS = (
    "name", "date_received", "kind", "complainant_name", "subject", "program_id", "channel_id", "branch_id", "user_id",
    "state", "outcome", "ack_deadline", "date_acknowledged", "resolve_deadline", "date_resolved", "date_closed",
    "reopen_count", "cause_ids", "resolution",
)  # fmt: skip
COMPENSATIONS = (
    "name", "create_date", "complaint_id", "partner_id", "basis", "amount", "currency_id", "state", "asked_by_id",
    "asked_on", "first_approved_by_id", "approved_by_id", "approved_on", "iban", "move_id", "payment_state",
    "amount_paid", "branch_id",
)  # fmt: skip
DELIVERIES = (
    "name", "date", "beneficiary_id", "beneficiary_id.file_number", "request_id.program_id", "kind", "description",
    "amount", "currency_id", "branch_id", "user_id", "receiver_name", "signed_on", "state",
)  # fmt: skip
ACKNOWLEDGEMENTS = (
    "policy_id", "version", "employee_id", "department_id", "state", "create_date", "deadline", "signed_on",
    "signer_name", "collected_by", "exempt_reason", "reminder_count", "content_hash",
)  # fmt: skip


class RegisterKind(models.Model):
    """What stands in each of the registers. Another addon adds a kind with ``selection_add`` and an entry here."""

    _inherit = "beneficiary.register"

    def _kinds(self):
        """Return for each kind its model, the field of its date, what else has to hold, and its columns."""
        return {
            "requests": ("beneficiary.request", "date_submitted", [("date_submitted", "!=", False)], REQUESTS),
            "complaints": ("beneficiary.complaint", "date_received", [], COMPLAINTS),
            "compensations": ("beneficiary.compensation", "create_date", [], COMPENSATIONS),
            "deliveries": ("beneficiary.delivery", "date", [], DELIVERIES),
            "acknowledgements": ("beneficiary.policy.acknowledgement", "create_date", [], ACKNOWLEDGEMENTS),
        }

    def _domain(self):
        """Return which records stand in this register, before the rights of anybody."""
        model, date_field, domain, _columns = self._kinds()[self.kind]
        domain = Domain(domain) & Domain("company_id", "=", self.company_id.id)
        start, end = self.date_from, self.date_to
        if self.env[model]._fields[date_field].type == "datetime":
            day_end = self.company_id.sudo()._beneficiary_day_end
            if start:
                domain &= Domain(date_field, ">", day_end(start.fromordinal(start.toordinal() - 1)))
            return domain & Domain(date_field, "<=", day_end(end)) if end else domain
        if start:
            domain &= Domain(date_field, ">=", start)
        return domain & Domain(date_field, "<=", end) if end else domain
