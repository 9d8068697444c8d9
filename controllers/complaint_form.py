import json

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .complaint_common import ComplaintMixin
from .inquiry_form import InquiryForm

COMPLAINT = "beneficiary.complaint.form"


class ComplaintForm(ComplaintMixin, InquiryForm):
    """The action “Complaint” of website forms (R-70): what is posted goes through `beneficiary.complaint.form`."""

    @http.route()
    def website_form(self, model_name, **kwargs):
        # counted out here: what is refused inside is rolled back
        if model_name == COMPLAINT and not self._complaint_allowed():
            return json.dumps({"error": request.env._("Too many attempts. Please wait some minutes, then try again.")})
        return super().website_form(model_name, **kwargs)

    def _handle_website_form(self, model_name, **kwargs):
        answer = super()._handle_website_form(model_name, **kwargs)
        if model_name == COMPLAINT:
            # pages of thanks would look for a record of a model that stores nothing
            for name in ("form_builder_model_model", "form_builder_model", "form_builder_id"):
                request.session.pop(name, None)
        return answer

    def insert_record(self, request, model_sudo, values, custom, meta=None):
        if model_sudo.model != COMPLAINT:
            return super().insert_record(request, model_sudo, values, custom, meta=meta)
        form = self._complaint_form()
        return form._create_from_form(request.website, values, self._own_questions(custom)).id

    def insert_attachment(self, model_sudo, id_record, files):
        """Judge the files by their content, as those of every other page for visitors."""
        if model_sudo.model != COMPLAINT:
            return super().insert_attachment(model_sudo, id_record, files)
        kept, problems = self._complaint_form()._keep_files(files, [])
        if problems:
            raise UserError(" ".join(problems))
        request.env["beneficiary.complaint"].sudo().browse(id_record)._portal_receive(kept)
        return None
