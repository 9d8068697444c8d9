from odoo import http
from odoo.exceptions import MissingError, UserError
from odoo.http import request
from odoo.tools.misc import get_lang

from .my_file import MyFilePortal

MAX_CODE = 40


class ProfilePortal(MyFilePortal):
    """Qualifications, experience and volunteering on the page of the person's file (R-60, R-61)."""

    def _file_card(self, beneficiary):
        return super()._file_card(beneficiary) | {"profile": beneficiary._portal_profile()}

    # ------------------------------------------------------------------ claims
    @http.route(
        "/my/beneficiary/<int:beneficiary_id>/add/<string:kind>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def portal_claim(self, beneficiary_id, kind, **kwargs):
        """Show the form on which a qualification or experience is added."""
        try:
            beneficiary = self._claim_file(beneficiary_id, kind)
        except MissingError:
            return request.redirect("/my/beneficiary")
        return self._claim_form(beneficiary, kind)

    @http.route(
        "/my/beneficiary/<int:beneficiary_id>/add/<string:kind>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_claim_send(self, beneficiary_id, kind, **post):
        """Record what was claimed, or show the form again with what was typed."""
        if not self._attempt_allowed("form"):
            return self._too_many()
        try:
            beneficiary = self._claim_file(beneficiary_id, kind)
        except MissingError:
            return request.redirect("/my/beneficiary")
        uploads = request.httprequest.files.getlist("files")
        try:
            with request.env.cr.savepoint():
                beneficiary._claim(kind, post, uploads)
        except UserError as error:
            return self._claim_form(beneficiary, kind, post, str(error))
        return request.redirect("/my/beneficiary?message=claimed")

    def _claim_file(self, beneficiary_id, kind):
        """Return the file to which something is added, if the visitor acts for it.

        :raise MissingError: otherwise, and for something else than may be added
        """
        beneficiary = self._file_of_visitor(beneficiary_id)
        if kind not in beneficiary._claim_forms():
            raise MissingError(request.env._("This page does not exist."))
        return beneficiary.with_context(lang=request.env.lang)

    def _claim_form(self, beneficiary, kind, post=None, error=None):
        return self._file_page(
            "beneficiary.portal_claim",
            {
                "beneficiary": beneficiary,
                "kind": kind,
                "inputs": self._claim_inputs(beneficiary, kind, post or {}),
                "accept": request.env["beneficiary.upload.mixin"]._upload_accept(),
                "error": error,
            },
        )

    def _claim_inputs(self, beneficiary, kind, post):
        """Return the inputs of the form, with what was typed before."""
        model, names = beneficiary._claim_forms()[kind]
        inputs = []
        for name in names:
            field = request.env[model]._fields[name]
            value = post.get(name)
            levels = beneficiary._claim_levels() if field.type == "many2one" else ()
            inputs.append(
                {
                    "name": name,
                    "label": field._description_string(request.env),
                    "help": field._description_help(request.env),
                    "type": "date" if field.type == "date" else "text",
                    "value": value if isinstance(value, str) else "",
                    "options": [(str(level.id), level.name) for level in levels],
                    "required": bool(field.required),
                }
            )
        return inputs

    # ------------------------------------------------------------- certificate
    @http.route(
        "/my/beneficiary/<int:beneficiary_id>/certificate/<int:certificate_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_certificate(self, beneficiary_id, certificate_id, **kwargs):
        """Download a certificate of one's own hours."""
        try:
            beneficiary = self._file_of_visitor(beneficiary_id)
        except MissingError:
            return request.redirect("/my/beneficiary")
        certificate = beneficiary.volunteer_certificate_ids.filtered(lambda c: c.id == certificate_id)
        if not certificate:
            return request.redirect("/my/beneficiary")
        return self._private(
            self._show_report(certificate, "pdf", "beneficiary.action_report_volunteer_certificate", download=True)
        )

    @http.route("/beneficiary/certificate", type="http", auth="public", website=True, methods=["GET"], sitemap=False)
    def certificate_search(self, code=None, **kwargs):
        """Show the form on which the code of a certificate is typed, or the certificate of the code."""
        if code:
            return self._certificate_page(code)
        return self._certificate_show({})

    @http.route(
        "/beneficiary/certificate/<string:code>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def certificate_verify(self, code, **kwargs):
        """Show name, hours and period of the certificate with this code, and nothing else (R-61)."""
        return self._certificate_page(code)

    def _certificate_page(self, code):
        # counted first: nobody tries codes without end
        if not self._attempt_allowed("certificate", request.httprequest.remote_addr):
            return self._too_many()
        code = code if isinstance(code, str) else ""
        certificate = request.env["beneficiary.volunteer.certificate"]
        if len(code) <= MAX_CODE:
            certificate = certificate._find(self._association(), code)
        if not certificate:
            return self._certificate_show({"wrong": True, "code": code[:MAX_CODE]})
        return self._certificate_show(
            {
                "certificate": {
                    "name": certificate.person_name,
                    "hours": f"{certificate.hours:g}",
                    "date_from": certificate.date_from,
                    "date_to": certificate.date_to,
                    "valid": certificate.state == "valid",
                }
            }
        )

    def _certificate_show(self, values):
        values = {
            "association": self._association(),
            "paper": request.env["beneficiary.report.mixin"],
            "direction": get_lang(request.env).direction,
            **values,
        }
        return self._private(request.render("beneficiary.page_certificate", values))
