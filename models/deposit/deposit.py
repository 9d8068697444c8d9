from odoo import api, fields, models
from odoo.exceptions import UserError

FINANCE = "beneficiary.group_finance"
ACCOUNTING = "account.group_account_readonly,account.group_account_invoice"


class Deposit(models.Model):
    """A refundable fee that an applicant pays as a sign of being serious (R-60).

    What was paid, paid back and forfeited is never typed: it is read from the posted journal items on the liability
    account, so an entry that accounting cancels or reverses sets the deposit back. `deposit_money.py` holds the way
    into and out of the books, `deposit_settle.py` who decides that the fee is paid back or forfeited.
    """

    _name = "beneficiary.deposit"
    _description = "Refundable fee"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.thread.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Reference", readonly=True, copy=False, default=lambda self: self.env._("New"))
    request_id = fields.Many2one("beneficiary.request", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, precompute=True, index="btree_not_null")
    program_id = fields.Many2one(related="request_id.program_id", store=True, precompute=True, index=True)
    beneficiary_id = fields.Many2one(related="request_id.beneficiary_id", store=True, precompute=True, index=True)
    partner_id = fields.Many2one(
        related="request_id.partner_id", store=True, precompute=True, index=True, string="Paid by"
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, compute="_compute_fee", store=True, precompute=True, readonly=False
    )
    amount = fields.Monetary(
        "Fee", required=True, compute="_compute_fee", store=True, precompute=True, readonly=False, tracking=True
    )
    terms = fields.Text(
        "Forfeited when", readonly=True, copy=False, help="What the programme said when the fee was asked for."
    )
    step = fields.Selection(
        [("draft", "Draft"), ("due", "Asked for"), ("closed", "Settled"), ("cancelled", "Cancelled")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        help="How far the association is with it; what became of the money says the state.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("due", "To be paid"),
            ("paid", "Paid"),
            ("refunded", "Refunded"),
            ("forfeited", "Forfeited"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_money",
        store=True,
        tracking=True,
        index=True,
    )
    amount_paid = fields.Monetary("Amount paid", compute="_compute_money", store=True)
    amount_refunded = fields.Monetary("Paid back", compute="_compute_money", store=True)
    amount_forfeited = fields.Monetary("Forfeited", compute="_compute_money", store=True)
    amount_held = fields.Monetary(
        "Held for the applicant", compute="_compute_money", store=True, help="What the association still owes."
    )
    account_id = fields.Many2one(
        "account.account", "Liability account", readonly=True, copy=False, ondelete="restrict", groups=ACCOUNTING
    )
    asked_by_id = fields.Many2one("res.users", "Asked for by", readonly=True, copy=False)
    asked_on = fields.Datetime(readonly=True, copy=False)
    receipt_number = fields.Char(readonly=True, copy=False)
    move_ids = fields.One2many(
        "account.move", "beneficiary_deposit_id", "Journal entries", readonly=True, groups=ACCOUNTING
    )
    transaction_ids = fields.One2many(
        "payment.transaction", "beneficiary_deposit_id", "Online payments", readonly=True, groups=ACCOUNTING
    )

    _one_in_force = models.UniqueIndex(
        "(request_id) WHERE step IN ('draft', 'due')",
        "A fee is already asked for with this request. Use that one, or cancel it first.",
    )
    _amount_positive = models.Constraint("CHECK (amount > 0)", "The fee must be more than zero.")
    _company_recent = models.Index("(company_id, id DESC)")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"request_id"}

    def _is_frozen(self):
        return self.step != "draft"

    def _frozen_except(self):
        return super()._frozen_except() | {"step", "receipt_number", *self._settle_fields()}

    def _frozen_message(self):
        return self.env._(
            "%(name)s was asked for and cannot be changed. Cancel it and ask for another one.", name=self.name
        )

    # --------------------------------------------------------------- computes
    @api.depends("request_id")
    def _compute_fee(self):
        for deposit in self:
            program = deposit.request_id.program_id.sudo()
            deposit.currency_id = deposit.currency_id or program.fee_currency_id or program.company_id.currency_id
            deposit.amount = deposit.amount or program.fee_amount

    @api.depends(
        "step",
        "amount",
        "account_id",
        "move_ids.state",
        "move_ids.beneficiary_deposit_step",
        "move_ids.line_ids.account_id",
        "move_ids.line_ids.amount_currency",
    )
    def _compute_money(self):
        for deposit in self:
            sums = deposit._posted_sums()
            paid, refunded, forfeited = -sums["payment"], sums["refund"], sums["forfeit"]
            deposit.amount_paid, deposit.amount_refunded, deposit.amount_forfeited = paid, refunded, forfeited
            deposit.amount_held = paid - refunded - forfeited
            deposit.state = deposit._money_state()

    def _posted_sums(self):
        """Return step → what the posted entries of this deposit sum to on its liability account, in its currency."""
        sums = dict.fromkeys(("payment", "refund", "forfeit"), 0.0)
        for line in self._liability_lines():
            sums[line.move_id.beneficiary_deposit_step or "payment"] += line.amount_currency
        return sums

    def _liability_lines(self):
        """Return the posted journal items of the deposit on its liability account, in ``sudo``."""
        deposit = self.sudo()
        posted = deposit.move_ids.filtered(lambda m: m.state == "posted")
        return posted.line_ids.filtered(lambda line: line.account_id == deposit.account_id)

    def _money_state(self):
        """Return the state that follows from the step and from what is in the books."""
        zero = self.currency_id.is_zero if self.currency_id else (lambda amount: not amount)
        if zero(self.amount_paid):
            return "due" if self.step == "closed" else self.step
        if zero(self.amount_held):
            return "forfeited" if zero(self.amount_refunded) else "refunded"
        part = self.currency_id.compare_amounts(self.amount_paid, self.amount) < 0
        return "due" if part and self.step == "due" else "paid"

    @api.depends("name", "request_id")
    def _compute_display_name(self):
        for deposit in self:
            deposit.display_name = deposit.name

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        requests = self.env["beneficiary.request"].browse([vals["request_id"] for vals in vals_list])
        requests.check_access("read")
        self.flush_model(["step"])  # a fee that was cancelled just now makes room for another one
        deposits = super().create(vals_list)
        for company, group in deposits.sudo().grouped("company_id").items():
            numbers = self.env["ir.sequence"]._beneficiary_next("beneficiary.deposit", company.id, len(group))
            for deposit, number in zip(group, numbers, strict=True):
                deposit.name = number
        return deposits

    # ---------------------------------------------------------------- actions
    def action_ask(self):
        """Ask the applicant for the fee; from then on its amount does not change.

        :raise UserError: when the books of the association are not set up for it, naming the setting
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        for deposit in self:
            deposit._check_can_ask()
            company = deposit.company_id
            company._beneficiary_books("beneficiary_deposit_journal_id")
            account = company._beneficiary_books("beneficiary_deposit_account_id")
            deposit._guarded_write(
                {
                    "step": "due",
                    "account_id": account.id,
                    "terms": deposit.program_id.sudo().with_context(lang=deposit._applicant_lang()).fee_forfeit_terms,
                    "asked_by_id": self.env.uid,
                    "asked_on": fields.Datetime.now(),
                }
            )
            deposit.request_id._send_notice("deposit", deposit=deposit.sudo(), occasion=deposit.name)
        self._eligibility_facts_changed()
        return True

    def _applicant_lang(self):
        return self.sudo().partner_id.lang or self.env.lang

    def _check_can_ask(self):
        self._check_state("draft")
        self.request_id._check_state("draft", "submitted", "complete", "review", "approved")

    def action_cancel(self):
        """Cancel a fee that is not paid.

        :raise UserError: when money of the applicant is held; it is paid back or forfeited first
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._lock()
        for deposit in self:
            if not deposit.currency_id.is_zero(deposit.amount_held):
                raise UserError(
                    self.env._(
                        "%(name)s: %(amount)s is held. Pay it back or declare it forfeited instead.",
                        name=deposit.name,
                        amount=deposit.currency_id.format(deposit.amount_held),
                    )
                )
        self._check_state("draft", "due")
        self._guarded_write({"step": "cancelled"})
        self._eligibility_facts_changed()
        return True

    def action_open_request(self):
        """Open the request for which the fee is paid."""
        self.ensure_one()
        self.request_id.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "beneficiary.request",
            "res_id": self.request_id.id,
            "view_mode": "form",
        }

    def action_print_receipt(self):
        """Print the receipt for a fee that was paid.

        :raise UserError: when nothing was paid
        """
        self.check_access("read")
        for deposit in self:
            if not deposit._has_receipt():
                raise UserError(self.env._("%(name)s is not paid; there is no receipt yet.", name=deposit.name))
        return self.env.ref("beneficiary.action_report_deposit_receipt").report_action(self)

    def _has_receipt(self):
        """Tell whether the fee was paid, so that there is a receipt."""
        return bool(self.receipt_number) and self.state in ("paid", "refunded", "forfeited")

    def _eligibility_facts_changed(self):
        """Called whenever the fee of a request is asked for, paid, set back or settled: eligibility follows."""
        self.request_id.sudo()._refresh_eligibility()
