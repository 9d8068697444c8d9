from odoo import api, fields, models
from odoo.exceptions import AccessError


class AccountPayment(models.Model):
    """Payments of refundable fees; their entries carry the fee."""

    _inherit = "account.payment"

    beneficiary_deposit_id = fields.Many2one(
        "beneficiary.deposit",
        "Refundable fee",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("beneficiary_deposit_id") for vals in vals_list):
            self._refuse_deposit_link()
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and "beneficiary_deposit_id" in vals:
            self._refuse_deposit_link()
        return super().write(vals)

    def _refuse_deposit_link(self):
        raise AccessError(
            self.env._(
                "“%(field)s” is set when a refundable fee is booked.",
                field=self._fields["beneficiary_deposit_id"]._description_string(self.env),
            )
        )

    def _generate_move_vals(self, write_off_line_vals=None, force_balance=None, line_ids=None):
        values = super()._generate_move_vals(write_off_line_vals, force_balance, line_ids)
        if self.beneficiary_deposit_id:
            values |= {
                "beneficiary_deposit_id": self.beneficiary_deposit_id.id,
                "beneficiary_deposit_step": "payment" if self.payment_type == "inbound" else "refund",
            }
        return values
