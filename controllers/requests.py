import re
from base64 import b64decode

from odoo import http
from odoo.exceptions import MissingError
from odoo.fields import Domain
from odoo.http import content_disposition, request

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..models.request.request_portal_state import CLOSED, OPEN
from .list_page import ListMixin


class RequestPortal(ListMixin, CustomerPortal):
    """The pages on which applicants follow their requests (R-45…R-51). Reading them writes nothing.

    What the applicant does there is in `request_steps.py`.
    """

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        for name, domain in (
            ("beneficiary_request_count", Domain.TRUE),
            ("beneficiary_request_waiting_count", self._requests()._portal_waiting_domain()),
        ):
            if name in counters:
                values[name] = self._requests().search_count(self._request_domain() & domain, limit=100)
        return values

    # ----------------------------------------------------------------- access
    def _requests(self):
        """Return the model as the pages use it: the rights are those of :meth:`_request_domain`, and no others."""
        model = request.env["beneficiary.request"].sudo().with_company(self._association())
        return model.with_context(lang=request.env.lang)

    def _request_domain(self):
        """Return the domain of the requests of the logged-in user: his own and his wards'."""
        return self._requests()._portal_domain(request.env.user, self._association())

    def _own_request(self, request_id):
        """Return a request of the logged-in user, in ``sudo``.

        :raise MissingError: when there is none; the answer is the same whether somebody else has it or nobody
        """
        case = self._requests().search(self._request_domain() & Domain("id", "=", request_id), limit=1)
        if not case:
            raise MissingError(request.env._("This request does not exist."))
        return case

    def _elsewhere(self):
        """Return where somebody goes who has no such request."""
        return request.redirect("/my/requests")

    # ------------------------------------------------------------------- list
    def _request_sortings(self):
        return {
            "newest": {"label": request.env._("Newest"), "order": "id desc"},
            "oldest": {"label": request.env._("Oldest"), "order": "id"},
        }

    def _request_filters(self):
        return {
            "all": {"label": request.env._("All"), "domain": Domain.TRUE},
            "waiting": {"label": request.env._("Wait for you"), "domain": self._requests()._portal_waiting_domain()},
            "open": {"label": request.env._("Open"), "domain": Domain("state", "in", OPEN)},
            "decided": {"label": request.env._("Decided"), "domain": Domain("state", "in", CLOSED)},
        }

    @http.route(
        ["/my/requests", "/my/requests/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
        methods=["GET"],
    )
    def portal_my_requests(self, page=1, sortby=None, filterby=None, **kwargs):
        """Show the requests of the logged-in user and of his wards."""
        listed = self._beneficiary_list(
            self._requests(),
            self._request_domain(),
            "/my/requests",
            page,
            sortings=self._request_sortings(),
            sortby=sortby,
            filters=self._request_filters(),
            filterby=filterby,
        )
        return self._beneficiary_list_page(
            "beneficiary.portal_my_requests", "cases", "beneficiary_request", listed, own_file=self._own_file()
        )

    def _paper(self):
        """Return the helpers that write dates and amounts in both calendars, in the language of the page."""
        return request.env["beneficiary.report.mixin"].with_context(lang=request.env.lang)

    # ------------------------------------------------------------------- page
    @http.route(
        ["/my/requests/<int:request_id>"], type="http", auth="user", website=True, readonly=True, methods=["GET"]
    )
    def portal_request(self, request_id, message=None, **kwargs):
        """Show one request."""
        try:
            case = self._own_request(request_id)
        except MissingError:
            return self._elsewhere()
        return self._request_page(case, message=message)

    def _request_page(self, case, message=None, errors=None, typed=None):
        """Render the page of a request.

        :param str message: what was done just now, a name that the template knows
        :param dict errors: form → what is wrong in it
        :param typed: what was posted just now, shown again as it was typed
        """
        values = self._request_values(case) | {"message": message, "errors": errors or {}, "typed": typed or {}}
        return self._private(request.render("beneficiary.portal_request", values, status=422 if errors else 200))

    def _request_values(self, case):
        own_file = self._own_file()
        declaration = case._portal_declaration() if case._portal_may_sign() else None
        return self._prepare_portal_layout_values() | {
            "case": case,
            "page_name": "beneficiary_request",
            "base": f"/my/requests/{case.id}",
            "paper": self._paper(),
            "own_file": own_file,
            "signer_name": own_file.name,
            "state": case._portal_state(),
            "timeline": case._portal_timeline(),
            "todo": case._portal_missing(),
            "declaration": declaration,
            "sign_url": declaration and f"/my/requests/{case.id}/sign?digest={declaration['digest']}",
            "messages": case._portal_messages(),
            "decision_notice": case._portal_decision_notice(),
            "receipts": case.delivery_ids.filtered(lambda d: d.state == "signed"),
            "objections": case.objection_ids,
            "objection_until": case._portal_objection_until(),
            "accept": request.env["beneficiary.upload.mixin"]._upload_accept(),
            "res_company": case.company_id,
        }

    # ------------------------------------------------------------------ files
    @http.route(
        ["/my/requests/<int:request_id>/paper/<int:document_id>/<int:attachment_id>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
        methods=["GET"],
    )
    def portal_request_paper(self, request_id, document_id, attachment_id, **kwargs):
        """Download a file of one of the papers."""
        try:
            case = self._own_request(request_id)
        except MissingError:
            return self._elsewhere()
        paper = case.document_ids.filtered(lambda d: d.id == document_id)
        return self._file(paper.attachment_ids, attachment_id)

    @http.route(
        ["/my/requests/<int:request_id>/message/<int:message_id>/<int:attachment_id>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
        methods=["GET"],
    )
    def portal_request_message_file(self, request_id, message_id, attachment_id, **kwargs):
        """Download a file of a message that the applicant reads."""
        try:
            case = self._own_request(request_id)
        except MissingError:
            return self._elsewhere()
        message = case._portal_messages().filtered(lambda m: m.id == message_id)
        return self._file(message.attachment_ids, attachment_id)

    def _file(self, attachments, attachment_id):
        attachment = attachments.filtered(lambda a: a.id == attachment_id)
        return self._download(attachment) if attachment else request.not_found()

    # -------------------------------------------------------------------- PDF
    @http.route(
        [
            "/my/requests/<int:request_id>/pdf/<string:kind>",
            "/my/requests/<int:request_id>/pdf/<string:kind>/<int:delivery_id>",
        ],
        type="http",
        auth="user",
        website=True,
        readonly=True,
        methods=["GET"],
    )
    def portal_request_pdf(self, request_id, kind, delivery_id=None, **kwargs):
        """Return a paper of the request as PDF: its form, the letter of the decision, the receipt of a delivery."""
        try:
            case = self._own_request(request_id)
        except MissingError:
            return self._elsewhere()
        found = getattr(self, f"_pdf_{kind}", self._pdf_none)(case, delivery_id) if kind.isalpha() else None
        return self._private(found) if found else request.not_found()

    def _pdf_none(self, case, delivery_id):
        return None

    def _pdf_form(self, case, delivery_id):
        """The request form, as it is printed at the counter."""
        return self._pdf("beneficiary.action_report_request_form", case, request.env._("Request %s", case.name))

    def _pdf_decision(self, case, delivery_id):
        """The letter of the decision: the one that was sent, or what it would have said by another medium."""
        notice = case._portal_decision_notice().with_context(lang=request.env.lang)
        if not notice:
            return None
        filename = request.env._("Decision %s", case.name)
        if notice.letter:
            return self._pdf_response(b64decode(notice.with_context(bin_size=False).letter), filename)
        return self._pdf("beneficiary.action_report_notice_letter", notice, filename)

    def _pdf_receipt(self, case, delivery_id):
        """The receipt of a delivery that was signed."""
        delivery = case.delivery_ids.filtered(lambda d: d.id == delivery_id and d.state == "signed")
        if not delivery:
            return None
        return self._pdf("beneficiary.action_report_delivery_receipt", delivery, request.env._("Receipt %s", case.name))

    def _pdf(self, report, record, filename):
        """Return a report as PDF. The rights on ``record`` are checked by the caller."""
        reports = request.env["ir.actions.report"].sudo().with_company(record.company_id)
        content, _kind = reports._render_qweb_pdf(report, record.ids)
        return self._pdf_response(content, filename)

    def _pdf_response(self, content, filename):
        name = re.sub(r"\W+", "_", filename)
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/pdf"),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(f"{name}.pdf")),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
