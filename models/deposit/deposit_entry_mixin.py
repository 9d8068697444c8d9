from odoo import api, fields, models
from odoo.exceptions import AccessError


class DepositEntryMixin(models.AbstractModel):
    """What is booked in accounting for a refundable fee. Only the fee itself links it."""

    _name = "beneficiary.deposit.entry.mixin"
    _description = "Booked for a refundable fee"

    beneficiary_deposit_id = fields.Many2one(
        "beneficiary.deposit",
        "Refundable fee",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.model
    def _deposit_links(self):
        """Return the names of the fields that are set when a fee is booked, and by nobody else."""
        return {"beneficiary_deposit_id"}

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._refuse_deposit_links(name for vals in vals_list for name in self._deposit_links() if vals.get(name))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_deposit_links(self._deposit_links() & vals.keys())
        return super().write(vals)

    def _refuse_deposit_links(self, names):
        for name in names:
            raise AccessError(
                self.env._(
                    "“%(field)s” is set when a refundable fee is booked.",
                    field=self._fields[name]._description_string(self.env),
                )
            )
