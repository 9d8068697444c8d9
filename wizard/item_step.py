from odoo import api, fields, models
from odoo.exceptions import UserError


class ItemStep(models.TransientModel):
    """One step for all selected cases of a long agenda: a vote with its comment, or the decisions (R-45)."""

    _name = "beneficiary.item.step"
    _description = "Vote or decide on several cases"

    item_ids = fields.Many2many(
        "beneficiary.committee.item",
        string="Cases",
        required=True,
        default=lambda self: self.env.context.get("active_ids", []),
    )
    step = fields.Selection(
        [
            ("for", "Vote for"),
            ("against", "Vote against"),
            ("abstain", "Abstain"),
            ("recused", "Recuse myself"),
            ("decide", "Record the decisions"),
        ],
        required=True,
        default="decide",
    )
    text = fields.Text(
        "Reason",
        help="Of a decision: for the cases that have none of their own. Of a vote: your comment on record.",
    )
    early_reason = fields.Char(
        "Reason for the early reply", help="For cases decided before the promised earliest date."
    )
    missing_count = fields.Integer("Without a reason of their own", compute="_compute_missing_count")

    @api.depends("item_ids")
    def _compute_missing_count(self):
        for wizard in self:
            wizard.missing_count = len(wizard._items_without("reason"))

    def _items_without(self, name):
        return self.item_ids.filtered(lambda i: not (i[name] or "").strip())

    def action_confirm(self):
        """Take the step for all cases, with the user's own rights.

        :raise UserError: as voting and deciding do; then nothing at all is recorded
        """
        self.ensure_one()
        if not self.item_ids:
            raise UserError(self.env._("Choose the cases first."))
        if self.step == "decide":
            if self.text:
                self._items_without("reason").write({"reason": self.text})
            if self.early_reason:
                self._items_without("early_reason").write({"early_reason": self.early_reason})
            self.item_ids.action_decide()
        else:
            self.item_ids.cast_vote(self.step, self.text)
        return {"type": "ir.actions.act_window_close"}
