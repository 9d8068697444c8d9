from odoo import api, fields, models
from odoo.exceptions import UserError

from .payout_mixin import FINANCE, OFFICER
from .program import ACCOUNTING


class PaymentBatch(models.Model):
    """Aid payments that are approved, billed and paid together."""

    _name = "beneficiary.payment.batch"
    _description = "Payment batch"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.payout.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Reference", readonly=True, copy=False, default=lambda self: self.env._("New"))
    title = fields.Char(help="e.g. Rent support, January")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    payment_ids = fields.One2many("beneficiary.payment", "batch_id", "Payments", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("to_approve", "To approve"),
            ("approved", "Approved"),
            ("billed", "Billed"),
            ("paid", "Paid"),
        ],
        compute="_compute_figures",
        store=True,
        tracking=True,
        index=True,
        help="That of its payment which is furthest behind.",
    )
    payment_count = fields.Integer("Payments in it", compute="_compute_figures", store=True)
    amount = fields.Monetary("Total", compute="_compute_figures", store=True)
    amount_paid = fields.Monetary("Paid", compute="_compute_figures", store=True)
    unverified_count = fields.Integer("Accounts not verified", compute="_compute_unverified_count")

    _company_recent = models.Index("(company_id, id DESC)")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    @api.depends("payment_ids.state", "payment_ids.amount", "payment_ids.amount_paid")
    def _compute_figures(self):
        order = [state for state, _label in self._fields["state"].selection]
        for batch in self:
            payments = batch.payment_ids.filtered(lambda p: p.state != "cancelled")
            batch.state = min(payments.mapped("state"), key=order.index, default="draft")
            batch.payment_count = len(payments)
            batch.amount = sum(payments.mapped("amount"))
            batch.amount_paid = sum(payments.mapped("amount_paid"))

    def _compute_unverified_count(self):
        for batch in self:
            payments = batch.sudo().payment_ids.filtered(lambda p: p.state in ("draft", "to_approve", "approved"))
            unverified = payments.filtered(lambda p: not p.partner_bank_id.allow_out_payment)
            batch.unverified_count = len(unverified.partner_id)

    @api.depends("name", "title")
    def _compute_display_name(self):
        for batch in self:
            batch.display_name = f"{batch.name} – {batch.title}" if batch.title else batch.name

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        batches = super().create(vals_list)
        for company, group in batches.sudo().grouped("company_id").items():
            numbers = self.env["ir.sequence"]._beneficiary_next("beneficiary.payment.batch", company.id, len(group))
            for batch, number in zip(group, numbers, strict=True):
                batch.name = number
        return batches

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        for batch in self:
            if batch.state != "draft":
                raise UserError(self.env._("%(name)s is no draft and cannot be deleted.", name=batch.name))

    # ---------------------------------------------------------------- content
    def add_payments(self, payment_ids):
        """Put payments into the batch that have no bill and are in no other one.

        :param list payment_ids: ids of ``beneficiary.payment`` of the same association
        :raise UserError: naming a payment that cannot be collected here
        """
        self._check_role(OFFICER)
        self.ensure_one()
        self.check_access("write")
        self._check_state("draft", "to_approve", "approved")
        payments = self.env["beneficiary.payment"].browse(payment_ids)
        payments.check_access("write")
        payments._lock()
        payments._check_state("draft", "to_approve", "approved")
        for payment in payments:
            if (payment.batch_id and payment.batch_id != self) or payment.company_id != self.company_id:
                raise UserError(
                    self.env._(
                        "%(name)s is in another batch or of another association. Choose other payments.",
                        name=payment.name,
                    )
                )
        payments._guarded_write({"batch_id": self.id})
        payments._ask_approvers()
        return True

    def remove_payments(self, payment_ids):
        """Take payments out of the batch; they stay as they are."""
        self._check_role(OFFICER)
        self.ensure_one()
        self.check_access("write")
        payments = self.payment_ids.filtered(lambda p: p.id in set(payment_ids))
        payments._guarded_write({"batch_id": False})
        payments._ask_approvers()
        self._ask_approvers()
        self._close_refused()
        return True

    def _waiting(self, *states):
        """Return the payments of these batches in one of ``states``.

        :raise UserError: when there are none
        """
        payments = self.payment_ids.filtered(lambda p: p.state in states)
        if not payments:
            labels = dict(self.env["beneficiary.payment"]._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._("No payment of the batch is “%(state)s”.", state="/".join(labels[state] for state in states))
            )
        return payments

    # ------------------------------------------------------------------- steps
    def action_request_approval(self):
        """Ask for the approval of the drafts in these batches."""
        self._check_role(OFFICER)
        self.check_access("write")
        return self._waiting("draft").action_request_approval()

    def action_approve(self):
        """Approve what waits for it in these batches. The limit of the user counts for the sum of each batch.

        :raise UserError: as :meth:`beneficiary.payout.mixin.action_approve`
        """
        self._check_role(FINANCE)
        self.check_access("read")
        for batch in self:
            payments = batch._waiting("to_approve")
            total = sum(payment._amount_in_company() for payment in payments)
            payments._approve(dict.fromkeys(payments, total))
        return True

    def action_create_bills(self):
        """Prepare the draft bills of all approved payments of these batches in one run."""
        self._check_role(FINANCE)
        self.check_access("read")
        return self._waiting("approved").action_create_bill()

    # -------------------------------------------------------------- accounting
    def _bills(self, state):
        """Return the bills of the batch in this state, with the rights of the user, who is in accounting."""
        self._check_role(*ACCOUNTING.split(","))
        self.check_access("read")
        return self.payment_ids.move_id.filtered(lambda m: m.state == state)

    def action_post_bills(self):
        """Post the draft bills of these batches, with the user's own rights in accounting."""
        bills = self._bills("draft")
        if bills:
            bills.action_post()
        return True

    def action_register_payment(self):
        """Open Odoo's screen that registers the payments of all posted bills of these batches.

        :raise UserError: when no bill is posted
        """
        bills = self._bills("posted").filtered(lambda m: m.payment_state in ("not_paid", "partial"))
        if not bills:
            raise UserError(self.env._("No bill of the batch waits for its payment. Post the bills first."))
        return bills.action_register_payment()

    def action_view_bills(self):
        """Open the bills of these batches, for those who have rights in accounting."""
        self.check_access("read")
        return self.payment_ids.action_view_bill()

    def action_view_payments(self):
        """Open the payments of these batches."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_payment_action") | {
            "domain": [("batch_id", "in", self.ids)],
            "context": {"create": False},
        }
