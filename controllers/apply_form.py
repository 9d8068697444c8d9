import json

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.website_crm.controllers.website_form import WebsiteForm

from .common import PageMixin

MODEL = "beneficiary.application"
MAX_FILES = 10


class ApplyForm(PageMixin, WebsiteForm):
    """Takes in the "Request" forms that a site manager builds with Odoo's form builder."""

    @http.route()
    def website_form(self, model_name, **kwargs):
        # counted out here: what is refused inside is rolled back
        if model_name == MODEL and not (self._attempt_allowed("apply") and self._attempt_allowed("send")):
            return json.dumps({"error": request.env._("Too many attempts. Please wait some minutes, then try again.")})
        return super().website_form(model_name, **kwargs)

    def _handle_website_form(self, model_name, **kwargs):
        if model_name != MODEL:
            return super()._handle_website_form(model_name, **kwargs)
        answer = super()._handle_website_form(model_name, **kwargs)
        application_id = (json.loads(answer) or {}).get("id")
        if not application_id:
            return answer
        draft = request.env[MODEL].sudo().browse(application_id)
        sent = draft.with_company(draft.company_id)._send_unsigned()
        request.session["form_builder_model"] = request.session["form_builder_model_model"] = None
        return json.dumps({"id": sent.id})

    def insert_attachment(self, model_sudo, id_record, files):
        """Judge the files by their content, as those of every other page for visitors."""
        if model_sudo.model != MODEL:
            return super().insert_attachment(model_sudo, id_record, files)
        draft = model_sudo.env[MODEL].browse(id_record)
        if len(files) > MAX_FILES:
            raise UserError(request.env._("Send %(number)s files at most.", number=MAX_FILES))
        for upload in files:
            vals = draft.with_company(draft.company_id)._upload_vals(upload)
            request.env["ir.attachment"].sudo().create(vals | {"res_model": MODEL, "res_id": draft.id})
        return None
