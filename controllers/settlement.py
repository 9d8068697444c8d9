from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from .party import PartyMixin

MAX_REASON = 2000


class SettlementPortal(PartyMixin, CustomerPortal):
    """The pages of the harmed person: read the settlement of a complaint, sign or decline it (R-75)."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "settlement_to_sign_count" in counters:
            waiting = Domain("state", "=", "offered") & Domain("party_signed_on", "=", False)
            values["settlement_to_sign_count"] = self._settlements().search_count(
                self._settlement_domain() & waiting, limit=100
            )
        return values

    # ----------------------------------------------------------------- access
    def _settlements(self):
        """Return the model as the pages use it: the rights are those of the domain below, and no others."""
        return request.env["beneficiary.settlement"].sudo()

    def _settlement_domain(self):
        """Return the domain of the settlements of the logged-in user."""
        return self._settlements()._portal_domain(request.env.user, self._association())

    def _settlement_of_harmed(self, settlement_id, access_token=None):
        """Return a settlement for the harmed person: by the login, or by the token.

        :return: the settlement in ``sudo``
        :raise MissingError: when it is not the visitor's, or there is nothing to see; the answer is the same
        """
        settlement = self._of_party(self._settlements(), self._settlement_domain(), settlement_id, access_token)
        if not settlement:
            raise MissingError(request.env._("This settlement does not exist."))
        return settlement

    def _settlement_to_read(self, settlement_id, access_token=None):
        """Return a settlement for the harmed person, or for a colleague who may read it."""
        return self._to_read(
            self._settlement_of_harmed, request.env["beneficiary.settlement"], settlement_id, access_token
        )

    def _may_answer_settlement(self, settlement):
        """Tell whether the visitor may answer as the harmed person: a colleague has the counter for it."""
        return self._party_acts(settlement, self._settlement_domain())

    # ------------------------------------------------------------------ pages
    @http.route(["/my/settlements"], type="http", auth="user", website=True, readonly=True)
    def portal_my_settlements(self, **kwargs):
        """Show the settlements of the logged-in user, newest first."""
        values = self._prepare_portal_layout_values() | {
            "settlements": self._settlements().search(self._settlement_domain(), limit=100),
            "page_name": "settlement",
            "default_url": "/my/settlements",
            "paper": request.env["beneficiary.report.mixin"],
        }
        return self._private(request.render("beneficiary.portal_my_settlements", values))

    @http.route(["/my/settlements/<int:settlement_id>"], type="http", auth="public", website=True, readonly=True)
    def portal_settlement(self, settlement_id, access_token=None, report_type=None, download=None, **kwargs):
        """Show one settlement, or its PDF."""
        try:
            settlement = self._settlement_to_read(settlement_id, access_token)
        except (AccessError, MissingError):
            return self._to_login()
        if report_type == "pdf":
            return self._show_report(settlement, "pdf", "beneficiary.action_report_settlement", download=bool(download))
        return self._settlement_page(settlement, access_token)

    def _settlement_page(self, settlement, access_token, **values):
        """Return the page of a settlement; ``values`` go to the template."""
        values = self._settlement_values(settlement, access_token) | values
        return self._private(request.render("beneficiary.portal_settlement", values))

    def _settlement_values(self, settlement, access_token):
        query = f"?access_token={access_token}" if access_token else ""
        more = "&" if query else "?"
        base = f"/my/settlements/{settlement.id}"
        settlement = settlement.with_context(lang=request.env.lang)
        return self._prepare_portal_layout_values() | {
            "settlement": settlement,
            "object": settlement,
            "page_name": "settlement",
            "no_breadcrumbs": request.env.user._is_public(),
            "may_sign": self._may_answer_settlement(settlement),
            "sign_url": f"{base}/sign{query}{more}digest={settlement._digest()}",
            "decline_url": f"{base}/decline{query}",
            "pdf_url": f"{base}{query}{more}report_type=pdf&download=true",
            "content": settlement._render_content(request.env.lang),
            "signatures": request.env["report.beneficiary.report_settlement"]._signatures(settlement),
            "paper": request.env["beneficiary.report.mixin"],
            "res_company": settlement.company_id,
            "message": request.params.get("message"),
        }

    # ----------------------------------------------------------------- answer
    @http.route(
        ["/my/settlements/<int:settlement_id>/sign"], type="jsonrpc", auth="public", methods=["POST"], website=True
    )
    def portal_settlement_sign(self, settlement_id, access_token=None, digest=None, name=None, signature=None):
        """Record the signature that the harmed person has drawn on the page.

        :return: ``{"error": sentence}``, or what makes the page load again
        """
        query = request.httprequest.args
        access_token, digest = access_token or query.get("access_token"), digest or query.get("digest")
        try:
            settlement = self._settlement_of_harmed(settlement_id, access_token)
            if not self._may_answer_settlement(settlement):
                raise UserError(request.env._("This settlement does not wait for your signature."))
            self._check_drawing(name, signature)
            # never signed unread: the digest says which terms the page showed
            settlement._sign_party(name, signature, digest=digest or "")
        except (AccessError, MissingError):
            return {"error": request.env._("This settlement does not exist.")}
        except UserError as error:
            return {"error": str(error)}
        path = f"/my/settlements/{settlement_id}?message=signed"
        return {"force_refresh": True, "redirect_url": f"{path}&access_token={access_token}" if access_token else path}

    @http.route(
        ["/my/settlements/<int:settlement_id>/decline"], type="http", auth="public", methods=["POST"], website=True
    )
    def portal_settlement_decline(self, settlement_id, access_token=None, reason="", **kwargs):
        """Record that the harmed person declines, with the reason; the page keeps what was typed when it is refused."""
        reason = (reason or "").strip()[:MAX_REASON]
        try:
            settlement = self._settlement_of_harmed(settlement_id, access_token)
        except (AccessError, MissingError):
            return self._to_login()
        try:
            if not self._may_answer_settlement(settlement):
                raise UserError(request.env._("This settlement does not wait for your answer."))
            settlement._check_reason(reason)
            settlement._decline(reason)
        except UserError as error:
            return self._settlement_page(settlement, access_token, error=str(error), reason=reason)
        token = f"&access_token={access_token}" if access_token else ""
        return request.redirect(f"/my/settlements/{settlement_id}?message=declined{token}")
