from odoo import models


class Policy(models.Model):
    _inherit = "beneficiary.policy"

    def _configure_company(self):
        """Give the company an e-mail address for complaints, too."""
        super()._configure_company()
        self.company_id._beneficiary_ensure_complaint_alias()
