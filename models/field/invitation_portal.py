from odoo import api, models
from odoo.fields import Domain

from ...tools.secret import same_secret

SHOWN = ("announced", "held", "closed", "cancelled")


class Invitation(models.Model):
    """Whose pages show an invitation."""

    _inherit = "beneficiary.invitation"

    @api.model
    def _portal_domain(self, user, company):
        """Return the domain of the invitations that the pages of a logged-in ``user`` show: his own and his wards'."""
        files = self.env["beneficiary.beneficiary"]._portal_files(user, company)
        if not files:
            return Domain.FALSE
        return (
            Domain("beneficiary_id", "in", files.ids)
            & Domain("told_on", "!=", False)
            & Domain("event_id.state", "in", SHOWN)
        )

    @api.model
    def _by_token(self, invitation_id, token):
        """Return the invitation of a link, in ``sudo``; empty when the link is wrong."""
        invitation = self.sudo().browse(invitation_id).exists()
        if not invitation or not same_secret(invitation._token(), token):
            return self.sudo()
        return invitation if invitation.event_id.state in SHOWN else self.sudo()
