from odoo import models
from odoo.exceptions import UserError


class DepositReceipt(models.AbstractModel):
    """The receipt for a refundable fee (R-60)."""

    _name = "report.beneficiary.report_deposit_receipt"
    _description = "Receipt of a refundable fee"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.deposit"

    def _get_report_values(self, docids, data=None):
        for deposit in self.env[self._report_model].browse(docids):
            if not deposit._has_receipt():
                raise UserError(self.env._("%(name)s is not paid; there is no receipt yet.", name=deposit.name))
        return super()._get_report_values(docids, data)

    def _lang_code(self, doc):
        return doc.sudo().partner_id.lang

    def _title(self, doc):
        return self.env._("Receipt of a refundable fee")

    def _reference(self, doc):
        return doc.receipt_number

    def _facts(self, deposit):
        """Return who paid what for, as pairs of label and text, without the details of the case."""
        deposit = deposit.sudo()
        dates = deposit._liability_lines().filtered(lambda line: line.move_id.beneficiary_deposit_step == "payment")
        facts = [
            (self.env._("Received from"), deposit.partner_id.name),
            (self.env._("Programme"), deposit.program_id.name),
            (self.env._("Reference"), deposit.name),
            (self.env._("Paid on"), self._date(min(dates.mapped("date"), default=None))),
        ]
        if deposit.amount_refunded:
            facts.append((self.env._("Paid back"), self._money(deposit.amount_refunded, deposit.currency_id)))
        if deposit.amount_forfeited:
            facts.append((self.env._("Forfeited"), self._money(deposit.amount_forfeited, deposit.currency_id)))
        return facts

    def _amount(self, deposit):
        return self._money(deposit.amount_paid, deposit.currency_id)

    def _sentence(self, deposit):
        """Return the sentence that says what the money is."""
        return self.env._(
            "%(company)s has received this refundable fee and pays it back, unless it is forfeited.",
            company=deposit.company_id.name,
        )
