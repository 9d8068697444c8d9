from odoo import models
from odoo.exceptions import ValidationError


class AccountAccount(models.Model):
    _inherit = "account.account"

    def _beneficiary_check_expense(self, setting):
        """Raise unless these accounts are expense accounts.

        :param str setting: the label of the field that names them
        """
        for account in self:
            if not account.account_type.startswith("expense"):
                raise ValidationError(
                    self.env._(
                        "“%(setting)s”: %(account)s must be an expense account.",
                        setting=setting,
                        account=account.display_name,
                    )
                )
