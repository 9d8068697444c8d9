from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    beneficiary_complaint_alias_id = fields.Many2one(
        "mail.alias", "E-mail address for complaints", readonly=True, copy=False, ondelete="set null"
    )

    def _beneficiary_ensure_complaint_alias(self):
        """Return the e-mail alias that takes in the complaints of this association; it is made once (R-70)."""
        self.ensure_one()
        company = self.sudo()
        if not company.beneficiary_complaint_alias_id:
            company.beneficiary_complaint_alias_id = (
                self.env["mail.alias"]
                .sudo()
                .with_company(company)
                .create(
                    {
                        "alias_name": company._beneficiary_free_alias("complaints"),
                        "alias_model_id": self.env["ir.model"]._get_id("beneficiary.complaint"),
                        "alias_defaults": {"company_id": company.id},
                        "alias_domain_id": company.alias_domain_id.id,
                    }
                )
            )
        return company.beneficiary_complaint_alias_id
