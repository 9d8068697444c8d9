from odoo import models

from odoo.addons.base.models.res_bank import sanitize_account_number


class ResPartnerBank(models.Model):
    """An account of a beneficiary that was verified, and whose number then changes, must be verified again."""

    _inherit = "res.partner.bank"

    def _compute_employee_id(self):
        # hr looks with the rights of the user, so an accountant without rights in hr could open no account at all
        # (odoo/odoo#247792)
        super(ResPartnerBank, self.sudo())._compute_employee_id()

    def write(self, vals):
        if {"acc_number", "partner_id"} & vals.keys() and "allow_out_payment" not in vals:
            # staff keep the numbers through the file, in `sudo`, where Odoo's own lock of verified accounts is open
            self.filtered(lambda a: a._beneficiary_loses_trust(vals)).allow_out_payment = False
        return super().write(vals)

    def _beneficiary_loses_trust(self, vals):
        """Tell whether ``vals`` change this one account of a beneficiary so that its verification is worth nothing."""
        if not self.env.su or not self.allow_out_payment or not self.partner_id.is_beneficiary:
            return False
        number = sanitize_account_number(vals.get("acc_number", self.acc_number))
        return number != self.sanitized_acc_number or vals.get("partner_id", self.partner_id.id) != self.partner_id.id
