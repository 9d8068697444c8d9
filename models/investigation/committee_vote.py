from odoo import api, fields, models
from odoo.exceptions import UserError


class CommitteeVoteComplaint(models.Model):
    """A vote on a complaint: as confidential as the complaint, and a recusal keeps the member out of it for good."""

    _inherit = "beneficiary.committee.vote"

    complaint_id = fields.Many2one(related="item_id.complaint_id", store=True, precompute=True, index="btree_not_null")

    @api.model_create_multi
    def create(self, vals_list):
        votes = super().create(vals_list)
        for vote in votes.sudo().filtered(lambda v: v.complaint_id and v.choice == "recused"):
            vote.complaint_id.recused_user_ids = [(4, vote.user_id.id)]
        return votes

    def _check_may_vote(self):
        item = self.item_id.sudo()
        if item.complaint_id and self.choice != "recused" and item._is_involved(self.user_id):
            raise UserError(
                self.env._(
                    "%(user)s has a part in %(name)s: took it in, handles it, tried to settle it, or it is his own. He "
                    "cannot vote on it. Choose “Recused”.",
                    user=self.user_id.name,
                    name=item.display_name,
                )
            )
        return super()._check_may_vote()
