from odoo import fields, models


class SettingsMixin(models.AbstractModel):
    """Where payouts are booked."""

    _inherit = "beneficiary.settings.mixin"

    beneficiary_payout_journal_id = fields.Many2one(related="company_id.beneficiary_payout_journal_id", readonly=False)
    beneficiary_aid_account_id = fields.Many2one(related="company_id.beneficiary_aid_account_id", readonly=False)
    beneficiary_aid_analytic_id = fields.Many2one(related="company_id.beneficiary_aid_analytic_id", readonly=False)
    beneficiary_compensation_account_id = fields.Many2one(
        related="company_id.beneficiary_compensation_account_id", readonly=False
    )
    beneficiary_compensation_analytic_id = fields.Many2one(
        related="company_id.beneficiary_compensation_analytic_id", readonly=False
    )
