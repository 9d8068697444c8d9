from odoo import fields, models


class PayoutSettings(models.AbstractModel):
    """Where payouts are booked, on Odoo's own screen and on that of the association's manager."""

    _name = "beneficiary.payout.settings.mixin"
    _description = "Settings of payouts"

    company_id = fields.Many2one("res.company")
    beneficiary_payout_journal_id = fields.Many2one(related="company_id.beneficiary_payout_journal_id", readonly=False)
    beneficiary_aid_account_id = fields.Many2one(related="company_id.beneficiary_aid_account_id", readonly=False)
    beneficiary_aid_analytic_id = fields.Many2one(related="company_id.beneficiary_aid_analytic_id", readonly=False)
    beneficiary_compensation_account_id = fields.Many2one(
        related="company_id.beneficiary_compensation_account_id", readonly=False
    )
    beneficiary_compensation_analytic_id = fields.Many2one(
        related="company_id.beneficiary_compensation_analytic_id", readonly=False
    )
