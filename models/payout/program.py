from odoo import api, fields, models

ACCOUNTING = "account.group_account_readonly,account.group_account_invoice"


class ProgramPayout(models.Model):
    """Where the aid of a programme is booked, if not where the association books all of it."""

    _inherit = "beneficiary.program"

    payout_account_id = fields.Many2one(
        "account.account",
        "Expense account",
        check_company=True,
        domain="[('account_type', 'like', 'expense')]",
        ondelete="restrict",
        groups=ACCOUNTING,
        help="Empty: the expense account of aid in the settings of the association.",
    )
    payout_analytic_id = fields.Many2one(
        "account.analytic.account",
        "Analytic account",
        check_company=True,
        ondelete="restrict",
        groups=ACCOUNTING,
        help="Empty: the analytic account of aid in the settings of the association.",
    )

    @api.constrains("payout_account_id")
    def _check_payout_account(self):
        label = self._fields["payout_account_id"]._description_string(self.env)
        self.sudo().payout_account_id._beneficiary_check_expense(label)
