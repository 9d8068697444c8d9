from odoo import api, fields, models


class BeneficiaryPortal(models.Model):
    """Whose files a person sees on the portal: his own, and those of his wards."""

    _inherit = "beneficiary.beneficiary"

    guardian_ids = fields.One2many("beneficiary.guardian", "beneficiary_id", "Guardians")
    ward_ids = fields.One2many("beneficiary.guardian", "guardian_id", "Wards")

    @api.model
    def _portal_own_file(self, user, company):
        """Return the file of a logged-in ``user`` in an association, in ``sudo``; may be empty."""
        files = self.sudo()
        if user._is_public():
            return files
        return files.search([("partner_id", "=", user.partner_id.id), ("company_id", "=", company.id)], limit=1)

    @api.model
    def _portal_files(self, user, company):
        """Return the files that the pages of a logged-in ``user`` show, in ``sudo``: his own one first, then wards'."""
        own = self._portal_own_file(user, company)
        if not own:
            return own
        guardians = self.env["beneficiary.guardian"].sudo()
        return own | guardians.search(guardians._acting_domain(own)).beneficiary_id.filtered("active")
