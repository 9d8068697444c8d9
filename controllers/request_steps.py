from datetime import date

from odoo import http
from odoo.exceptions import MissingError, UserError
from odoo.http import request

from ..models.request.document_portal import MAX_FILES
from .requests import RequestPortal

MAX_NUMBER = 60
MAX_POST = 120 * 1024 * 1024


class RequestSteps(RequestPortal):
    """What an applicant does on the page of his request. Every form is posted, and names the fields that it takes."""

    def _step(self, request_id, form, do, message, scope="form"):
        """Carry out one step of the logged-in user on his request.

        :param str form: the form on the page, where an error is shown with what was typed
        :param do: function of the request that does it; what it raises is shown, and nothing of it is kept
        :param str message: what the page says afterwards
        :param str scope: of the limit of attempts
        """
        try:
            case = self._own_request(request_id)
        except MissingError:
            return self._elsewhere()
        if not self._attempt_allowed(scope):
            return self._too_many()
        try:
            with request.env.cr.savepoint():
                do(case)
        except UserError as error:
            case = self._own_request(request_id)
            return self._request_page(case, errors={form: str(error)}, typed=request.httprequest.form)
        return request.redirect(f"/my/requests/{request_id}?message={message}", code=303)

    def _typed(self, name):
        """Return one text of the posted form."""
        return request.httprequest.form.get(name, "")

    # ----------------------------------------------------------------- papers
    @http.route(
        ["/my/requests/<int:request_id>/paper/<int:document_id>"],
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        max_content_length=MAX_POST,
    )
    def portal_request_upload(self, request_id, document_id, **kwargs):
        """Take in the files of a paper that is missing or was rejected."""

        def upload(case):
            paper = case.document_ids.filtered(lambda d: d.id == document_id)
            if not paper:
                raise UserError(request.env._("This paper is not asked for. Load the page again."))
            paper._portal_upload(self._uploaded_files(case), **self._paper_values(paper))

        return self._step(request_id, f"paper-{document_id}", upload, "uploaded", scope="upload")

    def _uploaded_files(self, case):
        uploads = [upload for upload in request.httprequest.files.getlist("files") if upload.filename]
        mixin = (
            request.env["beneficiary.upload.mixin"].with_company(case.company_id).with_context(lang=request.env.lang)
        )
        # more than a paper may have are not even read
        return [mixin._upload_vals(upload) for upload in uploads[: MAX_FILES + 1]]

    def _paper_values(self, paper):
        """Return number and dates of the paper, as far as they were given."""
        values = {}
        if number := self._typed("number").strip():
            values["number"] = number[:MAX_NUMBER]
        for name, label in (
            ("issue_date", request.env._("Date of issue")),
            ("expiry_date", request.env._("Valid until")),
        ):
            if typed := self._typed(name).strip():
                try:
                    values[name] = date.fromisoformat(typed)
                except ValueError:
                    raise UserError(
                        request.env._("“%(field)s” is no date. Choose it in the calendar.", field=label)
                    ) from None
        paper._portal_check_asked(values)
        return values

    # ------------------------------------------------------------- sign and send
    @http.route(["/my/requests/<int:request_id>/sign"], type="jsonrpc", auth="user", methods=["POST"], website=True)
    def portal_request_sign(self, request_id, digest=None, name=None, signature=None):
        """Record the signature under the text that the page showed.

        :return: ``{"error": sentence}``, or what makes the page load again
        """
        return self._sign_step(request_id, "_portal_sign", digest, name, signature)

    def _sign_step(self, request_id, method, digest, name, signature):
        """Let ``method`` of the request record a signature; an error loses nothing of what was drawn."""
        digest = digest or request.httprequest.args.get("digest") or ""
        try:
            case = self._own_request(request_id)
            if not self._attempt_allowed("form"):
                raise UserError(request.env._("Too many attempts. Please wait some minutes, then try again."))
            self._check_drawing(name, signature)
            with request.env.cr.savepoint():
                getattr(case, method)(name, signature, digest=str(digest))
        except UserError as error:
            return {"error": str(error)}
        address = request.env["ir.http"]._url_for(f"/my/requests/{request_id}?message=signed")
        return {"force_refresh": True, "redirect_url": address}

    @http.route(["/my/requests/<int:request_id>/send"], type="http", auth="user", website=True, methods=["POST"])
    def portal_request_send(self, request_id, **kwargs):
        """Send a request that was returned, or was not sent yet."""
        return self._step(request_id, "send", lambda case: case._portal_send(), "sent")

    # ---------------------------------------------------------------- messages
    @http.route(["/my/requests/<int:request_id>/message"], type="http", auth="user", website=True, methods=["POST"])
    def portal_request_message(self, request_id, **kwargs):
        """Write a message to whoever handles the request."""
        return self._step(request_id, "message", lambda case: case._portal_post(self._typed("text")), "posted")

    # ---------------------------------------------------------------- decision
    @http.route(["/my/requests/<int:request_id>/accept"], type="http", auth="user", website=True, methods=["POST"])
    def portal_request_accept(self, request_id, **kwargs):
        """Accept the decision."""
        return self._step(request_id, "accept", lambda case: case._portal_accept(), "accepted")

    @http.route(["/my/requests/<int:request_id>/object"], type="http", auth="user", website=True, methods=["POST"])
    def portal_request_object(self, request_id, **kwargs):
        """Object to the decision."""
        return self._step(request_id, "object", lambda case: case._portal_object(self._typed("text")), "objected")

    @http.route(["/my/requests/<int:request_id>/withdraw"], type="http", auth="user", website=True, methods=["POST"])
    def portal_request_withdraw(self, request_id, **kwargs):
        """Withdraw a request that is not decided."""
        return self._step(
            request_id, "withdraw", lambda case: case._portal_withdraw(self._typed("reason")), "withdrawn"
        )
