from odoo import fields, models


class SettingsMixin(models.AbstractModel):
    """Where the fees are kept."""

    _inherit = "beneficiary.settings.mixin"

    beneficiary_deposit_account_id = fields.Many2one(
        related="company_id.beneficiary_deposit_account_id", readonly=False
    )
    beneficiary_deposit_income_account_id = fields.Many2one(
        related="company_id.beneficiary_deposit_income_account_id", readonly=False
    )
    beneficiary_deposit_journal_id = fields.Many2one(
        related="company_id.beneficiary_deposit_journal_id", readonly=False
    )
    beneficiary_deposit_note = fields.Text(related="company_id.beneficiary_deposit_note", readonly=False)
