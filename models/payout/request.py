from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

READERS = "beneficiary.group_delegate,beneficiary.group_finance,beneficiary.group_management"


class RequestPayout(models.Model):
    """The payments of an approved request."""

    _inherit = "beneficiary.request"

    payment_ids = fields.One2many("beneficiary.payment", "request_id", "Payments", groups=READERS)
    payment_count = fields.Integer(compute="_compute_payment_count", groups=READERS)

    @api.depends("payment_ids")
    def _compute_payment_count(self):
        counts = dict(
            self.env["beneficiary.payment"]._read_group(
                [("request_id", "in", self.ids), ("state", "!=", "cancelled")], ["request_id"], ["__count"]
            )
        )
        for request in self:
            request.payment_count = counts.get(request._origin, 0)

    # ------------------------------------------------------------------ limits
    def _lock_payments(self):
        """Let nobody else plan a payment of these requests until the transaction ends.

        The rows are changed, too: who waited with an older view of the data is told so by the database, begins again,
        and counts what was planned meanwhile.
        """
        if not self:
            return
        self.flush_recordset()
        ids = tuple(self.ids)
        self.env.cr.execute(SQL("SELECT id FROM beneficiary_request WHERE id IN %s ORDER BY id FOR UPDATE", ids))
        self.env.cr.execute(SQL("UPDATE beneficiary_request SET write_uid = write_uid WHERE id IN %s", ids))

    def _planned_amounts(self):
        """Return request id → payments that are not cancelled and deliveries without one, in the company's currency."""
        planned = dict.fromkeys(self.ids, 0.0)
        for model, domain in (
            ("beneficiary.payment", [("step", "!=", "cancelled")]),
            ("beneficiary.delivery", [("payment_id", "=", False)]),
        ):
            for request, amount in (
                self.env[model]
                .sudo()
                ._read_group([("request_id", "in", self.ids), *domain], ["request_id"], ["amount:sum"])
            ):
                planned[request.id] += amount
        return planned

    def _amounts_left(self):
        """Return request id → what is approved and neither planned nor delivered yet, in the company's currency.

        :raise UserError: when nothing is left of one
        """
        planned = self._planned_amounts()
        left = {request.id: request.amount_approved - planned[request.id] for request in self}
        for request in self:
            if request.currency_id.compare_amounts(left[request.id], 0) <= 0:
                raise UserError(
                    self.env._("%(name)s: nothing of what is approved is left to be paid.", name=request.name)
                )
        return left

    def _check_payments_within_approved(self):
        """Raise unless payments and other deliveries of these requests stay within what was approved."""
        planned = self._planned_amounts()
        for request in self:
            if request.currency_id.compare_amounts(planned[request.id], request.amount_approved) > 0:
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(planned)s would be paid or delivered, but only %(approved)s is approved. Correct "
                        "“Amount”.",
                        name=request.name,
                        planned=request.currency_id.format(planned[request.id]),
                        approved=request.currency_id.format(request.amount_approved),
                    )
                )

    # ----------------------------------------------------------------- actions
    def action_prepare_payments(self):
        """Prepare one payment of what is left for each of these approved requests, and open them.

        :raise UserError: when nothing is left of one, or one is not approved
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("read")
        self._check_state("approved")
        self.sudo()._lock_payments()
        vals_list = [{"request_id": request, "amount": left} for request, left in self._amounts_left().items()]
        return self._payments_action(self.env["beneficiary.payment"].create(vals_list))

    def action_view_payments(self):
        """Open the payments of these requests."""
        self.check_access("read")
        return self._payments_action(self.env["beneficiary.payment"].sudo().search([("request_id", "in", self.ids)]))

    def _payments_action(self, payments):
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_payment_action")
        action |= {"domain": [("request_id", "in", self.ids)], "context": {"create": False}}
        if len(payments) == 1:
            action |= {"res_id": payments.id, "view_mode": "form", "views": [(False, "form")]}
        return action

    def action_record_delivery(self):
        action = super().action_record_delivery()
        proposed = self.delivery_ids.filtered(lambda d: d.state == "draft" and d.sudo().payment_id.state == "paid")[:1]
        return action | {"res_id": proposed.id} if proposed else action

    # ------------------------------------------------------------------- gates
    def _check_can_deliver(self):
        super()._check_can_deliver()
        for payment in self.sudo().payment_ids.filtered(lambda p: p.state not in ("paid", "cancelled"))[:1]:
            raise UserError(
                self.env._(
                    "%(name)s: the payment %(payment)s is not paid yet. Close the request when it is, or cancel it.",
                    name=self.name,
                    payment=payment.name,
                )
            )

    def _check_can_cancel(self, reason):
        super()._check_can_cancel(reason)
        for payment in self.sudo().payment_ids.filtered(lambda p: p.state != "cancelled")[:1]:
            raise UserError(
                self.env._(
                    "%(name)s: the payment %(payment)s is under way. Cancel it first.",
                    name=self.name,
                    payment=payment.name,
                )
            )
