from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class Delivery(models.Model):
    """What was handed to the beneficiary, by whom, and the signed receipt (R-51)."""

    _name = "beneficiary.delivery"
    _description = "Delivery"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "date desc, id desc"

    request_id = fields.Many2one("beneficiary.request", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, precompute=True, index="btree_not_null")
    beneficiary_id = fields.Many2one(related="request_id.beneficiary_id", store=True, precompute=True, index=True)
    name = fields.Char("Reference", related="request_id.name")
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    kind = fields.Selection(
        [("cash", "Money"), ("in_kind", "Goods"), ("service", "Service")], required=True, default="service"
    )
    description = fields.Char()
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(help="Money, or the value of the goods.")
    user_id = fields.Many2one("res.users", "Delivered by", default=lambda self: self.env.user, required=True)
    receiver_name = fields.Char("Received by")
    signature = fields.Binary("Receipt signature", attachment=True, copy=False)
    signed_on = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("signed", "Receipt signed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )

    _user_draft = models.Index("(user_id) WHERE state = 'draft'")
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "The delivered amount cannot be negative.")
    _company_date = models.Index("(company_id, date)")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"request_id"}

    def _is_frozen(self):
        return self.state == "signed"

    def _frozen_message(self):
        return self.env._(
            "The receipt for %(name)s is signed and cannot be changed. Record another delivery.", name=self.name
        )

    @api.constrains("amount", "request_id")
    def _check_amount(self):
        for request in self.request_id:
            delivered = sum(request.delivery_ids.mapped("amount"))
            if request.currency_id.compare_amounts(delivered, request.amount_approved) > 0:
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(delivered)s would be delivered, but only %(approved)s is approved. "
                        "Correct “Amount”.",
                        name=request.name,
                        delivered=request.currency_id.format(delivered),
                        approved=request.currency_id.format(request.amount_approved),
                    )
                )

    @api.constrains("request_id")
    def _check_request(self):
        self.request_id._check_state("approved", "done")

    def action_sign(self):
        """Confirm that the receipt is signed. From then on the delivery does not change.

        :raise UserError: when the receiver or the signature is missing
        """
        self._check_role("beneficiary.group_officer")
        for delivery in self:
            if delivery.state == "signed":
                raise UserError(delivery._frozen_message())
            self.env["beneficiary.declaration"]._check_signature(delivery.receiver_name, delivery.signature)
        return self._guarded_write({"state": "signed", "signed_on": fields.Datetime.now()})

    def action_sign_part(self):
        """Confirm the receipt of a part; the request stays open (the button of the delivery screen)."""
        self.action_sign()
        return {"type": "ir.actions.act_window_close"}

    def action_sign_and_deliver(self):
        """Confirm the receipt and close the request (the button of the delivery screen)."""
        self.action_sign()
        self.request_id.filtered(lambda r: r.state == "approved").action_deliver()
        return {"type": "ir.actions.act_window_close"}
