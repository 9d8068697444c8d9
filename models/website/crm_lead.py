from odoo import models


class CrmLeadWebsite(models.Model):
    _inherit = "crm.lead"

    def website_form_input_filter(self, request, values):
        # nobody outside makes an inquiry through the form of sales leads: it knows fields that are not the visitor's
        values = super().website_form_input_filter(request, values)
        if self.env["crm.team"].sudo().browse(values.get("team_id") or []).exists().is_beneficiary:
            values.update(team_id=False, user_id=False)
        return values
