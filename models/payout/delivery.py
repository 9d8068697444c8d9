from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class DeliveryPayout(models.Model):
    """Deliveries of money that was paid through accounting."""

    _inherit = "beneficiary.delivery"

    payment_id = fields.Many2one(
        "beneficiary.payment", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )

    _one_per_payment = models.UniqueIndex(
        "(payment_id) WHERE payment_id IS NOT NULL", "The delivery of this payment is recorded already."
    )

    @api.constrains("amount", "request_id", "payment_id")
    def _check_amount(self):
        super()._check_amount()
        self.sudo().request_id._check_payments_within_approved()
        for delivery in self.sudo().filtered("payment_id"):
            if delivery.currency_id.compare_amounts(delivery.amount, delivery.payment_id.amount) > 0:
                raise ValidationError(
                    self.env._(
                        "%(name)s: the payment %(payment)s was %(amount)s, so no more of it is delivered.",
                        name=delivery.name,
                        payment=delivery.payment_id.name,
                        amount=delivery.currency_id.format(delivery.payment_id.amount),
                    )
                )

    def action_sign(self):
        for payment in self.sudo().payment_id:
            if payment.state != "paid":
                raise UserError(
                    self.env._(
                        "The payment %(payment)s is not paid any more. Ask the finance team before the receipt is "
                        "signed.",
                        payment=payment.name,
                    )
                )
        return super().action_sign()
