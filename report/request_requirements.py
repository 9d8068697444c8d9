from odoo import models


class RequestRequirements(models.AbstractModel):
    """The requirements of one request: what was handed in and what is still missing (R-43)."""

    _name = "report.beneficiary.report_request_requirements"
    _description = "Requirements sheet of a request"
    _inherit = ["beneficiary.report.requirements.mixin"]

    _report_model = "beneficiary.request"

    def _lang_code(self, doc):
        return doc.sudo().partner_id.lang

    def _reference(self, doc):
        return doc.name

    def _facts(self, request):
        """Return what the sheet is about, as pairs of label and text."""
        return [
            (self.env._("Programme"), request.program_id.name),
            (self.env._("Applicant"), request.sudo().beneficiary_id.name),
            (self.env._("Reference"), request.name),
            (self.env._("Decided by"), request.program_id.committee_id.name),
        ]

    def _document_notes(self, document, today):
        """Return what is to be said about one paper of the checklist, as directed lines."""
        notes = []
        if document.state == "rejected":
            notes.append(self.env._("Not accepted: %(reason)s", reason=document.reject_reason))
        elif document.state != "missing" and document.valid_until:
            if document.valid_until < today:
                notes.append(self.env._("Expired on %(date)s.", date=self._date(document.valid_until)))
            else:
                notes.append(self.env._("Valid until %(date)s.", date=self._date(document.valid_until)))
        return self._paper_notes(document.type_id) + self._lines("\n".join(notes))

    def _missing(self, request):
        """Return what the applicant still has to bring, in words; :meth:`_unchecked` is the rest of what is awaited."""
        company = request.company_id.sudo()
        on_date = company._beneficiary_date(request.date_submitted) or company._beneficiary_today()
        papers = request.document_ids.filtered(lambda d: d.required and d.state in ("missing", "rejected"))
        missing = papers.type_id.mapped("name") + request._expired_documents(on_date)
        if not request.declaration_id:
            missing.append(self.env._("Signed declaration"))
        return missing

    def _unchecked(self, request):
        """Return the required papers that were handed in and are not matched with their originals yet."""
        return request.document_ids.filtered(lambda d: d.required and d.state == "received").type_id.mapped("name")

    def _request_reply_lines(self, request):
        """Return the promised reply window of a request, with its dates once they are known."""
        lines = self._reply_lines(request.policy_id)
        if request.reply_earliest:
            lines.append(self.env._("Not before: %(date)s.", date=self._date(request.reply_earliest)))
        if request.reply_deadline:
            lines.append(self.env._("At the latest: %(date)s.", date=self._date(request.reply_deadline)))
        return lines
