from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class PaymentPlan(models.TransientModel):
    """Splits what is approved for a request into instalments."""

    _name = "beneficiary.payment.plan"
    _description = "Instalments"

    request_id = fields.Many2one("beneficiary.request", required=True, readonly=True)
    currency_id = fields.Many2one(related="request_id.currency_id")
    amount = fields.Monetary("To pay", compute="_compute_amount", store=True, readonly=False)
    count = fields.Integer("Instalments", default=1, required=True)
    months = fields.Integer("Months between them", default=1, required=True)
    date_first = fields.Date("First due on", default=fields.Date.context_today, required=True)

    _count_sane = models.Constraint(
        "CHECK (count BETWEEN 1 AND 60 AND months BETWEEN 0 AND 12)",
        "Choose 1 to 60 instalments, and 0 to 12 months between them.",
    )

    @api.depends("request_id")
    def _compute_amount(self):
        for plan in self:
            request = plan.request_id
            plan.amount = request.amount_approved - request._planned_amounts().get(request.id, 0.0)

    def action_create(self):
        """Create the instalments: equal ones, the last with what is left of rounding, and open them.

        :raise UserError: when nothing of what is approved is left, or an instalment would be nothing
        """
        self.ensure_one()
        self.request_id.check_access("read")
        self.request_id._amounts_left()
        part = self.currency_id.round(self.amount / self.count)
        if self.currency_id.compare_amounts(part, 0) <= 0:
            raise UserError(self.env._("Each instalment must be more than zero. Correct “To pay” or “Instalments”."))
        amounts = [part] * (self.count - 1)
        amounts.append(self.currency_id.round(self.amount - sum(amounts)))
        self.env["beneficiary.payment"].create(
            [
                {
                    "request_id": self.request_id.id,
                    "amount": amount,
                    "date_due": self.date_first + relativedelta(months=self.months * number),
                }
                for number, amount in enumerate(amounts)
            ]
        )
        return self.request_id.action_view_payments()
