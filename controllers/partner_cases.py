from odoo import http
from odoo.exceptions import MissingError, UserError
from odoo.fields import Domain
from odoo.http import request
from odoo.tools.misc import get_lang

from odoo.addons.portal.controllers.portal import CustomerPortal

from .list_page import ListMixin


class PartnerCasePortal(ListMixin, CustomerPortal):
    """The pages on which a partner entity reads the cases sent to it, and answers (R-12, R-62).

    They show what :meth:`_portal_values` of a case returns, and nothing else of it. Reading them writes nothing.
    """

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        for name, domain in (
            ("partner_case_count", Domain.TRUE),
            ("partner_case_waiting_count", self._partner_cases()._portal_waiting_domain()),
        ):
            if name in counters:
                values[name] = self._partner_cases().search_count(self._partner_case_domain() & domain, limit=100)
        return values

    # ----------------------------------------------------------------- access
    def _partner_cases(self):
        """Return the model as the pages use it: the rights are those of :meth:`_partner_case_domain`, and no others."""
        model = request.env["beneficiary.partner.case"].sudo().with_company(self._association())
        return model.with_context(lang=request.env.lang)

    def _partner_case_domain(self):
        """Return the domain of the cases of the logged-in user's entity, while its agreement is in force."""
        return self._partner_cases()._portal_domain(request.env.user, self._association())

    def _partner_case(self, case_id):
        """Return a case of the logged-in user's entity, in ``sudo``.

        :raise MissingError: when there is none; the answer is the same whether another entity has it or nobody
        """
        case = self._partner_cases().search(self._partner_case_domain() & Domain("id", "=", case_id), limit=1)
        if not case:
            raise MissingError(request.env._("This case does not exist."))
        return case

    def _no_partner_case(self):
        """Return where somebody goes who has no such case."""
        return request.redirect("/my/cases")

    def _partner_page(self, template, values, status=200):
        values = self._prepare_portal_layout_values() | {
            "page_name": "partner_case",
            "paper": request.env["beneficiary.report.mixin"].with_context(lang=request.env.lang),
            "direction": get_lang(request.env).direction,
            "association": self._association(),
            **values,
        }
        return self._private(request.render(template, values, status=status))

    # ------------------------------------------------------------------- list
    def _partner_case_sortings(self):
        return {
            "newest": {"label": request.env._("Newest"), "order": "id desc"},
            "due": {"label": request.env._("Answer by"), "order": "due_date, id"},
        }

    def _partner_case_filters(self):
        return {
            "all": {"label": request.env._("All"), "domain": Domain.TRUE},
            "waiting": {
                "label": request.env._("Wait for you"),
                "domain": self._partner_cases()._portal_waiting_domain(),
            },
            "verified": {"label": request.env._("Verified"), "domain": Domain("state", "=", "verified")},
            "returned": {"label": request.env._("Returned"), "domain": Domain("state", "=", "returned")},
        }

    @http.route(
        ["/my/cases", "/my/cases/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
        methods=["GET"],
    )
    def portal_partner_cases(self, page=1, sortby=None, filterby=None, **kwargs):
        """Show the cases that were sent to the logged-in user's entity."""
        found, values = self._beneficiary_list(
            self._partner_cases(),
            self._partner_case_domain(),
            "/my/cases",
            page,
            sortings=self._partner_case_sortings(),
            sortby=sortby,
            filters=self._partner_case_filters(),
            filterby=filterby,
        )
        values["partner_cases"] = [case._portal_values() for case in found]
        return self._partner_page("beneficiary.portal_partner_cases", values)

    # ------------------------------------------------------------------- page
    @http.route(["/my/cases/<int:case_id>"], type="http", auth="user", website=True, readonly=True, methods=["GET"])
    def portal_partner_case(self, case_id, message=None, **kwargs):
        """Show one case."""
        try:
            case = self._partner_case(case_id)
        except MissingError:
            return self._no_partner_case()
        return self._partner_case_page(case, message=message)

    def _partner_case_page(self, case, message=None, errors=None, typed=None):
        """Render the page of a case.

        :param str message: what was done just now, a name that the template knows
        :param dict errors: form → what is wrong in it
        :param typed: what was posted just now, shown again as it was typed
        """
        return self._partner_page(
            "beneficiary.portal_partner_case",
            {
                "partner_case": case._portal_values(),
                "base": f"/my/cases/{case.id}",
                "message": message,
                "errors": errors or {},
                "typed": typed or {},
            },
            status=422 if errors else 200,
        )

    @http.route(
        ["/my/cases/<int:case_id>/file/<int:attachment_id>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
        methods=["GET"],
    )
    def portal_partner_case_file(self, case_id, attachment_id, **kwargs):
        """Download a file that was shared with the entity for this case."""
        try:
            case = self._partner_case(case_id)
        except MissingError:
            return self._no_partner_case()
        attachment = case._portal_files().filtered(lambda a: a.id == attachment_id)
        return self._download(attachment) if attachment else request.not_found()

    # ------------------------------------------------------------------ steps
    def _partner_step(self, case_id, form, do, message):
        """Carry out one step of the logged-in user on a case of his entity.

        :param str form: the form on the page, where an error is shown with what was typed
        :param do: function of the case that does it; what it raises is shown, and nothing of it is kept
        :param str message: what the page says afterwards
        """
        try:
            case = self._partner_case(case_id)
        except MissingError:
            return self._no_partner_case()
        if not self._attempt_allowed("form"):
            return self._too_many()
        try:
            with request.env.cr.savepoint():
                do(case)
        except UserError as error:
            case = self._partner_case(case_id)
            return self._partner_case_page(case, errors={form: str(error)}, typed=request.httprequest.form)
        return request.redirect(f"/my/cases/{case_id}?message={message}", code=303)

    @http.route(["/my/cases/<int:case_id>/receive"], type="http", auth="user", website=True, methods=["POST"])
    def portal_partner_case_receive(self, case_id, **kwargs):
        """Confirm that the entity has the case."""
        return self._partner_step(case_id, "receive", lambda case: case._portal_receive(), "received")

    @http.route(["/my/cases/<int:case_id>/verify"], type="http", auth="user", website=True, methods=["POST"])
    def portal_partner_case_verify(self, case_id, **kwargs):
        """Verify the case, with a statement."""
        text = request.httprequest.form.get("statement", "")
        return self._partner_step(case_id, "verify", lambda case: case._portal_verify(text), "verified")

    @http.route(["/my/cases/<int:case_id>/return"], type="http", auth="user", website=True, methods=["POST"])
    def portal_partner_case_return(self, case_id, **kwargs):
        """Return the case, with the reason."""
        text = request.httprequest.form.get("reason", "")
        return self._partner_step(case_id, "return", lambda case: case._portal_return(text), "returned")
