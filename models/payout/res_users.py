from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    def _beneficiary_barred_domain(self, model_field):
        domain = Domain(super()._beneficiary_barred_domain(model_field))
        hidden = self.env["beneficiary.compensation"].sudo()
        hidden = hidden.search([("complaint_id.barred_user_ids", "in", self.ids)])
        if hidden:
            domain &= Domain(model_field, "!=", hidden._name) | Domain("res_id", "not in", hidden.ids)
        return list(domain)
