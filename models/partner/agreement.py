from odoo import models


class AgreementPartner(models.Model):
    """Agreements under which partner entities verify cases."""

    _inherit = "beneficiary.agreement"

    def write(self, vals):
        result = super().write(vals)
        if {"state", "date_start", "date_end"} & vals.keys():
            self._partner_entities()._note_force()
        return result

    def _partner_entities(self):
        """Return the entities that verify under these agreements, in ``sudo``."""
        entities = self.env["beneficiary.partner.entity"].sudo().with_context(active_test=False)
        return entities.search([("agreement_id", "in", self.ids)])

    def _succeed(self):
        """Let the entities of the agreement that this one renews or amends go on under this one."""
        old = self.previous_id
        result = super()._succeed()
        if old.state in ("renewed", "amended"):
            old._partner_entities().write({"agreement_id": self.id})
        return result
