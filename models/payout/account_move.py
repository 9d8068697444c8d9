from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

LINK_READERS = "beneficiary.group_officer,beneficiary.group_finance,beneficiary.group_management"


class AccountMove(models.Model):
    """Bills of payouts and their credit notes. What happens to them in accounting happens to the payout."""

    _inherit = "account.move"

    beneficiary_payment_id = fields.Many2one(
        "beneficiary.payment",
        "Aid payment",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups=LINK_READERS,
    )
    beneficiary_compensation_id = fields.Many2one(
        "beneficiary.compensation",
        "Compensation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups=LINK_READERS,
    )

    @api.model
    def _payout_links(self):
        """Return the names of the fields that point to a payout."""
        return ["beneficiary_payment_id", "beneficiary_compensation_id"]

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._refuse_payout_links(name for vals in vals_list for name in self._payout_links() if vals.get(name))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_payout_links(name for name in self._payout_links() if name in vals)
        result = super().write(vals)
        if "state" in vals:  # posted, set to draft or cancelled
            for payouts in self._payouts():
                payouts._moves_changed()
        return result

    def _refuse_payout_links(self, names):
        for name in names:
            raise AccessError(
                self.env._(
                    "“%(field)s” is set when the bill of a payout is prepared.",
                    field=self._fields[name]._description_string(self.env),
                )
            )

    def _payouts(self):
        """Return the payouts behind these entries, in ``sudo``: a list of recordsets, one for each kind."""
        moves = self.sudo()
        moves |= moves.reversed_entry_id
        return [payouts for name in self._payout_links() if (payouts := moves[name])]

    def _post(self, soft=True):
        for name in self._payout_links():
            for bill in self.sudo().filtered(lambda m, name=name: m[name]):
                bill[name]._check_bill(bill)
        return super()._post(soft)

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        for payouts in self._payouts():
            payouts.filtered(lambda p: p.state == "paid")._money_arrived()
            payouts._tell_paid()
        return result

    def action_open_beneficiary_payout(self):
        """Open the payout that this bill belongs to, for those who may see it.

        :raise UserError: when it belongs to none
        """
        self.ensure_one()
        self.check_access("read")
        for payouts in self._payouts():
            payout = payouts.with_env(self.env)
            payout.check_access("read")
            return payout.get_formview_action()
        raise UserError(self.env._("%(name)s is not the bill of a payout.", name=self.display_name))

    # ------------------------------------------------------------------- money
    def _beneficiary_money_out(self):
        """Return what left the association through this one bill, less what came back through its credit notes.

        What bill and credit note settle between them is no money. In the currency of the bill.
        """
        if self.state != "posted":
            return 0.0
        money = self._beneficiary_money_without_entry()
        for partial in self._beneficiary_payable_lines().matched_debit_ids:
            move = partial.debit_move_id.move_id
            if move.state == "posted" and not move.is_invoice():
                money += partial.credit_amount_currency
        for partial in self._beneficiary_credit_notes()._beneficiary_payable_lines().matched_credit_ids:
            move = partial.credit_move_id.move_id
            if move.state == "posted" and not move.is_invoice():
                money -= partial.debit_amount_currency
        return money

    def _beneficiary_payment_state(self):
        """Return the payment state of this one bill, empty as long as it is a draft.

        Odoo calls a bill paid even when its payment was set back to draft: that is no money yet, but on its way.
        """
        if self.state != "posted":
            return False
        counterparts = self._beneficiary_payable_lines().matched_debit_ids.debit_move_id
        if self.payment_state == "paid" and any(line.parent_state != "posted" for line in counterparts):
            return "in_payment"
        return self.payment_state

    def _beneficiary_credit_notes(self):
        """Return the posted credit notes of these bills."""
        return self.reversal_move_ids.filtered(lambda m: m.state == "posted" and m.move_type == "in_refund")

    def _beneficiary_payable_lines(self):
        return self.line_ids.filtered(lambda line: line.account_type == "liability_payable")

    def _beneficiary_money_without_entry(self):
        """Return what was paid by payments that make no entry until the bank statement comes."""
        payments = self.matched_payment_ids.filtered(lambda p: not p.move_id and p.state in ("in_process", "paid"))
        if not payments:
            return 0.0
        total = sum(
            payment.currency_id._convert(payment.amount, self.currency_id, self.company_id, payment.date)
            for payment in payments
        )
        return min(total, self.amount_residual)

    def _beneficiary_bill_closed(self):
        """Tell whether this one bill is cancelled, or credited in full and nothing of its money is out."""
        if self.state == "cancel":
            return True
        if self.state != "posted":
            return False
        credited = sum(self._beneficiary_credit_notes().mapped("amount_total"))
        compare = self.currency_id.compare_amounts
        return compare(credited, self.amount_total) >= 0 and compare(self._beneficiary_money_out(), 0) <= 0
