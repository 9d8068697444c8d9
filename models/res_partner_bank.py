from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.base_iban.models.res_partner_bank import normalize_iban, validate_iban


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    @api.constrains("acc_number", "partner_id")
    def _check_beneficiary_iban(self):
        """Payouts go to a valid IBAN: a mistyped one would otherwise be kept as a plain account number.

        :raise ValidationError: when the account of a beneficiary is no IBAN (length or check digits, mod 97)
        """
        for account in self:
            if not account.partner_id.sudo().is_beneficiary:
                continue
            try:
                validate_iban(normalize_iban(account.acc_number))
            except ValidationError:
                raise ValidationError(
                    self.env._(
                        "“%(number)s” is not a valid IBAN of %(name)s. A Saudi IBAN is SA and 22 digits; "
                        "read it again from the bank's letter.",
                        number=account.acc_number,
                        name=account.partner_id.name,
                    )
                ) from None
