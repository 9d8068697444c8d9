from odoo import models
from odoo.fields import Domain


class Digest(models.Model):
    _inherit = "digest.digest"

    def _calculate_company_based_kpi(
        self, model, digest_kpi_field, date_field="create_date", additional_domain=None, sum_field=None
    ):
        if model == "crm.lead":  # the figures of sales
            additional_domain = Domain(additional_domain or Domain.TRUE) & Domain("is_inquiry", "=", False)
        return super()._calculate_company_based_kpi(
            model, digest_kpi_field, date_field=date_field, additional_domain=additional_domain, sum_field=sum_field
        )
