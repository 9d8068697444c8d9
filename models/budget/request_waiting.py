from odoo import api, fields, models
from odoo.exceptions import UserError

from ..research.request_research import READERS


class RequestWaiting(models.Model):
    """The waiting list: what the committee would approve when nothing is left.

    Such a request stays in committee. It is taken from the list by a manager, or the committee decides again.
    """

    _inherit = "beneficiary.request"

    waiting_since = fields.Datetime("On the waiting list since", readonly=True, copy=False, tracking=True)
    waiting_amount = fields.Monetary(
        "Amount waited for", readonly=True, copy=False, help="What the committee would approve."
    )
    waiting_position = fields.Integer(
        "Place on the list", compute="_compute_waiting_position", help="By the date of the committee's decision."
    )
    need_score = fields.Float(
        "Need score",
        compute="_compute_need_score",
        groups=READERS,
        help="Of the last social research. It advises; the committee or a manager decides who is next.",
    )

    _waiting_list = models.Index("(season_id, waiting_since, id) WHERE waiting_since IS NOT NULL")

    @api.depends("waiting_since", "season_id")
    def _compute_waiting_position(self):
        waiting = self.sudo()._waiting_of(self.sudo().season_id)
        for request in self:
            ids = waiting.get(request.sudo().season_id.id, self.browse()).ids
            request.waiting_position = ids.index(request._origin.id) + 1 if request._origin.id in ids else 0

    @api.depends("assessment_ids")
    @api.depends_context("uid")
    def _compute_need_score(self):
        linked = self.sudo().assessment_ids.filtered(lambda a: a.state in ("done", "superseded"))
        readable = linked.with_env(self.env)._filtered_access("read")
        for request in self:
            own = readable & request.sudo().assessment_ids.with_env(self.env)
            request.need_score = own.sorted("id", reverse=True)[:1].score

    @api.model
    def _waiting_of(self, seasons):
        """Return the requests on the waiting lists: season id → requests, the first one first. One query."""
        waiting = self.search(
            [("season_id", "in", seasons.ids), ("waiting_since", "!=", False)], order="waiting_since, id"
        )
        return dict(waiting.grouped(lambda r: r.season_id.id))

    # ---------------------------------------------------------------- decided
    def _apply_decision(self, outcome, reason, amount=0.0, early_reason=False):
        if outcome == "waiting":
            return self._put_on_waiting_list(reason, amount, early_reason)
        if outcome == "returned":
            self.write({"waiting_since": False, "waiting_amount": 0.0})
        return super()._apply_decision(outcome, reason, amount, early_reason)

    def write(self, vals):
        if vals.get("state", "review") != "review":
            vals = vals | {"waiting_since": False, "waiting_amount": 0.0}
        return super().write(vals)

    def _put_on_waiting_list(self, reason, amount, early_reason=False):
        """Put the request on the waiting list and tell the applicant. Called by the committee item, in ``sudo``.

        :raise UserError: when something is left, or nothing limits the programme
        """
        self.ensure_one()
        self._check_state("review")
        self._check_complete()
        season = self._season_of_decision().with_env(self.env)
        if season:
            season._lock()
        if not season or season._has_room(amount):
            raise UserError(
                self.env._(
                    "%(name)s: enough is left for it. Record the decision instead of the waiting list.", name=self.name
                )
            )
        self._check_reply_window(early_reason)
        now = fields.Datetime.now()
        self.write(
            {
                "season_id": season.id,
                "waiting_since": self.waiting_since or now,
                "waiting_amount": amount,
                "decision_reason": reason,
                **({} if self.date_replied else self._reply_values(now, early_reason)),
            }
        )
        return self._send_notice("waiting")

    # ------------------------------------------------------------------ steps
    def action_take_from_waiting(self):
        """Approve what is on the waiting list, with the amount that the committee named. Managers only.

        :raise UserError: when not enough is left, or the user has a part in the case
        """
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        for request in self:
            request._check_waiting()
            if not self.env.su and request._is_registrant(self.env.user):
                raise UserError(
                    self.env._(
                        "You have a part in %(name)s. Let another manager take it from the list.", name=request.name
                    )
                )
        cases = self.sudo()
        cases._lock_seasons()
        for request in cases:
            position = request.waiting_position
            request._apply_decision(
                "approved", request.decision_reason, request.waiting_amount, request.early_reply_reason
            )
            request.message_post(
                body=self.env._("Taken from place %(position)s of the waiting list.", position=position),
                subtype_xmlid="mail.mt_note",
            )
        return True

    def action_waiting_to_committee(self):
        """Put requests of the waiting list on the committee's agenda again. They keep their places meanwhile.

        :raise UserError: when one is not on the list, or on an agenda already
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        for request in self:
            request._check_waiting()
            request._check_committee()
        self.sudo().item_ids.flush_recordset(["outcome"])  # the index of pending items reads the database
        items = self.env["beneficiary.committee.item"].sudo().with_context(mail_create_nosubscribe=True)
        items.create(
            [{"request_id": request.id, "committee_id": request.program_id.committee_id.id} for request in self]
        )
        return True

    def _check_waiting(self):
        """Raise unless the request is on the waiting list, and on no agenda."""
        if not self.waiting_since:
            raise UserError(self.env._("%(name)s is not on the waiting list.", name=self.name))
        if self.sudo().item_ids.filtered(lambda i: i.outcome == "pending"):
            raise UserError(self.env._("%(name)s is on the agenda of its committee.", name=self.name))

    # ------------------------------------------------------------------- told
    @api.model
    def _next_activities(self):
        """Return the activities that say who is next, in ``sudo``: one for a season at most."""
        kind = self.env.ref("beneficiary.mail_activity_type_waiting")
        return (
            self.env["mail.activity"]
            .sudo()
            .search([("res_model", "=", self._name), ("activity_type_id", "=", kind.id)])
        )

    def _tell_next_on_list(self):
        """Give the programme's manager, or else who handles the request, an activity: this one is next."""
        kind = self.env.ref("beneficiary.mail_activity_type_waiting")
        user = self.program_id.user_id
        if not user.active or not self.with_user(user).has_access("read"):
            user = self._portal_responsible()
        if not user:
            return
        request = self.with_context(lang=user.lang)
        summary = request.env._(
            "%(season)s: something is free. Next on the waiting list: %(name)s, %(person)s",
            season=request.season_id.name,
            name=request.name,
            person=request.beneficiary_id.name,
        )
        activities = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
        activities.create(self._portal_activity_values(kind, user, summary))

    def _portal_state_review(self):
        if not self.waiting_since:
            return super()._portal_state_review()
        return (
            self.env._("On the waiting list"),
            self.env._(
                "The committee finds your request right, but there is nothing left for it now. You are number "
                "%(position)s on the waiting list. We tell you as soon as it goes on; you need not do anything.",
                position=self.waiting_position,
            ),
            "info",
        )

    def _track_state(self):
        self.ensure_one()
        if self.state == "review" and self.waiting_since:
            return (
                self.env._("On the waiting list"),
                self.env._("There is nothing left for it now. We tell you as soon as it goes on."),
            )
        return super()._track_state()
