from odoo import api, fields, models
from odoo.exceptions import AccessError

LINKS = {"beneficiary_deposit_id", "beneficiary_deposit_step"}


class AccountMove(models.Model):
    """Journal entries of refundable fees. What happens to them in accounting happens to the fee."""

    _inherit = "account.move"

    beneficiary_deposit_id = fields.Many2one(
        "beneficiary.deposit",
        "Refundable fee",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    beneficiary_deposit_step = fields.Selection(
        [("payment", "Payment"), ("refund", "Paid back"), ("forfeit", "Forfeited")],
        "Step of the fee",
        readonly=True,
        copy=False,
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._refuse_deposit_links(name for vals in vals_list for name in LINKS if vals.get(name))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_deposit_links(LINKS & vals.keys())
        result = super().write(vals)
        if "state" in vals:  # posted, set to draft or cancelled
            self._tell_deposits()
        return result

    def _refuse_deposit_links(self, names):
        for name in names:
            raise AccessError(
                self.env._(
                    "“%(field)s” is set when a refundable fee is booked.",
                    field=self._fields[name]._description_string(self.env),
                )
            )

    def _reverse_moves(self, default_values_list=None, cancel=False):
        reversals = super()._reverse_moves(default_values_list, cancel)
        for reversal in reversals.sudo():
            origin = reversal.reversed_entry_id
            if origin.beneficiary_deposit_id:
                reversal.write({name: origin[name].id if name.endswith("_id") else origin[name] for name in LINKS})
        reversals._tell_deposits()
        return reversals

    def _tell_deposits(self):
        """Let the deposits behind these entries know that something was booked or set back."""
        deposits = self.sudo().beneficiary_deposit_id
        if deposits:
            deposits._moves_changed()
