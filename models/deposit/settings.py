from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

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
