from odoo import models


class Delivery(models.Model):
    _inherit = "beneficiary.delivery"

    def action_sign(self):
        """Confirm that the receipt is signed, and tell the person what is on record as received (R-45, R-51)."""
        result = super().action_sign()
        for delivery in self:
            delivery.request_id._send_notice("delivery", delivery=delivery.sudo(), occasion=delivery.id)
        return result
