from odoo import api, fields, models
from odoo.exceptions import UserError


class RequestBudget(models.Model):
    """The season in which a request is filed, and what it holds of it once it is approved."""

    _inherit = "beneficiary.request"

    season_id = fields.Many2one(
        "beneficiary.program.season",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The season in which the request was filed, or whose money was promised.",
    )
    late_reason = fields.Char(
        "Reason for the late application",
        copy=False,
        tracking=True,
        help="A manager writes here why a request is taken in after the closing date.",
    )

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("late_reason") for vals in vals_list):
            self._check_role("beneficiary.group_manager")
        return super().create(vals_list)

    def write(self, vals):
        if "late_reason" in vals:
            self._check_role("beneficiary.group_manager")
        moves = {"state", "amount_approved", "waiting_since"} & vals.keys()
        used = {request.id: request._season_use() for request in self.sudo()} if moves else {}
        result = super().write(vals)
        if "program_id" in vals:
            self.sudo().filtered(lambda r: r.season_id and r.season_id.program_id != r.program_id).season_id = False
        changed = self.sudo().browse(used).filtered(lambda r: r._season_use() != used[r.id])
        changed.season_id._tell_who_is_next()
        return result

    def _season_use(self):
        """Return what this one request holds of its season, or waits for."""
        holds = self.state in ("approved", "done")
        return self.state if holds else "", self.amount_approved if holds else 0, self.waiting_since

    # ----------------------------------------------------------------- submit
    def action_submit(self):
        result = super().action_submit()
        for request in self.sudo():
            request.season_id = request._season_of_submission()
        return result

    def _check_can_submit(self):
        super()._check_can_submit()
        seasons = self.program_id.sudo().season_ids
        if seasons and not self._season_of_submission():
            raise UserError(self._no_season_message())

    def _season_of_submission(self):
        """Return the season in which the request is filed, in ``sudo``; may be empty.

        What was filed in time and given back for papers stays in its season.
        """
        self.ensure_one()
        today = self.company_id.sudo()._beneficiary_today()
        request = self.sudo()
        if request.season_id.state == "open":
            return request.season_id
        seasons = request.program_id.season_ids
        taking = seasons._takes_applications(today)[:1]
        return taking or (seasons._under_way(today) if (request.late_reason or "").strip() else taking)

    def _no_season_message(self):
        """Return why the request cannot be filed now."""
        today = self.company_id.sudo()._beneficiary_today()
        seasons = self.program_id.sudo().season_ids
        ended = seasons._under_way(today)
        values = {"name": self.name, "program": self.program_id.name}
        if ended and self.origin == "portal":
            return self.env._(
                "%(name)s: applications to “%(program)s” ended on %(date)s.", date=ended.closing_date, **values
            )
        if ended:
            return self.env._(
                "%(name)s: applications to “%(program)s” ended on %(date)s. A manager may write under “Reason for the "
                "late application” why it is taken in nevertheless.",
                date=ended.closing_date,
                **values,
            )
        coming = seasons.filtered(lambda s: s.state != "closed" and s.date_from > today).sorted("date_from")[:1]
        if coming:
            return self.env._(
                "%(name)s: applications to “%(program)s” begin on %(date)s.", date=coming.date_from, **values
            )
        return self.env._("%(name)s: no season of “%(program)s” is open now.", **values)

    # --------------------------------------------------------------- approval
    def _season_of_decision(self):
        """Return the season whose money and places an approval takes, in ``sudo``; empty where there is no limit.

        A closed season promises nothing more: the one that is open now does.

        :raise UserError: when the programme has seasons, and none is open
        """
        self.ensure_one()
        request = self.sudo()
        if request.season_id.state == "open":
            return request.season_id
        seasons = request.program_id.season_ids
        season = seasons._under_way(request.company_id._beneficiary_today())
        if seasons and not season:
            raise UserError(
                self.env._(
                    "%(name)s: no season of “%(program)s” is open, so nothing can be approved. Open one first.",
                    name=request.name,
                    program=request.program_id.name,
                )
            )
        return season

    def _lock_seasons(self):
        """Lock the seasons of a batch of approvals at once, always in the same order."""
        seasons = self.env["beneficiary.program.season"].sudo()
        for request in self:
            seasons |= request._season_of_decision()
        seasons._lock()

    def _apply_decision(self, outcome, reason, amount=0.0, early_reason=False):
        if outcome == "approved":
            self._check_state("review")
            season = self._season_of_decision()
            if season:
                season.with_env(self.env)._reserve(self.name, amount)
            if season != self.season_id:
                self.season_id = season
        return super()._apply_decision(outcome, reason, amount, early_reason)
