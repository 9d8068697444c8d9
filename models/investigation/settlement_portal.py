from odoo import api, models
from odoo.fields import Domain

SHOWN = ("offered", "signed", "declined")


class SettlementPortal(models.Model):
    """Whose pages show a settlement, and who may sign it there."""

    _inherit = "beneficiary.settlement"

    @api.model
    def _portal_domain(self, user, company):
        """Return the domain of the settlements of a logged-in ``user``: about his own complaints and his wards'."""
        if user._is_public():
            return Domain.FALSE
        files = self.env["beneficiary.beneficiary"]._portal_files(user, company)
        own = Domain("complaint_id.partner_id", "=", user.partner_id.id)
        own |= Domain("complaint_id.beneficiary_id", "in", files.ids)
        return own & Domain("complaint_id.anonymous", "=", False) & Domain("state", "in", SHOWN)

    def _is_shown(self):
        """Tell whether the page of the settlement exists: drafts and what is void have none."""
        self.ensure_one()
        return self.state in SHOWN

    def _waits_for_party(self):
        """Tell whether the harmed person can sign or decline it now."""
        self.ensure_one()
        return self.state == "offered" and not self.party_signed_on

    def _page_address(self):
        """Return the address of the settlement's page; there one signs in."""
        self.ensure_one()
        return self.get_base_url() + self.access_url

    def _get_report_base_filename(self):
        self.ensure_one()
        return f"{self.env._('Settlement')} {self.name}"
