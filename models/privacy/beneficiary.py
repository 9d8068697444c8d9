from odoo import fields, models


class Beneficiary(models.Model):
    _inherit = "beneficiary.beneficiary"

    consent_ids = fields.One2many(
        "beneficiary.consent",
        "beneficiary_id",
        "Consents",
        groups="beneficiary.group_delegate,beneficiary.group_management",
    )

    def _portal_consent_choices(self):
        """Return what the person may agree to, as pairs of the purpose and whether he agrees now; in ``sudo``."""
        self.ensure_one()
        purposes = self.env["beneficiary.consent.purpose"].sudo().search([("active", "=", True)])
        agreed = self.consent_ids.filtered(lambda c: not c.withdrawn_on).purpose_id
        return [(purpose, purpose in agreed) for purpose in purposes]

    def _portal_set_consents(self, purpose_ids):
        """Give and withdraw consents as ticked on the page. The page has checked that it is the visitor's file.

        :param purpose_ids: ids of the purposes that are ticked; what is no purpose is ignored
        """
        self.ensure_one()
        consents = self.env["beneficiary.consent"].sudo()
        for purpose, agreed in self._portal_consent_choices():
            ticked = purpose.id in purpose_ids
            if ticked and not agreed:
                consents.create({"beneficiary_id": self.id, "purpose_id": purpose.id, "method": "portal"})
            elif agreed and not ticked:
                valid = self.consent_ids.filtered_domain(consents._valid_domain(purpose))
                valid.write({"withdrawn_on": fields.Datetime.now()})
