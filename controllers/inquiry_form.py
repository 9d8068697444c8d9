import json
import re
from pathlib import PurePath

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.website_crm.controllers.website_form import WebsiteForm

from .common import PageMixin

INQUIRY = "beneficiary.inquiry.form"
MAX_FILES = 3
MAX_SIZE = 5 * 1024 * 1024  # bytes
FILE_TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


class InquiryForm(PageMixin, WebsiteForm):
    """The action “Inquiry” of website forms (R-17): what is posted goes through `beneficiary.inquiry.form`."""

    @http.route()
    def website_form(self, model_name, **kwargs):
        if model_name == "crm.lead" and self._names_our_team(request.params.get("team_id")):
            model_name = INQUIRY
            request.params["question"] = request.params.pop("description", "")
        if model_name == INQUIRY and not self._attempt_allowed("form"):
            message = request.env._("Too many questions were sent from here. Please wait an hour, or call us.")
            return json.dumps({"error": message})
        return super().website_form(model_name, **kwargs)

    def _names_our_team(self, team_id):
        """Tell whether a form of sales leads names the team of inquiries: such a form makes an inquiry."""
        domain = [("id", "=", int(team_id)), ("is_beneficiary", "=", True)] if str(team_id or "").isdecimal() else []
        return bool(domain) and bool(request.env["crm.team"].sudo().search_count(domain, limit=1))

    def _handle_website_form(self, model_name, **kwargs):
        answer = super()._handle_website_form(model_name, **kwargs)
        if model_name == INQUIRY:
            # pages of thanks would look for a record of a model that stores nothing
            for name in ("form_builder_model_model", "form_builder_model", "form_builder_id"):
                request.session.pop(name, None)
        return answer

    def insert_record(self, request, model_sudo, values, custom, meta=None):
        if model_sudo.model != INQUIRY:
            return super().insert_record(request, model_sudo, values, custom, meta=meta)
        model = request.env[INQUIRY].sudo()
        return model._create_inquiry(request.website, values, self._own_questions(custom)).id

    def _own_questions(self, custom):
        """Return what the site manager's own questions brought, without what only looks like fields of a lead."""
        fields = request.env["crm.lead"]._fields.keys() | {"recaptcha_token_response", "turnstile_captcha"}
        lines = (re.match(r"([^:]*?) : (.*)", line) for line in custom.splitlines())
        return "\n".join(f"{line[1]}: {line[2]}" for line in lines if line and line[1].strip() not in fields)

    def insert_attachment(self, model_sudo, id_record, files):
        if model_sudo.model != INQUIRY:
            return super().insert_attachment(model_sudo, id_record, files)
        vals_list = self._attachment_vals(files)
        if vals_list:
            lead = request.env["crm.lead"].sudo().browse(id_record)
            attachments = request.env["ir.attachment"].sudo()
            attachments = attachments.create(
                [vals | {"res_model": lead._name, "res_id": lead.id} for vals in vals_list]
            )
            lead._message_log(body=request.env._("Sent with the question."), attachment_ids=attachments.ids)
        return None

    def _attachment_vals(self, files):
        """Return the values of the attachments for the files that were sent.

        :raise UserError: for too many files, one that is too large, or one of another type than it says
        """
        if len(files) > MAX_FILES:
            raise UserError(request.env._("Send %(number)s files at most.", number=MAX_FILES))
        return [self._file_vals(file) for file in files if file.filename]

    def _file_vals(self, file):
        content = file.read(MAX_SIZE + 1)
        name = PurePath(file.filename.replace("\\", "/")).name
        if len(content) > MAX_SIZE:
            size = MAX_SIZE // 1024 // 1024
            raise UserError(request.env._("“%(name)s” is larger than %(size)s MB.", name=name, size=size))
        expected = FILE_TYPES.get(PurePath(name).suffix.lower())
        if not expected or guess_mimetype(content) != expected:
            raise UserError(
                request.env._("“%(name)s” cannot be sent. Send a PDF, or a picture as JPEG or PNG.", name=name)
            )
        return {"name": name, "raw": content, "mimetype": expected}
