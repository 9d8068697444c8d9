from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """Where what an association pays out is booked (R-51, R-76)."""

    _inherit = "res.company"

    beneficiary_payout_journal_id = fields.Many2one(
        "account.journal",
        "Journal of the payouts",
        check_company=True,
        domain="[('type', '=', 'purchase')]",
        help="The purchase journal in which the bills of aid and compensations are prepared.",
    )
    beneficiary_aid_account_id = fields.Many2one(
        "account.account",
        "Expense account of aid",
        check_company=True,
        domain="[('account_type', 'like', 'expense')]",
        help="The expense account of aid that is paid out, unless the programme names another one.",
    )
    beneficiary_aid_analytic_id = fields.Many2one(
        "account.analytic.account", "Analytic account of aid", check_company=True
    )
    beneficiary_compensation_account_id = fields.Many2one(
        "account.account",
        "Expense account of compensations",
        check_company=True,
        domain="[('account_type', 'like', 'expense')]",
    )
    beneficiary_compensation_analytic_id = fields.Many2one(
        "account.analytic.account", "Analytic account of compensations", check_company=True
    )

    @api.constrains("beneficiary_aid_account_id", "beneficiary_compensation_account_id")
    def _check_beneficiary_payout_accounts(self):
        for company in self.sudo():
            for name in ("beneficiary_aid_account_id", "beneficiary_compensation_account_id"):
                company[name]._beneficiary_check_expense(company._beneficiary_setting(name))

    @api.constrains("beneficiary_payout_journal_id")
    def _check_beneficiary_payout_journal(self):
        for journal in self.sudo().beneficiary_payout_journal_id:
            if journal.type != "purchase":
                raise ValidationError(
                    self.env._(
                        "“%(setting)s”: %(journal)s must be a purchase journal.",
                        setting=self._beneficiary_setting("beneficiary_payout_journal_id"),
                        journal=journal.display_name,
                    )
                )
