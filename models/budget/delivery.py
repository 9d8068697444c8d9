from odoo import models


class DeliveryBudget(models.Model):
    _inherit = "beneficiary.delivery"

    def action_sign(self):
        # a delivered request holds no more than what was delivered: what comes later needs money again
        for delivery in self.sudo().filtered(lambda d: d.state == "draft" and d.request_id.state == "done"):
            if season := delivery.request_id.season_id:
                season.with_env(self.sudo().env)._reserve(delivery.name, delivery.amount, place=False)
        return super().action_sign()
