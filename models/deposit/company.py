from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ResCompany(models.Model):
    """Where the refundable fees of an association are kept in its books (R-60)."""

    _inherit = "res.company"

    beneficiary_deposit_account_id = fields.Many2one(
        "account.account",
        "Account of the refundable fees",
        check_company=True,
        domain="[('account_type', 'in', ('liability_current', 'liability_payable')), ('reconcile', '=', True)]",
        help="The liability account that holds the fees until they are paid back or forfeited.",
    )
    beneficiary_deposit_income_account_id = fields.Many2one(
        "account.account",
        "Account of the forfeited fees",
        check_company=True,
        domain="[('account_type', 'in', ('income', 'income_other'))]",
        help="The income account to which a forfeited fee goes.",
    )
    beneficiary_deposit_journal_id = fields.Many2one(
        "account.journal",
        "Journal of the refundable fees",
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash'))]",
        help="The bank or cash journal through which the fees are paid and paid back.",
    )
    beneficiary_deposit_note = fields.Text(
        "How to pay the fee",
        translate=True,
        help="What applicants read who cannot pay online: the bank account, or where the cashier is.",
    )

    @api.constrains("beneficiary_deposit_account_id", "beneficiary_deposit_income_account_id")
    def _check_beneficiary_deposit_accounts(self):
        for company in self.sudo():
            held, income = company.beneficiary_deposit_account_id, company.beneficiary_deposit_income_account_id
            if held and (not held.reconcile or held.account_type not in ("liability_current", "liability_payable")):
                raise ValidationError(
                    self.env._(
                        "“%(setting)s”: %(account)s must be a liability account with “Allow Reconciliation”.",
                        setting=self._beneficiary_setting("beneficiary_deposit_account_id"),
                        account=held.display_name,
                    )
                )
            if income and income.account_type not in ("income", "income_other"):
                raise ValidationError(
                    self.env._(
                        "“%(setting)s”: %(account)s must be an income account.",
                        setting=self._beneficiary_setting("beneficiary_deposit_income_account_id"),
                        account=income.display_name,
                    )
                )

    @api.constrains("beneficiary_deposit_journal_id")
    def _check_beneficiary_deposit_journal(self):
        for journal in self.sudo().beneficiary_deposit_journal_id:
            if journal.type not in ("bank", "cash"):
                raise ValidationError(
                    self.env._(
                        "“%(setting)s”: %(journal)s must be a bank or cash journal.",
                        setting=self._beneficiary_setting("beneficiary_deposit_journal_id"),
                        journal=journal.display_name,
                    )
                )

    def _beneficiary_setting(self, name):
        """Return the label of a setting in the language of the user."""
        return self._fields[name]._description_string(self.env)

    def _beneficiary_books(self, name):
        """Return the account or journal that the setting ``name`` holds.

        :raise UserError: naming the setting, when it is empty
        """
        self.ensure_one()
        found = self.sudo()[name]
        if not found:
            raise UserError(
                self.env._(
                    "%(company)s: choose “%(setting)s” in the settings of the association first.",
                    company=self.sudo().name,
                    setting=self._beneficiary_setting(name),
                )
            )
        return found

    def _beneficiary_deposit_general_journal(self):
        """Return the journal in which a forfeited fee is booked.

        :raise UserError: when the company has no journal for miscellaneous entries
        """
        self.ensure_one()
        journals = self.env["account.journal"].sudo()
        domain = [*journals._check_company_domain(self), ("type", "=", "general")]
        journal = journals.search(domain, limit=1)
        if not journal:
            raise UserError(
                self.env._(
                    "%(company)s has no journal for miscellaneous entries. Make one in Accounting.", company=self.name
                )
            )
        return journal
