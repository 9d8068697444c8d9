from odoo import SUPERUSER_ID, models
from odoo.tools import email_normalize
from odoo.tools.urls import urljoin


class RequestInvitation(models.Model):
    """How somebody who applied without a login gets one: by a message to the address that he gave.

    Whoever has the address has the login, and nobody else. Whether the address is known already is told to nobody: both
    messages are the same but for the link, which acts only where no login was there before.
    """

    _inherit = "beneficiary.request"

    def _invite_applicant(self):
        """Invite the applicant to follow this request on the website, if he gave an e-mail or a phone.

        :return: the notices; none without an address, or after too many invitations to it
        """
        self.ensure_one()
        request = self.with_user(SUPERUSER_ID).sudo().with_context(beneficiary_wired_only=True)
        login = request._invitation_login()
        if not login or not self.env["beneficiary.rate.limit"]._allow("invite", login):
            return self.env["beneficiary.notice"]
        if not request.partner_id.user_ids and not request._login_exists(login):
            request._create_login(login)
        return request._send_notice("account", occasion="invitation")

    def _invitation_login(self):
        """Return the address that becomes the login: the e-mail, or else the phone as +9665XXXXXXXX."""
        partner = self.partner_id
        return email_normalize(partner.email or "") or self._notice_address("sms") or False

    def _login_exists(self, login):
        """Tell whether somebody logs in with this address already, or has it as his e-mail."""
        users = self.env["res.users"].sudo().with_context(active_test=False)
        domain = ["|", ("login", "=ilike", login), ("email_normalized", "=", login)]
        return bool(users.search_count(domain, limit=1))

    def _create_login(self, login):
        """Make a portal user whose password is chosen with the link of the invitation."""
        partner = self.partner_id
        company = partner.company_id or self.company_id
        self.env["res.users"].sudo()._create_user_from_template(
            {
                "login": login,
                "partner_id": partner.id,
                "company_id": company.id,
                "company_ids": [(6, 0, company.ids)],
            }
        )
        partner.signup_prepare()

    # ------------------------------------------------------------------- notice
    def _notice_route(self):
        """An invitation holds a link, so it goes where links can go."""
        if not self.env.context.get("beneficiary_wired_only"):
            return super()._notice_route()
        email = self._notice_address("email")
        return ("email", email) if email else ("sms", self._notice_address("sms"))

    def _account_address(self):
        """Return where the applicant logs in to follow his requests."""
        return urljoin(self.get_base_url(), "/web/login?redirect=/my/requests")

    def _notice_outgoing(self, text):
        """Let who has no password yet choose one: the link is for him alone, so it is not in the notice."""
        text = super()._notice_outgoing(text)
        partner = self.sudo().partner_id
        address = self._account_address()
        if address not in text or not partner.signup_type or partner.user_ids.filtered("login_date"):
            return text
        links = partner._get_signup_url_for_action(url="/my/requests")
        return text.replace(address, links[partner.id])
