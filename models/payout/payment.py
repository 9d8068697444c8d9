from odoo import api, fields, models
from odoo.exceptions import UserError

from .activity_mixin import ACTIVITY
from .payout_mixin import OFFICER
from .program import ACCOUNTING


class Payment(models.Model):
    """Money of an approved request that is paid out through accounting: all of it, or an instalment (R-51).

    The signed receipt stays what closes the request: a payment that arrived proposes the delivery to sign.
    """

    _name = "beneficiary.payment"
    _description = "Aid payment"
    _inherit = ["beneficiary.payout.mixin"]
    _payout_code = "beneficiary.payment"

    request_id = fields.Many2one("beneficiary.request", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, precompute=True, index="btree_not_null")
    program_id = fields.Many2one(related="request_id.program_id", store=True, precompute=True, index=True)
    beneficiary_id = fields.Many2one(related="request_id.beneficiary_id", store=True, precompute=True, index=True)
    currency_id = fields.Many2one(
        related="request_id.currency_id", store=True, precompute=True, required=False, readonly=True
    )
    date_due = fields.Date("Due on", required=True, default=fields.Date.context_today, tracking=True, index=True)
    batch_id = fields.Many2one(
        "beneficiary.payment.batch",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    move_ids = fields.One2many("account.move", "beneficiary_payment_id", "Bills", readonly=True, groups=ACCOUNTING)
    delivery_ids = fields.One2many("beneficiary.delivery", "payment_id", "Deliveries")
    receipt_signed = fields.Boolean(compute="_compute_receipt")
    money_came_back = fields.Boolean(compute="_compute_receipt", help="The receipt is signed, but the money came back.")

    _company_recent = models.Index("(company_id, id DESC)")
    _open_state = models.Index("(company_id, state, id DESC) WHERE state NOT IN ('paid', 'cancelled')")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"request_id"}

    def _frozen_except(self):
        return super()._frozen_except() | {"batch_id"}

    # --------------------------------------------------------------- computes
    def _payout_beneficiary(self):
        return self.request_id.beneficiary_id

    def _payout_defaults(self):
        company, program = self.request_id.company_id, self.request_id.program_id
        account = program.payout_account_id or company._beneficiary_books("beneficiary_aid_account_id")
        return account, program.payout_analytic_id or company.beneficiary_aid_analytic_id

    @api.depends("request_id")
    def _compute_payee_ids(self):
        super()._compute_payee_ids()

    @api.depends("request_id")
    def _compute_partner_id(self):
        super()._compute_partner_id()

    @api.depends("request_id")
    def _compute_analytic_account_id(self):
        for payment in self:
            request = payment.sudo().request_id
            analytic = request.program_id.payout_analytic_id or request.company_id.beneficiary_aid_analytic_id
            payment.analytic_account_id = payment.analytic_account_id or analytic

    @api.depends("delivery_ids.state", "state")
    def _compute_receipt(self):
        for payment in self:
            signed = payment.sudo().delivery_ids.filtered(lambda d: d.state == "signed")
            payment.receipt_signed = bool(signed)
            payment.money_came_back = bool(signed) and payment.state != "paid"

    # --------------------------------------------------------------- the limit
    @api.constrains("amount", "request_id")
    def _check_within_approved(self):
        self.sudo().request_id._check_payments_within_approved()

    @api.constrains("request_id")
    def _check_request(self):
        self.sudo().request_id._check_state("approved")

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        requests = self.env["beneficiary.request"].browse({vals["request_id"] for vals in vals_list})
        requests.check_access("read")
        requests.sudo()._lock_payments()
        return super().create(vals_list)

    def write(self, vals):
        if "amount" in vals:
            self.check_access("write")
            self.sudo().request_id._lock_payments()
        return super().write(vals)

    # ------------------------------------------------------------------- flow
    def _check_can_request(self):
        super()._check_can_request()
        request = self.sudo().request_id
        request._check_state("approved")
        if request.beneficiary_id.state != "registered":
            raise UserError(
                self.env._(
                    "Register %(name)s and give a file number before anything is paid.",
                    name=request.beneficiary_id.name,
                )
            )

    def _check_can_bill(self):
        self.sudo().request_id._check_state("approved")
        super()._check_can_bill()

    def _bill_text(self):
        return self.env._("Aid payment %(name)s", name=self.name)

    def _bill_due(self):
        return self.date_due

    def action_cancel(self, reason=None):
        result = super().action_cancel(reason)
        self.sudo().delivery_ids.filtered(lambda d: d.state == "draft").unlink()
        return result

    def _money_arrived(self):
        """Propose the delivery whose receipt is signed, once for each payment."""
        missing = self.filtered(lambda p: not p.delivery_ids and p.request_id.state == "approved")
        self.env["beneficiary.delivery"].sudo().create([payment._delivery_values() for payment in missing])
        return super()._money_arrived()

    def _send_paid_notice(self):
        self.request_id._send_notice("payment", payout=self, occasion=self.name)

    def _ask_approvers(self):
        together = self.filtered("batch_id")  # what is in a batch is approved with it
        together.sudo().activity_unlink([ACTIVITY])
        super(Payment, self - together)._ask_approvers()
        together.batch_id._ask_approvers()

    def _close_approval(self):
        super()._close_approval()
        self.batch_id._ask_approvers()  # others in it may still wait

    def _schedule_refused(self, user, reason):
        together = self.filtered("batch_id")
        super(Payment, self - together)._schedule_refused(user, reason)
        together.batch_id._schedule_refused(user, reason)

    def _close_refused(self):
        super()._close_refused()
        self.batch_id._close_refused()  # others in it may still have to be put right

    def _delivery_values(self):
        """Return the values of the delivery that follows from this payment."""
        return {
            "request_id": self.request_id.id,
            "payment_id": self.id,
            "kind": "cash",
            "amount": self.amount_paid,
            "description": self.name,
            "receiver_name": self.partner_id.name,
            "user_id": (self.request_id.user_id or self.asked_by_id).id,
        }

    # ---------------------------------------------------------------- buttons
    def action_open_request(self):
        """Open the request whose money it is."""
        self.ensure_one()
        self.request_id.check_access("read")
        return self.request_id.get_formview_action()

    def action_record_delivery(self):
        """Open the screen on which the receipt of the paid money is signed.

        :raise UserError: when it is not paid
        """
        self._check_role(OFFICER)
        self.ensure_one()
        self.check_access("read")
        self._check_state("paid")
        self.sudo()._money_arrived()  # somebody may have deleted what was proposed
        action = self.request_id.action_record_delivery()
        return action | {"res_id": self.sudo().delivery_ids.id}
