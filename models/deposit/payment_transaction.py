from odoo import api, fields, models


class PaymentTransaction(models.Model):
    """Online payments of refundable fees through Odoo's payment providers."""

    _inherit = "payment.transaction"

    beneficiary_deposit_id = fields.Many2one(
        "beneficiary.deposit", "Refundable fee", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    @api.model
    def _compute_reference_prefix(self, separator, **values):
        deposit = self.env["beneficiary.deposit"].sudo().browse(values.get("beneficiary_deposit_id") or []).exists()
        return deposit.name if deposit else super()._compute_reference_prefix(separator, **values)

    def _create_child_transaction(self, amount, is_refund=False, **custom_create_values):
        if self.beneficiary_deposit_id:
            custom_create_values["beneficiary_deposit_id"] = self.beneficiary_deposit_id.id
        return super()._create_child_transaction(amount, is_refund=is_refund, **custom_create_values)

    def _create_payment(self, **extra_create_values):
        """Let the payment of a fee end on the liability account instead of the receivable one."""
        self.ensure_one()
        deposit = self.sudo().beneficiary_deposit_id
        if not deposit:
            return super()._create_payment(**extra_create_values)
        values = deposit._payment_values()
        payment = super()._create_payment(**(values | extra_create_values))
        deposit._check_on_liability(payment.sudo().move_id)
        deposit._reconcile()
        return payment

    def _log_message_on_linked_documents(self, message):
        super()._log_message_on_linked_documents(message)
        deposit = self.sudo().beneficiary_deposit_id
        if deposit:
            deposit.message_post(body=message, subtype_xmlid="mail.mt_note")
