from odoo import fields, models
from odoo.exceptions import UserError

from .deposit import FINANCE


class DepositSettle(models.Model):
    """What becomes of a fee that is held: one person proposes, another of the finance group books it."""

    _inherit = "beneficiary.deposit"

    settle_amount = fields.Monetary(
        "To pay back", readonly=True, copy=False, tracking=True, help="The rest of what is held is forfeited."
    )
    settle_reason = fields.Char("Reason", readonly=True, copy=False)
    settle_asked_by_id = fields.Many2one("res.users", "Proposed by", readonly=True, copy=False)
    settle_asked_on = fields.Datetime("Proposed on", readonly=True, copy=False)
    settled_by_id = fields.Many2one("res.users", "Booked by", readonly=True, copy=False)
    settled_on = fields.Datetime("Booked on", readonly=True, copy=False)

    def _settle_fields(self):
        """Return the names of the fields that say what becomes of a fee that was paid."""
        return {
            "settle_amount",
            "settle_reason",
            "settle_asked_by_id",
            "settle_asked_on",
            "settled_by_id",
            "settled_on",
        }

    def action_propose_settlement(self, amount, reason=None):
        """Propose what becomes of a fee that is held (R-60).

        :param amount: what is paid back, in the currency of the deposit, from 0 to all of it; the rest is forfeited
        :param str reason: needed where something is forfeited
        :raise UserError: when nothing is held, the amount is out of range or the reason is missing
        """
        self._check_role("beneficiary.group_officer", FINANCE)
        self.ensure_one()
        self.check_access("read")
        self._lock()
        self._check_settlement(amount, reason)
        self.sudo().write(
            {
                "settle_amount": amount,
                "settle_reason": (reason or "").strip() or False,
                "settle_asked_by_id": self.env.uid,
                "settle_asked_on": fields.Datetime.now(),
                "settled_by_id": False,
                "settled_on": False,
            }
        )
        return True

    def _check_settlement(self, amount, reason):
        held, currency = self.amount_held, self.currency_id
        if currency.compare_amounts(held, 0) <= 0:
            raise UserError(self.env._("%(name)s: no money is held, so nothing can be paid back.", name=self.name))
        if currency.compare_amounts(amount, 0) < 0 or currency.compare_amounts(amount, held) > 0:
            raise UserError(
                self.env._(
                    "“To pay back” of %(name)s must be between 0 and %(held)s.",
                    name=self.name,
                    held=currency.format(held),
                )
            )
        if currency.compare_amounts(amount, held) < 0 and not (reason or "").strip():
            raise UserError(self.env._("Write the reason why the fee of %(name)s is forfeited.", name=self.name))

    def action_withdraw_settlement(self):
        """Withdraw a proposal that is not booked yet."""
        self._check_role("beneficiary.group_officer", FINANCE)
        self.ensure_one()
        self.check_access("read")
        self._lock()
        self._check_proposed()
        self.sudo().write(dict.fromkeys(self._settle_fields(), False))
        return True

    def _check_proposed(self):
        if not self.settle_asked_on or self.settled_on:
            raise UserError(self.env._("Nothing is proposed for %(name)s. Propose it first.", name=self.name))

    def action_settle(self, date=None):
        """Book what was proposed: pay back, and forfeit the rest. Then nothing of the fee is held any more.

        :param date: of the entries; today by default
        :raise UserError: when nothing is proposed, the user proposed it, or the money held has changed since
        """
        self._check_role(FINANCE)
        self.ensure_one()
        self.check_access("read")
        self._lock()
        self._check_proposed()
        if self.settle_asked_by_id == self.env.user:
            raise UserError(self.env._("You proposed this yourself. Somebody else of the finance team books it."))
        self._check_settlement(self.settle_amount, self.settle_reason)
        self._settle(date)
        self.sudo().write({"step": "closed", "settled_by_id": self.env.uid, "settled_on": fields.Datetime.now()})
        self._eligibility_facts_changed()
        return True

    def _settle(self, date=None):
        """Book the entries of :meth:`action_settle`."""
        if not self.currency_id.is_zero(self.settle_amount):
            self._book_payment("outbound", self.settle_amount, date)
        if not self.currency_id.is_zero(self.amount_held):
            self._book_forfeit(date)
