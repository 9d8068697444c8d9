from odoo import api, models


class Program(models.Model):
    _inherit = "beneficiary.program"

    @api.model
    def _apply_programs(self, company):
        """Return the programmes for which a visitor of the website may apply now, in ``sudo``."""
        programs = self.sudo()
        if not company.sudo().beneficiary_policy_id:
            return programs
        return programs.search(self._apply_domain(company))

    @api.model
    def _apply_domain(self, company):
        """Return the domain of :meth:`_apply_programs`."""
        return [("company_id", "=", company.id), ("state", "=", "open")]
