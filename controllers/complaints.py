from odoo import http
from odoo.exceptions import MissingError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..models.complaint.kind import OPEN_STATES
from .complaint_common import MAX_POST, ComplaintMixin
from .list_page import ListMixin

LIST = "/my/complaints"


class ComplaintPortal(ListMixin, ComplaintMixin, CustomerPortal):
    """The pages on which people with a login follow their complaints (R-70). Reading them writes nothing."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "beneficiary_complaint_count" in counters:
            values["beneficiary_complaint_count"] = self._complaints().search_count(self._complaint_domain(), limit=100)
        return values

    # --------------------------------------------------------------------- access
    def _complaints(self):
        """Return the model as the pages use it: the rights are those of :meth:`_complaint_domain`, and no others."""
        model = request.env["beneficiary.complaint"].sudo().with_company(self._association())
        return model.with_context(lang=request.env.lang)

    def _complaint_domain(self):
        return self._complaints()._portal_domain(request.env.user, self._association())

    def _own_complaint(self, complaint_id):
        """Return a complaint of the logged-in user, in ``sudo``.

        :raise MissingError: when there is none; the answer is the same whether somebody else has it or nobody
        """
        case = self._complaints().search(self._complaint_domain() & Domain("id", "=", complaint_id), limit=1)
        if not case:
            raise MissingError(request.env._("This complaint does not exist."))
        return case

    # ----------------------------------------------------------------------- list
    def _complaint_filters(self):
        return {
            "all": {"label": request.env._("All"), "domain": Domain.TRUE},
            "open": {"label": request.env._("Open"), "domain": Domain("state", "in", OPEN_STATES)},
            "answered": {"label": request.env._("Answered"), "domain": Domain("state", "not in", OPEN_STATES)},
        }

    @http.route(
        [LIST, f"{LIST}/page/<int:page>"], type="http", auth="user", website=True, readonly=True, methods=["GET"]
    )
    def portal_my_complaints(self, page=1, filterby=None, **kwargs):
        """Show the complaints of the logged-in user."""
        listed = self._beneficiary_list(
            self._complaints(),
            self._complaint_domain(),
            LIST,
            page,
            filters=self._complaint_filters(),
            filterby=filterby,
        )
        return self._beneficiary_list_page(
            "beneficiary.portal_my_complaints",
            "complaints",
            "beneficiary_complaint",
            listed,
            own_file=self._own_file(),
        )

    # ----------------------------------------------------------------------- page
    @http.route(f"{LIST}/<int:complaint_id>", type="http", auth="user", website=True, readonly=True, methods=["GET"])
    def portal_complaint(self, complaint_id, message=None, **kwargs):
        """Show one complaint."""
        try:
            case = self._own_complaint(complaint_id)
        except MissingError:
            return request.redirect(LIST)
        return self._own_complaint_page(case, message=message)

    def _own_complaint_page(self, case, **values):
        values = self._complaint_case_values(case, f"{LIST}/{case.id}", **values)
        layout = self._prepare_portal_layout_values() | {
            "page_name": "beneficiary_complaint",
            "own_file": self._own_file(),
        }
        status = 422 if values["errors"] else 200
        return self._private(request.render("beneficiary.portal_complaint", layout | values, status=status))

    # ---------------------------------------------------------------------- steps
    def _complaint_step(self, complaint_id, step, message):
        """Carry out one step of the logged-in user on his complaint, as `complaint_case.py` does with a code."""
        try:
            case = self._own_complaint(complaint_id)
        except MissingError:
            return request.redirect(LIST)
        if not self._attempt_allowed("form"):
            return self._too_many()
        wrong = step(case)
        if wrong:
            return self._own_complaint_page(self._own_complaint(complaint_id), **wrong)
        return request.redirect(f"{LIST}/{complaint_id}?message={message}", code=303)

    @http.route(
        f"{LIST}/<int:complaint_id>/message",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        max_content_length=MAX_POST,
    )
    def portal_complaint_message(self, complaint_id, **kwargs):
        """Write to whoever handles the complaint, and send files."""
        return self._complaint_step(
            complaint_id, lambda case: self._complaint_post(case, request.env, bare=False), "posted"
        )

    @http.route(f"{LIST}/<int:complaint_id>/withdraw", type="http", auth="user", website=True, methods=["POST"])
    def portal_complaint_withdraw(self, complaint_id, reason="", **kwargs):
        """Withdraw a complaint that is not answered."""
        return self._complaint_step(
            complaint_id,
            lambda case: self._complaint_do(case, "withdraw", lambda c: c._portal_withdraw(reason)),
            "withdrawn",
        )

    @http.route(f"{LIST}/<int:complaint_id>/reopen", type="http", auth="user", website=True, methods=["POST"])
    def portal_complaint_reopen(self, complaint_id, reason="", **kwargs):
        """Say that the answer does not settle it."""
        return self._complaint_step(
            complaint_id,
            lambda case: self._complaint_do(case, "reopen", lambda c: c._portal_reopen(reason)),
            "reopened",
        )

    @http.route(
        f"{LIST}/<int:complaint_id>/file/<int:attachment_id>",
        type="http",
        auth="user",
        website=True,
        readonly=True,
        methods=["GET"],
    )
    def portal_complaint_file(self, complaint_id, attachment_id, **kwargs):
        """Download a file of a message."""
        try:
            case = self._own_complaint(complaint_id)
        except MissingError:
            return request.redirect(LIST)
        return self._complaint_download(case, attachment_id)
