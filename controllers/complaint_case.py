from odoo import http
from odoo.http import request

from ..models.complaint.complaint_portal import VISIT_HOURS
from .complaint_common import MAX_POST, ComplaintMixin

VISIT = "beneficiary_complaint_visit"
PAGE = "/beneficiary/complaint/case"
MAX_CODE = 60


class ComplaintCase(ComplaintMixin, http.Controller):
    """The page of a complaint that its code alone opens, for who has no login or wants to stay unknown (R-70, R-81).

    The code is posted and stands in no address. Afterwards the browser carries a ticket that ends after an hour, and
    no session of the server does. All of it is done in an environment that is nobody's.
    """

    def _visited_case(self):
        """Return the complaint that this browser has opened, in ``sudo``; empty if there is none."""
        found = self._nobody()["beneficiary.complaint"]._by_visit(request.cookies.get(VISIT))
        return self._here(found)

    def _here(self, complaint):
        """Return the complaint, if it is one of this association."""
        complaint = complaint.filtered(lambda c: c.company_id == self._association())
        return complaint.with_company(complaint.company_id) if complaint else complaint

    # --------------------------------------------------------------------- opening
    @http.route(PAGE, type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=False)
    def complaint_case(self, message=None, **kwargs):
        """Show the case that was opened, or ask for its code."""
        case = self._visited_case()
        return self._case_page(case, message=message) if case else self._code_page()

    @http.route(PAGE, type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def complaint_open(self, code=None, **kwargs):
        """Open a case; every code that opens none gets the same answer."""
        if not self._unseen_allowed("complaint_code"):
            return self._too_many()
        code = code[:MAX_CODE] if isinstance(code, str) else ""
        case = self._here(self._nobody()["beneficiary.complaint"]._by_code(code))
        if not case:
            return self._code_page(wrong=True)
        return self._visit(request.redirect(PAGE, code=303), case)

    def _code_page(self, wrong=False):
        """Ask for the code. What was typed is not shown again: somebody may look over the shoulder."""
        values = {
            "wrong": wrong,
            "association": self._association(),
            "paper": request.env["beneficiary.report.mixin"].with_context(lang=request.env.lang),
        }
        return self._private(request.render("beneficiary.complaint_code", values, status=422 if wrong else 200))

    def _visit(self, response, case):
        """Let the browser open the case again for an hour from now."""
        self._give_cookie(response, VISIT, case._visit_token(), VISIT_HOURS * 3600)
        return self._private(response)

    def _case_page(self, case, **values):
        values = self._complaint_case_values(case, PAGE, **values)
        status = 422 if values["errors"] else 200
        return self._visit(request.render("beneficiary.complaint_by_code", values, status=status), case)

    @http.route(f"{PAGE}/leave", type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def complaint_leave(self, **kwargs):
        """Let this device forget the case."""
        response = request.redirect(PAGE, code=303)
        response.delete_cookie(VISIT)
        return self._private(response)

    # ----------------------------------------------------------------------- steps
    def _case_step(self, form, step, message):
        """Carry out one step of the complainant.

        :param step: function of the complaint, which returns what the page shows when it went wrong
        :param str message: what the page says when it went well
        """
        case = self._visited_case()
        if not case:
            return request.redirect(PAGE, code=303)
        if not self._unseen_allowed("complaint_case"):
            return self._too_many()
        with self._as_nobody():
            wrong = step(case)
        if wrong:
            return self._case_page(self._visited_case(), **wrong)
        return self._private(request.redirect(f"{PAGE}?message={message}", code=303))

    @http.route(
        f"{PAGE}/message",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
        max_content_length=MAX_POST,
    )
    def complaint_case_message(self, **kwargs):
        """Write to whoever handles the case, and send files."""
        return self._case_step(
            "message", lambda case: self._complaint_post(case, request.env, bare=case.anonymous), "posted"
        )

    @http.route(f"{PAGE}/withdraw", type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def complaint_case_withdraw(self, reason="", **kwargs):
        """Withdraw the case."""
        return self._case_step(
            "withdraw",
            lambda case: self._complaint_do(case, "withdraw", lambda c: c._portal_withdraw(reason)),
            "withdrawn",
        )

    @http.route(f"{PAGE}/reopen", type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def complaint_case_reopen(self, reason="", **kwargs):
        """Say that the answer does not settle it."""
        return self._case_step(
            "reopen", lambda case: self._complaint_do(case, "reopen", lambda c: c._portal_reopen(reason)), "reopened"
        )

    @http.route(
        f"{PAGE}/file/<int:attachment_id>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def complaint_case_file(self, attachment_id, **kwargs):
        """Download a file of a message."""
        case = self._visited_case()
        if not case:
            return request.redirect(PAGE)
        with self._as_nobody():  # downloads of staff are logged, and one of them may be who complains
            return self._complaint_download(case, attachment_id)
