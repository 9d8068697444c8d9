from odoo import api, fields, models


class AccountMove(models.Model):
    """Journal entries of refundable fees. What happens to them in accounting happens to the fee."""

    _name = "account.move"
    _inherit = ["beneficiary.deposit.entry.mixin", "account.move"]  # in this order: it refuses first

    beneficiary_deposit_step = fields.Selection(
        [("payment", "Payment"), ("refund", "Paid back"), ("forfeit", "Forfeited")],
        "Step of the fee",
        readonly=True,
        copy=False,
    )

    @api.model
    def _deposit_links(self):
        return super()._deposit_links() | {"beneficiary_deposit_step"}

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:  # posted, set to draft or cancelled
            self._tell_deposits()
        return result

    def _reverse_moves(self, default_values_list=None, cancel=False):
        reversals = super()._reverse_moves(default_values_list, cancel)
        for reversal in reversals.sudo():
            origin = reversal.reversed_entry_id
            if origin.beneficiary_deposit_id:
                links = {name: origin[name] for name in self._deposit_links()}
                reversal.write(origin._convert_to_write(links))
        reversals._tell_deposits()
        return reversals

    def _tell_deposits(self):
        """Let the deposits behind these entries know that something was booked or set back."""
        deposits = self.sudo().beneficiary_deposit_id
        if deposits:
            deposits._moves_changed()
