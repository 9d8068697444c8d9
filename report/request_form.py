from odoo import models

from .report_mixin import MISSING


class RequestForm(models.AbstractModel):
    """The support- or service-request form, filled with what the request says (R-33…R-36, R-44)."""

    _name = "report.beneficiary.report_request_form"
    _description = "Request form"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.request"

    def _lang_code(self, doc):
        return doc.sudo().partner_id.lang

    def _title(self, doc):
        form = doc.policy_id.tool_ids.filtered(lambda tool: tool.tool_type == "form")[:1]
        if form:
            return form.name
        if doc.policy_id.committee_kind == "competent":
            return self.env._("Service request")
        return self.env._("Support request")

    def _reference(self, doc):
        return doc.name

    def _enclosures(self, doc):
        return len(self._papers(doc))

    def _papers(self, request):
        return request.document_ids.filtered(lambda document: document.state != "missing")

    def _applicant_facts(self, request):
        """Return the applicant's data as pairs of label and text; identity only for those who may see it."""
        person = request.beneficiary_id
        facts = [
            (self.env._("Name"), person.name),
            (self.env._("File number"), person.file_number),
            (self.env._("Date of birth"), self._date(person.birth_date)),
            (self.env._("Nationality"), person.nationality_id.name),
            (self.env._("Gender"), self._label(person, "gender")),
            (self.env._("Marital status"), self._label(person, "marital_status")),
            (self.env._("Phone"), person.phone),
            (self.env._("E-mail"), person.email),
            (self.env._("Address"), self._address(person.partner_id)),
            (self.env._("To be informed by"), self._label(person, "agreed_medium")),
        ]
        if self._may_see_identity():
            facts[2:2] = [
                (self.env._("Identity document"), self._label(person, "identity_type")),
                (self.env._("Identity number"), person.national_id),
            ]
        return facts

    def _household(self, request):
        """Return the household, or nothing for those who may not read it."""
        members = self.env["beneficiary.family.member"]
        return request.beneficiary_id.family_member_ids if members.has_access("read") else members

    def _request_facts(self, request):
        """Return what the request says about itself, as pairs of label and text."""
        company = request.company_id
        return [
            *self._capacity_facts(request),
            (self.env._("Programme"), request.program_id.name),
            (self.env._("Received through"), request.channel_id.name),
            (self.env._("Branch"), request.branch_id.name),
            (self.env._("Submitted on"), self._moment(request.date_submitted, company)),
            (self.env._("Amount requested"), self._amount(request)),
            (self.env._("Decided by"), request.program_id.committee_id.name),
        ]

    def _capacity_facts(self, request):
        """Return who filed for the applicant, or wrote down what he said, as pairs of label and text."""
        request = request.sudo()
        facts = []
        if request.guardian_id:
            facts.append((self.env._("Filed by the guardian"), request.guardian_id.guardian_id.name))
        if request.assisted_by_id:
            facts.append((self.env._("Written down and read out by"), request.assisted_by_id.name))
        return facts

    def _amount(self, request):
        return self._money(request.amount_requested, request.currency_id) if request.amount_requested else MISSING

    def _declaration_text(self, request):
        """Return the text that was signed, or that is to be signed; nothing for those who may not see identities."""
        if not self._may_see_identity():
            return ""
        if request.declaration_id:
            return request.declaration_id.text
        declarations = self.env["beneficiary.declaration"]
        return declarations._text(request, declarations._content(request))
