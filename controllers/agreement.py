from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from .list_page import ListMixin
from .party import PartyMixin


class AgreementPortal(ListMixin, PartyMixin, CustomerPortal):
    """The party's pages about its agreements, where it reads, signs and downloads them (R-02)."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "agreement_count" in counters:
            values["agreement_count"] = self._agreements().search_count(self._agreement_domain(), limit=100)
        if "agreement_to_sign_count" in counters:
            domain = self._agreement_domain() & Domain("state", "=", "sent")
            values["agreement_to_sign_count"] = self._agreements().search_count(domain, limit=100)
        return values

    # ----------------------------------------------------------------- access
    def _agreements(self):
        """Return the model as the pages use it: the rights are those of :meth:`_agreement_domain`, and no others."""
        return request.env["beneficiary.agreement"].sudo()

    def _agreement_domain(self):
        """Return the domain of the agreements of the logged-in user."""
        return self._agreements()._portal_domain(request.env.user)

    def _agreement_of_party(self, agreement_id, access_token=None):
        """Return an agreement for its party: by the login of the party, or by the token.

        :return: the agreement in ``sudo``
        :raise MissingError: when the visitor is not its party, or there is nothing to see; the answer is the same
        """
        agreement = self._of_party(self._agreements(), self._agreement_domain(), agreement_id, access_token)
        if not agreement:
            raise MissingError(request.env._("This agreement does not exist."))
        return agreement

    def _agreement_to_read(self, agreement_id, access_token=None):
        """Return an agreement for its party, or for a colleague who may read it."""
        return self._to_read(self._agreement_of_party, request.env["beneficiary.agreement"], agreement_id, access_token)

    def _may_sign(self, agreement):
        """Tell whether the visitor may sign as the party: a colleague has the counter for it."""
        return self._party_acts(agreement, self._agreement_domain())

    # ------------------------------------------------------------------ pages
    @http.route(
        ["/my/agreements", "/my/agreements/page/<int:page>"], type="http", auth="user", website=True, readonly=True
    )
    def portal_my_agreements(self, page=1, **kwargs):
        """Show the agreements of the logged-in user, newest first."""
        listed = self._beneficiary_list(self._agreements(), self._agreement_domain(), "/my/agreements", page)
        return self._beneficiary_list_page("beneficiary.portal_my_agreements", "agreements", "agreement", listed)

    @http.route(["/my/agreements/<int:agreement_id>"], type="http", auth="public", website=True, readonly=True)
    def portal_agreement(self, agreement_id, access_token=None, report_type=None, download=None, **kwargs):
        """Show one agreement, or its PDF."""
        try:
            agreement = self._agreement_to_read(agreement_id, access_token)
        except (AccessError, MissingError):
            return self._to_login()
        if report_type == "pdf":
            return self._show_report(
                agreement.with_context(lang=agreement.partner_id.lang or request.env.lang),
                "pdf",
                "beneficiary.action_report_agreement",
                download=bool(download),
            )
        self._use_language_of(agreement)
        # the address of the page may hold the token: it is told to nobody
        return self._private(
            request.render("beneficiary.portal_agreement", self._agreement_values(agreement, access_token))
        )

    def _use_language_of(self, agreement):
        """Show the page to a visitor who has not chosen a language in that of the party."""
        lang = agreement.partner_id.lang
        if request.env.user._is_public() and lang and not request.httprequest.cookies.get("frontend_lang"):
            request.update_context(lang=lang)
            request.future_response.set_cookie("frontend_lang", lang)

    def _agreement_values(self, agreement, access_token):
        query = f"?access_token={access_token}" if access_token else ""
        base = f"/my/agreements/{agreement.id}"
        agreement = agreement.with_context(lang=request.env.lang)
        return self._prepare_portal_layout_values() | {
            "agreement": agreement,
            "object": agreement,
            "page_name": "agreement",
            "no_breadcrumbs": request.env.user._is_public(),
            "may_sign": self._may_sign(agreement),
            "sign_url": f"{base}/sign{query}{'&' if query else '?'}digest={agreement._digest()}",
            "pdf_url": f"{base}{query}{'&' if query else '?'}report_type=pdf&download=true",
            "content": agreement._render_content(request.env.lang),
            "paper": request.env["beneficiary.report.mixin"],
            "res_company": agreement.company_id,
            "message": request.params.get("message"),
        }

    # ------------------------------------------------------------------- sign
    @http.route(
        ["/my/agreements/<int:agreement_id>/sign"], type="jsonrpc", auth="public", methods=["POST"], website=True
    )
    def portal_agreement_sign(self, agreement_id, access_token=None, digest=None, name=None, signature=None):
        """Record the signature that the party has drawn on the page.

        :return: ``{"error": sentence}``, or what makes the page load again
        """
        query = request.httprequest.args
        access_token, digest = access_token or query.get("access_token"), digest or query.get("digest")
        try:
            agreement = self._agreement_of_party(agreement_id, access_token)
            if not self._may_sign(agreement):
                raise UserError(request.env._("This agreement does not wait for your signature."))
            self._check_drawing(name, signature)
            # never signed unread: the digest says which terms the page showed
            agreement._sign_party(name, signature, digest=digest or "")
        except (AccessError, MissingError):
            return {"error": request.env._("This agreement does not exist.")}
        except UserError as error:
            return {"error": str(error)}
        path = f"/my/agreements/{agreement_id}?message=signed"
        return {"force_refresh": True, "redirect_url": f"{path}&access_token={access_token}" if access_token else path}
