from odoo import api, fields, models
from odoo.exceptions import UserError


class CommitteeVote(models.Model):
    """One member's vote on one item: cast by the member himself, once, and never changed."""

    _name = "beneficiary.committee.vote"
    _description = "Committee Vote"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "id"
    _rec_name = "user_id"

    item_id = fields.Many2one("beneficiary.committee.item", required=True, index=True, ondelete="restrict")
    committee_id = fields.Many2one(related="item_id.committee_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="item_id.company_id", store=True, precompute=True, index=True)
    user_id = fields.Many2one("res.users", "Member", required=True, default=lambda self: self.env.user, index=True)
    choice = fields.Selection(
        [("for", "For"), ("against", "Against"), ("abstain", "Abstain"), ("recused", "Recused")], required=True
    )
    comment = fields.Text()
    date = fields.Datetime(required=True, default=fields.Datetime.now, readonly=True)

    _once = models.UniqueIndex(
        "(item_id, user_id)", "You have already voted on this item; a vote is cast once and does not change."
    )

    def _is_frozen(self):
        return True

    def _frozen_message(self):
        return self.env._("A vote is cast once and cannot be changed or withdrawn.")

    @api.model_create_multi
    def create(self, vals_list):
        votes = super().create(vals_list)
        for vote in votes:
            vote._check_may_vote()
        return votes

    def _check_may_vote(self):
        """Raise unless the vote is the member's own, on an open item, and the member has no part in the case."""
        item = self.item_id.sudo()
        if self.user_id != self.env.user and not self.env.su:
            raise UserError(
                self.env._("Everyone casts his own vote; you cannot vote for %(name)s.", name=self.user_id.name)
            )
        if item.outcome != "pending":
            raise UserError(self.env._("%(name)s is already decided.", name=item.display_name))
        if not item.committee_id._member(self.user_id):
            raise UserError(
                self.env._(
                    "%(user)s is not a member of “%(committee)s” and cannot vote.",
                    user=self.user_id.name,
                    committee=item.committee_id.name,
                )
            )
        item._check_meeting_allows_vote(self.user_id)
        if self.choice != "recused" and item._is_involved(self.user_id):
            raise UserError(
                self.env._(
                    "%(user)s registered, handles or studied %(name)s, or is the applicant, and cannot vote on it. "
                    "Choose “Recused”.",
                    user=self.user_id.name,
                    name=item.display_name,
                )
            )
