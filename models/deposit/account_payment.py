from odoo import models


class AccountPayment(models.Model):
    """Payments of refundable fees; their entries carry the fee."""

    _name = "account.payment"
    _inherit = ["beneficiary.deposit.entry.mixin", "account.payment"]  # in this order: it refuses first

    def _generate_move_vals(self, write_off_line_vals=None, force_balance=None, line_ids=None):
        values = super()._generate_move_vals(write_off_line_vals, force_balance, line_ids)
        if self.beneficiary_deposit_id:
            values |= {
                "beneficiary_deposit_id": self.beneficiary_deposit_id.id,
                "beneficiary_deposit_step": "payment" if self.payment_type == "inbound" else "refund",
            }
        return values
