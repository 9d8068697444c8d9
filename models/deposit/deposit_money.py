from odoo import fields, models
from odoo.exceptions import UserError

from .deposit import ACCOUNTING, FINANCE


class DepositMoney(models.Model):
    """The way of a fee into and out of the books.

    Who works here belongs to the finance group, which has no rights of its own in Odoo's accounting: every method
    checks the role, the record and its state, and only then posts in ``sudo``, with values of its own.
    """

    _inherit = "beneficiary.deposit"

    def _lock(self):
        """Hold these deposits until the transaction ends, so that nobody books them a second time meanwhile.

        :raise UserError: when somebody else holds one
        """
        self._hold_rows(self.env._("Somebody else is booking this fee right now. Look at it again."))

    # ---------------------------------------------------------------- payment
    def action_register_payment(self, date=None, memo=None):
        """Register that the applicant has paid the fee, or the rest of it, at the bank or the cashier.

        :param date: day of the payment; today by default
        :param str memo: what the bank statement says
        :raise UserError: when the fee is not due
        """
        self._check_role(FINANCE)
        self.ensure_one()
        self.check_access("read")
        self._lock()
        self._check_state("due")
        self._book_payment("inbound", self._amount_due(), date, memo)
        return True

    def _amount_due(self):
        """Return what is still to be paid, in the currency of the deposit."""
        self.ensure_one()
        return self.amount - self.amount_paid

    def _pending_transactions(self):
        """Return the online payments that are under way, in ``sudo``."""
        waiting = ("pending", "authorized", "done")
        return self.sudo().transaction_ids.filtered(
            lambda t: t.state in waiting and not t.payment_id and t.operation != "refund"
        )

    def _book_payment(self, payment_type, amount, date=None, memo=None):
        """Post a payment whose counterpart is the liability account, and reconcile it. Return it in ``sudo``.

        :param str payment_type: ``inbound`` or ``outbound``
        :param amount: in the currency of the deposit
        """
        deposit = self.sudo()
        journal = self.company_id._beneficiary_books("beneficiary_deposit_journal_id")
        payments = deposit.env["account.payment"].with_company(deposit.company_id)
        payment = payments.create(
            deposit._payment_values()
            | {
                "payment_type": payment_type,
                "amount": amount,
                "journal_id": journal.id,
                "date": date or deposit.company_id._beneficiary_today(),
                "memo": f"{deposit.name} – {memo}" if memo else deposit.name,
            }
        )
        payment.action_post()
        deposit._check_on_liability(payment.move_id)
        deposit._reconcile()
        return payment

    def _payment_values(self):
        """Return what every payment of this deposit has in common, a payment by a provider as well."""
        deposit = self.sudo()
        return {
            "beneficiary_deposit_id": deposit.id,
            "partner_id": deposit.partner_id.id,
            "partner_type": "customer",
            "currency_id": deposit.currency_id.id,
            "company_id": deposit.company_id.id,
            "destination_account_id": deposit.account_id.id,
        }

    def _check_on_liability(self, move):
        if self.account_id not in move.line_ids.account_id:
            raise UserError(
                self.env._(
                    "%(name)s: the entry does not reach the account of the refundable fees. Give the journal "
                    "“%(journal)s” an outstanding account.",
                    name=self.name,
                    journal=move.journal_id.name or self.company_id.beneficiary_deposit_journal_id.name,
                )
            )

    def _reconcile(self):
        """Reconcile what is open on the liability account of each deposit."""
        for deposit in self:
            lines = deposit._liability_lines().filtered(lambda line: not line.reconciled)
            if lines.filtered(lambda line: line.balance > 0) and lines.filtered(lambda line: line.balance < 0):
                lines.reconcile()

    # ---------------------------------------------------------------- forfeit
    def _book_forfeit(self, date=None):
        """Post what is left of the fee to the income account, and reconcile it. Return the entry in ``sudo``."""
        deposit = self.sudo()
        company = deposit.company_id
        income = company._beneficiary_books("beneficiary_deposit_income_account_id")
        journal = company._beneficiary_deposit_general_journal()
        left = deposit._liability_lines().filtered(lambda line: not line.reconciled)
        # exactly what is open, in both currencies: nothing stays behind
        currency_amount, balance = -sum(left.mapped("amount_residual_currency")), -sum(left.mapped("amount_residual"))
        label = self.env._("%(name)s: fee forfeited", name=deposit.name)
        common = {"name": label, "partner_id": deposit.partner_id.id, "currency_id": deposit.currency_id.id}
        move = (
            deposit.env["account.move"]
            .with_company(company)
            .create(
                {
                    "move_type": "entry",
                    "journal_id": journal.id,
                    "date": date or company._beneficiary_today(),
                    "ref": label,
                    "beneficiary_deposit_id": deposit.id,
                    "beneficiary_deposit_step": "forfeit",
                    "line_ids": [
                        fields.Command.create(
                            common
                            | {
                                "account_id": deposit.account_id.id,
                                "amount_currency": currency_amount,
                                "balance": balance,
                            }
                        ),
                        fields.Command.create(
                            common | {"account_id": income.id, "amount_currency": -currency_amount, "balance": -balance}
                        ),
                    ],
                }
            )
        )
        move.action_post()
        deposit._reconcile()
        return move

    # ------------------------------------------------------------ what changed
    def _moves_changed(self):
        """Called in ``sudo`` when entries of these deposits were posted, set to draft or cancelled."""
        for deposit in self:
            if deposit.state == "paid" and not deposit.receipt_number:
                deposit.receipt_number = self.env["ir.sequence"]._beneficiary_next(
                    "beneficiary.deposit.receipt", deposit.company_id.id, 1
                )[0]
        self._eligibility_facts_changed()

    def action_view_moves(self):
        """Open the journal entries of the fee, for those who have rights in accounting."""
        self.ensure_one()
        self.check_access("read")
        self._check_role(*ACCOUNTING.split(","))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Journal entries"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("beneficiary_deposit_id", "=", self.id)],
            "context": {"create": False},
        }
