from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..tools import arabic, qr
from .list_page import ListMixin

NUMBER_LENGTH = 8
ANSWERS = {"yes": "accepted", "no": "declined"}


class InvitationPortal(ListMixin, CustomerPortal):
    """The pages on which people answer their invitations: logged in, or by the link of the message (R-63).

    Reading them writes nothing; an answer is a form that is posted.
    """

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "beneficiary_invitation_count" in counters:
            domain = self._invitations()._portal_domain(request.env.user, self._association())
            values["beneficiary_invitation_count"] = self._invitations().search_count(domain, limit=100)
        return values

    # ----------------------------------------------------------------- access
    def _invitations(self):
        """Return the model as the pages use it: what it finds is what ``_portal_domain`` allows, and nothing else."""
        return request.env["beneficiary.invitation"].sudo().with_context(lang=request.env.lang)

    def _own_invitation(self, invitation_id):
        """Return an invitation of the logged-in user, in ``sudo``; empty for every other one."""
        domain = self._invitations()._portal_domain(request.env.user, self._association())
        return self._invitations().search(domain & Domain("id", "=", invitation_id), limit=1)

    def _linked_invitation(self, invitation_id, token):
        """Return the invitation of a link, in ``sudo``.

        :raise NotFound: when the link is wrong; the answer is the same whether there is such an invitation or not
        """
        return self._linked_record(self._invitations()._by_token(invitation_id, token))

    # ------------------------------------------------------------------ pages
    @http.route(
        ["/my/invitations", "/my/invitations/page/<int:page>"], type="http", auth="user", website=True, readonly=True
    )
    def portal_my_invitations(self, page=1, **kwargs):
        """Show the invitations of the logged-in user and his wards, the latest event first."""
        domain = self._invitations()._portal_domain(request.env.user, self._association())
        listed = self._beneficiary_list(
            self._invitations(), domain, "/my/invitations", page, order="date_start desc, id desc"
        )
        return self._beneficiary_list_page(
            "beneficiary.portal_my_invitations", "invitations", "beneficiary_invitation", listed
        )

    @http.route("/my/invitations/<int:invitation_id>", type="http", auth="user", website=True, readonly=True)
    def portal_invitation(self, invitation_id, **kwargs):
        """Show one invitation of the logged-in user."""
        invitation = self._own_invitation(invitation_id)
        if not invitation:
            return request.redirect("/my/invitations")
        return self._invitation_page(invitation, f"/my/invitations/{invitation.id}/answer")

    @http.route("/beneficiary/invitation/number/<string:number>.png", type="http", auth="public", readonly=True)
    def invitation_number(self, number, **kwargs):
        """Send the QR code of a number; nothing is looked up, so the picture tells nobody whether there is such one."""
        if not (number.isascii() and number.isdigit() and len(number) == NUMBER_LENGTH):
            raise NotFound()
        headers = [("Content-Type", "image/png"), ("Cache-Control", f"public, max-age={http.STATIC_CACHE_LONG}")]
        return request.make_response(qr.png(number), headers)

    @http.route("/my/invitations/<int:invitation_id>/answer", type="http", auth="user", website=True, methods=["POST"])
    def portal_invitation_answer(self, invitation_id, answer=None, companions=None, **kwargs):
        """Record the answer of the logged-in user."""
        invitation = self._own_invitation(invitation_id)
        if not invitation:
            return request.redirect("/my/invitations")
        return self._record_answer(
            invitation, "portal", f"/my/invitations/{invitation.id}", "/answer", answer, companions
        )

    @http.route(
        "/beneficiary/invitation/<int:invitation_id>/<string:token>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def invitation_link(self, invitation_id, token, **kwargs):
        """Show the invitation of the link, to whoever has it."""
        invitation = self._linked_invitation(invitation_id, token)
        return self._invitation_page(invitation, f"/beneficiary/invitation/{invitation.id}/{token}")

    @http.route(
        "/beneficiary/invitation/<int:invitation_id>/<string:token>",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def invitation_link_answer(self, invitation_id, token, answer=None, companions=None, **kwargs):
        """Record the answer that came by the link."""
        invitation = self._linked_invitation(invitation_id, token)
        return self._record_answer(
            invitation, "link", f"/beneficiary/invitation/{invitation.id}/{token}", "", answer, companions
        )

    # ----------------------------------------------------------------- answer
    def _record_answer(self, invitation, answered_by, page, action, answer, companions):
        """Record an answer and show the page again, with what went wrong if something did."""
        if not self._attempt_allowed("form"):
            return self._too_many()
        try:
            count = self._read_companions(invitation, companions)
            if answer not in ANSWERS:
                raise UserError(request.env._("Choose whether you come."))
            with request.env.cr.savepoint():
                invitation._answer(ANSWERS[answer], answered_by, companions=count)
        except UserError as error:
            invitation.invalidate_recordset()
            return self._invitation_page(invitation, page + action, error=str(error), companions=companions)
        return request.redirect(page)

    def _read_companions(self, invitation, text):
        """Return the number that was typed.

        :raise UserError: when it is none, or more than may come along
        """
        limit = invitation.event_id.max_companions
        digits = arabic.ascii_digits(text.strip()) if isinstance(text, str) else ""
        if not digits:
            return 0
        if not digits.isdecimal() or len(digits) > 4 or int(digits) > limit:
            raise UserError(request.env._("“How many come along”: write a number from 0 to %(limit)s.", limit=limit))
        return int(digits)

    def _invitation_page(self, invitation, action, error=None, companions=None):
        # not asked of the association's website, the values of its layout need a login
        user = request.env.user
        values = {} if user._is_public() else self._prepare_portal_layout_values()
        values |= {
            "invitation": invitation,
            "event": invitation.event_id,
            "answerable": invitation._is_answerable(),
            "left": invitation.event_id._seats_left(),
            "action": action,
            "error": error,
            "companions": invitation.companions if companions is None else companions,
            "page_name": "beneficiary_invitation",
            "no_breadcrumbs": not action.startswith("/my/"),
            "paper": request.env["beneficiary.report.mixin"],
        }
        return self._private(request.render("beneficiary.page_invitation", values))
