from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.account.models.account_move import PAYMENT_STATE_SELECTION

from .program import ACCOUNTING

FINANCE = "beneficiary.group_finance"
OFFICER = "beneficiary.group_officer"
PAYEES = "beneficiary.group_officer,beneficiary.group_finance,beneficiary.group_management"


class PayoutMixin(models.AbstractModel):
    """Money that leaves the association for a person: aid that was approved (R-51), a compensation (R-76).

    One asks, another approves, the finance team has the draft bill made, and accounting posts and pays it with Odoo's
    own screens. What became of the money is never typed: it is read from the bill, its payments and credit notes, so
    what accounting cancels, reverses or gets back sets the payout back. `payout_approval.py` holds who approves,
    `payout_bill.py` the way into the books.

    A model that inherits it sets ``_payout_code``, has ``company_id``, and ``move_ids`` by a field of ``account.move``
    that ``_payout_links`` there names.
    """

    _name = "beneficiary.payout.mixin"
    _description = "Payout"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.payout.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _payout_code = None

    name = fields.Char("Reference", readonly=True, copy=False, index=True, default=lambda self: self.env._("New"))
    currency_id = fields.Many2one("res.currency", required=True)
    amount = fields.Monetary(required=True, tracking=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Payee",
        required=True,
        index=True,
        ondelete="restrict",
        compute="_compute_partner_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('id', 'in', payee_ids)]",
        help="The beneficiary, or a guardian whose deed was verified.",
    )
    payee_ids = fields.Many2many("res.partner", compute="_compute_payee_ids", string="Possible payees")
    partner_bank_id = fields.Many2one(
        "res.partner.bank",
        "Bank account",
        ondelete="restrict",
        compute="_compute_partner_bank_id",
        store=True,
        readonly=False,
        domain="[('partner_id', '=', partner_id)]",
        groups=PAYEES,
    )
    bank_verified = fields.Boolean(
        "Verified",
        related="partner_bank_id.allow_out_payment",
        related_sudo=True,
        groups=PAYEES,
        help="Somebody in Accounting has checked the account and turned on “Send Money”.",
    )
    iban = fields.Char("Approved IBAN", readonly=True, copy=False, groups=PAYEES)
    analytic_account_id = fields.Many2one(
        "account.analytic.account",
        compute="_compute_analytic_account_id",
        store=True,
        readonly=False,
        check_company=True,
        ondelete="restrict",
        groups=ACCOUNTING,
    )
    step = fields.Selection(
        [("draft", "Draft"), ("to_approve", "To approve"), ("approved", "Approved"), ("cancelled", "Cancelled")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        help="How far the association is with it; what became of the money says the state.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("to_approve", "To approve"),
            ("approved", "Approved"),
            ("billed", "Billed"),
            ("paid", "Paid"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_money",
        store=True,
        tracking=True,
        index=True,
    )
    move_id = fields.Many2one("account.move", "Bill", compute="_compute_money", store=True, index="btree_not_null")
    payment_state = fields.Selection(PAYMENT_STATE_SELECTION, compute="_compute_money", store=True)
    amount_paid = fields.Monetary(
        "Paid", compute="_compute_money", store=True, help="What the payee got, less what came back."
    )
    asked_by_id = fields.Many2one("res.users", "Asked for by", readonly=True, copy=False)
    asked_on = fields.Datetime(readonly=True, copy=False)
    first_approved_by_id = fields.Many2one("res.users", "First approval by", readonly=True, copy=False)
    first_approved_on = fields.Datetime("First approval on", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    refuse_reason = fields.Char("Reason of the refusal", readonly=True, copy=False, tracking=True)
    cancel_reason = fields.Char("Reason of the cancellation", readonly=True, copy=False, tracking=True)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "The amount to pay must be more than zero.")

    def _is_frozen(self):
        return self.step != "draft"

    def _frozen_except(self):
        return super()._frozen_except() | self._flow_fields()

    def _flow_fields(self):
        """Return the names of the fields that only the steps of a payout set."""
        return {
            "step",
            "iban",
            "asked_by_id",
            "asked_on",
            "first_approved_by_id",
            "first_approved_on",
            "approved_by_id",
            "approved_on",
            "refuse_reason",
            "cancel_reason",
        }

    def _frozen_message(self):
        return self.env._(
            "%(name)s waits for approval or is approved, so it cannot be changed. Have it refused, or cancel it.",
            name=self.name,
        )

    # --------------------------------------------------------------- computes
    def _payout_beneficiary(self):
        """Return the beneficiary whose money it is, in ``sudo``."""
        return self.env["beneficiary.beneficiary"]

    def _payout_defaults(self):
        """Return where this one payout is booked by default, in ``sudo``: expense account, analytic account."""
        return self.env["account.account"], self.env["account.analytic.account"]

    def _compute_payee_ids(self):
        for payout in self:
            person = payout.sudo()._payout_beneficiary()
            guardians = person.guardian_ids.filtered(lambda g: g.state == "verified").guardian_id
            payout.payee_ids = (person | guardians).partner_id.with_env(self.env)

    def _compute_partner_id(self):
        for payout in self:
            payout.partner_id = payout.partner_id or payout.sudo()._payout_beneficiary().partner_id

    @api.depends("partner_id")
    def _compute_partner_bank_id(self):
        for payout in self:
            banks = payout.sudo().partner_id.bank_ids.filtered(
                lambda b, payout=payout: b.company_id in (payout.company_id, self.env["res.company"])
            )
            if payout.partner_bank_id not in banks:
                payout.partner_bank_id = banks.sorted(lambda b: (not b.allow_out_payment, b.sequence, b.id))[:1]

    def _compute_analytic_account_id(self):
        for payout in self:
            _account, analytic = payout.sudo()._payout_defaults()
            payout.analytic_account_id = payout.analytic_account_id or analytic

    @api.constrains("partner_id", "partner_bank_id")
    def _check_payee(self):
        for payout in self.sudo():
            if not payout._payee_allowed():
                raise ValidationError(
                    self.env._(
                        "%(name)s: money is paid to the beneficiary or to a guardian whose deed was verified, not to "
                        "%(payee)s.",
                        name=payout.name,
                        payee=payout.partner_id.name,
                    )
                )
            if payout.partner_bank_id and payout.partner_bank_id.partner_id != payout.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s: the bank account belongs to somebody else than %(payee)s.",
                        name=payout.name,
                        payee=payout.partner_id.name,
                    )
                )

    def _payee_allowed(self):
        """Tell whether this one payout is for somebody who may get its money. Called in ``sudo``."""
        return self.partner_id in self.payee_ids

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        payouts = super().create(vals_list)
        for company, group in payouts.sudo().grouped("company_id").items():
            numbers = self.env["ir.sequence"]._beneficiary_next(self._payout_code, company.id, len(group))
            for payout, number in zip(group, numbers, strict=True):
                payout.name = number
        return payouts

    def _lock(self):
        """Hold these payouts until the transaction ends, so that nobody takes the same step meanwhile.

        :raise UserError: when somebody else holds one
        """
        self._hold_rows(self.env._("Somebody else works on this payout right now. Look at it again."))
