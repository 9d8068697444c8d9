from odoo import api, fields, models
from odoo.exceptions import UserError

from .payout_mixin import FINANCE
from .program import ACCOUNTING


class PayoutBill(models.AbstractModel):
    """The way of a payout into the books, and back what became of it there."""

    _inherit = "beneficiary.payout.mixin"

    # -------------------------------------------------------- what is in the books
    @api.depends(
        "step",
        "currency_id",
        "move_ids.state",
        "move_ids.move_type",
        "move_ids.payment_state",
        "move_ids.amount_total",
        "move_ids.amount_residual",
        "move_ids.reversal_move_ids.state",
        "move_ids.reversal_move_ids.amount_total",
        "move_ids.reversal_move_ids.amount_residual",
        "move_ids.line_ids.matched_debit_ids.debit_move_id.parent_state",
        "move_ids.reversal_move_ids.line_ids.matched_credit_ids.credit_move_id.parent_state",
    )
    def _compute_money(self):
        for payout in self:
            bill = payout._open_bills()[-1:]
            payout.move_id = bill
            payout.amount_paid = sum(move._beneficiary_money_out() for move in payout.sudo().move_ids)
            payout.payment_state = bill._beneficiary_payment_state()
            payout.state = payout._money_state(bill)

    def _open_bills(self):
        """Return the bills of this payout that are in force, in ``sudo``: neither cancelled nor reversed."""
        moves = self.sudo().move_ids
        return moves.filtered(lambda m: not m._beneficiary_bill_closed()).sorted("id")

    def _money_state(self, bill):
        """Return the state that follows from the step and the bill that is in force."""
        if self.step != "approved" or not bill:
            return self.step
        return "paid" if self.payment_state == "paid" else "billed"

    # ------------------------------------------------------------------- the bill
    def action_create_bill(self):
        """Prepare the draft vendor bills of approved payouts, all of them in one run; accounting posts and pays them.

        :raise UserError: when one is not approved or has its bill, its bank account is not verified, or a setting is
            missing, naming it
        """
        self._check_role(FINANCE)
        self.check_access("read")
        self._lock()
        self._check_state("approved")
        for payout in self:
            payout._check_can_bill()
        self._create_bills()
        return True

    def _check_can_bill(self):
        """Raise unless the money may still leave: to the account that was approved, and to no unverified one."""
        self._check_iban()
        self._check_bank_verified()

    def _check_bank_verified(self):
        payout = self.sudo()
        if not payout.partner_bank_id.allow_out_payment:
            raise UserError(
                self.env._(
                    "%(name)s: the bank account %(iban)s of %(payee)s is not verified. Somebody who may validate bank "
                    "accounts in Accounting checks it and turns on “Send Money” on the account.",
                    name=payout.name,
                    iban=payout.partner_bank_id.acc_number,
                    payee=payout.partner_id.name,
                )
            )

    def _create_bills(self):
        """Create the draft bills, in ``sudo`` and with values of this model only."""
        for company, payouts in self.sudo().grouped("company_id").items():
            moves = self.env["account.move"].sudo().with_company(company)
            moves = moves.with_context(default_move_type=False, mail_create_nosubscribe=True)
            bills = moves.create([payout._bill_values() for payout in payouts])
            for payout, bill in zip(payouts, bills, strict=True):
                payout._attach_papers(bill)
            payouts._message_log_batch(
                {
                    payout.id: self.env._("Draft bill prepared: %(bill)s", bill=bill._get_html_link(title=payout.name))
                    for payout, bill in zip(payouts, bills, strict=True)
                }
            )

    def _bill_values(self):
        """Return the values of the draft bill: who, how much, where to, and nothing of the story."""
        company = self.company_id
        account, _analytic = self._payout_defaults()
        today = company._beneficiary_today()
        line = {
            "name": self._bill_text(),
            "account_id": account.id,
            "quantity": 1,
            "price_unit": self.amount,
            "tax_ids": [fields.Command.clear()],
        }
        if self.analytic_account_id:
            line["analytic_distribution"] = {str(self.analytic_account_id.id): 100}
        return {
            "move_type": "in_invoice",
            "company_id": company.id,
            "journal_id": company._beneficiary_books("beneficiary_payout_journal_id").id,
            "partner_id": self.partner_id.id,
            "partner_bank_id": self.partner_bank_id.id,
            "currency_id": self.currency_id.id,
            "ref": self.name,
            "payment_reference": self.name,
            "invoice_date": today,
            "invoice_date_due": max(self._bill_due() or today, today),
            "invoice_payment_term_id": False,
            "fiscal_position_id": False,
            "invoice_user_id": False,
            "narration": False,
            self._payout_link(): self.id,
            "invoice_line_ids": [fields.Command.create(line)],
        }

    def _payout_link(self):
        """Return the name of the field of ``account.move`` that points to this model."""
        return self._fields["move_ids"].inverse_name

    def _bill_text(self):
        """Return what the line of the bill says."""
        return self.name

    def _bill_due(self):
        """Return the day on which the payout is due, if it has one."""
        return False

    def _attach_papers(self, bill):
        """Attach to the draft bill what accounting keeps with it. Called in ``sudo``."""

    # ------------------------------------------------------------- what changed
    def _check_bill(self, bill):
        """Raise unless a bill that is posted is what was approved. Called in ``sudo``.

        :raise UserError: naming what differs
        """
        self.ensure_one()
        labels = bill._fields
        wanted = {
            "partner_id": (bill.partner_id, self.partner_id, self.partner_id.name),
            "currency_id": (bill.currency_id, self.currency_id, self.currency_id.name),
            "partner_bank_id": (bill.partner_bank_id, self.partner_bank_id, self.iban),
            "amount_total": (
                self.currency_id.compare_amounts(bill.amount_total, self.amount),
                0,
                self.currency_id.format(self.amount),
            ),
        }
        for name, (found, approved, text) in wanted.items():
            if found != approved:
                raise UserError(
                    self.env._(
                        "%(name)s: “%(field)s” of the bill is not what was approved: %(approved)s. Set it back, or "
                        "cancel the bill and have the payout changed and approved again.",
                        name=self.name,
                        field=labels[name]._description_string(self.env),
                        approved=text,
                    )
                )
        self._check_can_bill()

    def _moves_changed(self):
        """Called in ``sudo`` when bills or credit notes of these payouts were posted, set to draft or cancelled.

        :raise UserError: when a payout would have two bills in force, or one without being approved
        """
        for payout in self:
            bills = payout._open_bills()
            if len(bills) > 1 or (bills and payout.step != "approved"):
                raise UserError(
                    self.env._(
                        "%(name)s is “%(state)s” and can have one bill in force only. Leave “%(bill)s” cancelled or "
                        "reversed.",
                        name=payout.name,
                        state=dict(payout._fields["state"]._description_selection(self.env))[payout.state],
                        bill=bills[0].display_name,
                    )
                )

    def _money_arrived(self):
        """Called in ``sudo`` when the bills of these payouts were paid."""

    def action_view_bill(self):
        """Open the bills and credit notes of these payouts, for those who have rights in accounting."""
        self.check_access("read")
        self._check_role(*ACCOUNTING.split(","))
        moves = self.sudo().move_ids
        moves |= moves.reversal_move_ids
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Bills"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("id", "in", moves.ids)],
            "context": {"create": False, "default_move_type": "in_invoice"},
        }
        if len(moves) == 1:
            action |= {"res_id": moves.id, "view_mode": "form"}
        return action
