from odoo import fields, models
from odoo.exceptions import UserError

from .season_figures import READERS


class CommitteeItemBudget(models.Model):
    """What is left for a case, as the committee sees it, and its waiting list."""

    _inherit = "beneficiary.committee.item"

    season_id = fields.Many2one(related="request_id.season_id")
    season_left_text = fields.Char(related="request_id.season_id.left_text", groups=READERS)
    need_score = fields.Float(related="request_id.need_score", related_sudo=False)

    def _conclude(self, outcome):
        if outcome in ("approved", "waiting"):
            self.sudo().request_id._lock_seasons()
        return super()._conclude(outcome)

    def action_waiting_list(self):
        """Put what the votes approve on the waiting list, because nothing is left for it.

        :raise UserError: as :meth:`action_decide`, when the votes are against it, or when enough is left
        """
        for item in self:
            item._check_can_decide()
            if item._outcome_of_votes() != "approved":
                raise UserError(
                    self.env._(
                        "%(name)s: the votes are against it, so it cannot wait. Record the decision.",
                        name=item.display_name,
                    )
                )
        self._conclude("waiting")
        return True
