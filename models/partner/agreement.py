from odoo import models


class AgreementPartner(models.Model):
    """Agreements under which partner entities verify cases."""

    _inherit = "beneficiary.agreement"

    def _succeed(self):
        """Let the entities of the agreement that this one renews or amends go on under this one."""
        old = self.previous_id
        result = super()._succeed()
        if old.state in ("renewed", "amended"):
            entities = self.env["beneficiary.partner.entity"].sudo().with_context(active_test=False)
            entities.search([("agreement_id", "=", old.id)]).write({"agreement_id": self.id})
        return result
