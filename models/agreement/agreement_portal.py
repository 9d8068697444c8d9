from odoo import api, models
from odoo.fields import Domain

SHOWN = ("sent", "signed", "active", "renewed", "amended", "ended", "terminated")


class AgreementPortal(models.Model):
    """Whose pages show an agreement, and who may sign it there."""

    _inherit = "beneficiary.agreement"

    @api.model
    def _portal_domain(self, user):
        """Return the domain of the agreements that the pages of a logged-in ``user`` show: his own ones.

        A contact of an organisation sees those of the organisation, too.
        """
        if user._is_public():
            return Domain.FALSE
        partner = user.partner_id
        parties = partner | partner.commercial_partner_id.filtered("is_company")
        return Domain("partner_id", "in", parties.ids) & Domain("state", "in", SHOWN)

    def _is_shown(self):
        """Tell whether the page of the agreement exists: drafts and what was withdrawn have none."""
        self.ensure_one()
        return self.state in SHOWN

    def _waits_for_party(self):
        """Tell whether the party can sign it now."""
        self.ensure_one()
        return self.state == "sent" and not self.party_signed_on

    def _page_address(self):
        """Return the address of the agreement's page; there one signs in."""
        return self.get_base_url() + self.access_url

    def _notice_outgoing(self, text):
        """Let a party who has no login open the page: whoever has the token of the link acts as the party."""
        agreement = self.sudo()
        if agreement.partner_id.user_ids.filtered("active"):
            return super()._notice_outgoing(text)
        token = agreement.get_base_url() + agreement.get_portal_url()
        return super()._notice_outgoing(text).replace(self._page_address(), token)

    def _get_report_base_filename(self):
        self.ensure_one()
        return f"{self.env._('Agreement')} {self.name}"
