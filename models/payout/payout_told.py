from odoo import SUPERUSER_ID, fields, models


class PayoutTold(models.AbstractModel):
    """The person is told that the money is on its way to the account, once, by the agreed medium (R-45, R-76)."""

    _inherit = "beneficiary.payout.mixin"

    told_on = fields.Datetime(
        "Payee told on", readonly=True, copy=False, help="When the person was told that the money was paid."
    )

    def _flow_fields(self):
        return super()._flow_fields() | {"told_on"}

    def _tell_paid(self):
        """Tell the persons of these payouts that their money was paid, those who were not told before. In ``sudo``.

        The association tells, for the accountant who paid has no part in the case.
        """
        untold = self.filtered(lambda p: not p.told_on and p.state == "paid")
        for payout in untold.with_user(SUPERUSER_ID):
            payout._send_paid_notice()
        untold.write({"told_on": fields.Datetime.now()})

    def _send_paid_notice(self):
        """Send the notice of this one payout."""

    def _account_hint(self):
        """Return the last figures of the account that was paid to, enough for its owner to know it again."""
        return (self.sudo().iban or "")[-4:]


class PayoutNotices(models.Model):
    """What people are told of money."""

    _inherit = "beneficiary.notice"

    kind = fields.Selection(
        selection_add=[("payment", "Money paid"), ("compensation", "Compensation paid")],
        ondelete={"payment": "cascade", "compensation": "cascade"},
    )
