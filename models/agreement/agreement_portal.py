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

    def _portal_link(self):
        """Return the address of the page for a message to the party.

        Who has a login signs in; who has none gets the token, with which anybody who has the message acts as the party.
        """
        agreement = self.sudo()
        has_login = agreement.partner_id.user_ids.filtered("active")
        path = agreement.access_url if has_login else agreement.get_portal_url()
        return agreement.get_base_url() + path

    def _get_report_base_filename(self):
        self.ensure_one()
        return f"{self.env._('Agreement')} {self.name}"
