from odoo import api, fields, models
from odoo.exceptions import UserError


class CommitteeItem(models.Model):
    """One case on a committee's agenda: the votes on it, and the decision with its reason."""

    _name = "beneficiary.committee.item"
    _description = "Committee Item"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.thread.mixin"]
    _order = "id desc"
    _rec_name = "request_id"

    committee_id = fields.Many2one(
        "beneficiary.committee", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="committee_id.company_id", store=True, precompute=True, index=True)
    request_id = fields.Many2one("beneficiary.request", readonly=True, index="btree_not_null", ondelete="restrict")
    beneficiary_id = fields.Many2one(related="request_id.beneficiary_id")
    program_id = fields.Many2one(related="request_id.program_id")
    description = fields.Text(related="request_id.description")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount_requested = fields.Monetary(related="request_id.amount_requested")
    reply_earliest = fields.Date(related="request_id.reply_earliest")
    reply_deadline = fields.Date(related="request_id.reply_deadline")
    outcome = fields.Selection(
        [
            ("pending", "Pending"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("returned", "Returned"),
            ("waiting", "Waiting list"),
        ],
        default="pending",
        required=True,
        readonly=True,
        tracking=True,
        index=True,
    )
    reason = fields.Text(tracking=True, help="Why the committee decided so. The applicant reads it.")
    amount_approved = fields.Monetary(compute="_compute_amount_approved", store=True, readonly=False)
    early_reason = fields.Char(
        "Reason for the early reply", help="Needed when the decision is given before the promised earliest date."
    )
    is_withdrawn = fields.Boolean(
        "Taken off", readonly=True, help="The case was cancelled before the committee decided about it."
    )
    decided_by = fields.Many2one("res.users", readonly=True)
    decided_on = fields.Datetime(readonly=True)
    vote_ids = fields.One2many("beneficiary.committee.vote", "item_id", "Votes")
    votes_for = fields.Integer("For", compute="_compute_votes")
    votes_against = fields.Integer("Against", compute="_compute_votes")
    votes_abstain = fields.Integer("Abstained", compute="_compute_votes")
    quorum = fields.Integer(related="committee_id.quorum")
    quorum_reached = fields.Boolean(compute="_compute_votes")
    may_decide = fields.Boolean(compute="_compute_may_decide")
    my_vote = fields.Selection(
        [("for", "For"), ("against", "Against"), ("abstain", "Abstain"), ("recused", "Recused")],
        compute="_compute_my_vote",
    )

    _one_pending = models.UniqueIndex(
        "(request_id) WHERE outcome = 'pending' AND request_id IS NOT NULL",
        "This request is already on a committee's agenda.",
    )
    _amount_positive = models.Constraint("CHECK (amount_approved >= 0)", "The approved amount cannot be negative.")

    def _is_frozen(self):
        return self.outcome != "pending"

    def _frozen_message(self):
        return self.env._("%(name)s is decided and cannot be changed.", name=self.display_name)

    # --------------------------------------------------------------- computes
    @api.depends("request_id")
    def _compute_amount_approved(self):
        for item in self:
            item.amount_approved = item.request_id.amount_requested

    @api.depends("vote_ids.choice", "committee_id.quorum", "meeting_id.state", "meeting_id.attendee_ids.presence")
    def _compute_votes(self):
        counts = {}
        # counts only: who voted how is for the committee itself
        present = self._present_users()
        for item, choice, users in (
            self.env["beneficiary.committee.vote"]
            .sudo()
            ._read_group([("item_id", "in", self.ids)], ["item_id", "choice"], ["user_id:array_agg"])
        ):
            counted = [user for user in users if user in present.get(item.id, users)]
            counts.setdefault(item.id, {})[choice] = len(counted)
        for item in self:
            votes = counts.get(item.id, {})
            item.votes_for = votes.get("for", 0)
            item.votes_against = votes.get("against", 0)
            item.votes_abstain = votes.get("abstain", 0)
            item.quorum_reached = item.votes_for + item.votes_against + item.votes_abstain >= item.quorum

    @api.depends("vote_ids.choice")
    @api.depends_context("uid")
    def _compute_my_vote(self):
        mine = dict(
            self.env["beneficiary.committee.vote"]
            .sudo()
            ._read_group([("item_id", "in", self.ids), ("user_id", "=", self.env.uid)], ["item_id"], ["choice:max"])
        )
        for item in self:
            item.my_vote = mine.get(item._origin.sudo(), False)

    @api.depends("committee_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for item in self:
            item.may_decide = item._is_officer_of_committee()

    # ------------------------------------------------------------------- CRUD
    def write(self, vals):
        if {"reason", "amount_approved", "early_reason"} & vals.keys():
            for item in self:
                item._check_officer_of_committee()
        return super().write(vals)

    # ----------------------------------------------------------------- voting
    def cast_vote(self, choice, comment=False):
        """Cast the current user's vote on these items.

        :param str choice: ``for``, ``against``, ``abstain`` or ``recused``
        :param str comment: what the member wants on record
        :return: the new ``beneficiary.committee.vote`` records
        :raise UserError: when the user is no member, has voted, is involved, or the item is decided
        """
        return self.env["beneficiary.committee.vote"].create(
            [{"item_id": item.id, "choice": choice, "comment": comment} for item in self]
        )

    def action_vote_for(self):
        """Vote for (the button)."""
        self.cast_vote("for")
        return True

    def action_vote_against(self):
        """Vote against (the button)."""
        self.cast_vote("against")
        return True

    def action_vote_abstain(self):
        """Abstain (the button)."""
        self.cast_vote("abstain")
        return True

    def action_vote_recuse(self):
        """Take no part because of an interest in the case (the button)."""
        self.cast_vote("recused")
        return True

    def _is_involved(self, user):
        """Tell whether ``user`` has a part in the case and so may not decide about it."""
        return self.request_id._is_registrant(user)

    # --------------------------------------------------------------- deciding
    def action_decide(self):
        """Take the decision that the votes give, and carry it out on the case.

        More votes for than against approve, fewer refuse; on a tie the chair's vote decides.

        :raise UserError: without quorum or reason, on a tie that the chair did not break, or before the earliest
            reply date where the policy does not let it
        """
        outcomes = {}
        for item in self:
            item._check_can_decide()
            outcomes[item.id] = item._outcome_of_votes()
        for outcome, items in self.grouped(lambda i: outcomes[i.id]).items():
            items._conclude(outcome)
        return True

    def action_return(self):
        """Send the case back for missing papers; the reason says which.

        :raise UserError: without a reason
        """
        for item in self:
            item._check_officer_of_committee()
            item._check_pending_with_reason()
            item._check_meeting_held()
        self._conclude("returned")
        return True

    def _check_can_decide(self):
        self._check_officer_of_committee()
        self._check_pending_with_reason()
        self._check_needs_no_meeting()
        self._check_meeting_held()
        if not self.quorum_reached:
            raise UserError(
                self.env._(
                    "%(name)s: %(count)s members voted, the quorum of “%(committee)s” is %(quorum)s.",
                    name=self.display_name,
                    count=self.votes_for + self.votes_against + self.votes_abstain,
                    committee=self.committee_id.name,
                    quorum=self.quorum,
                )
            )

    def _is_officer_of_committee(self):
        """Tell whether the user is chair or secretary of the committee and has no part in the case himself."""
        role = self.committee_id._member(self.env.user).role
        return role in ("chair", "secretary") and not self._is_involved(self.env.user)

    def _check_officer_of_committee(self):
        if not self.env.su and not self._is_officer_of_committee():
            raise UserError(
                self.env._(
                    "The chair or the secretary of “%(name)s” records its decisions, and nobody on a case of his own.",
                    name=self.committee_id.name,
                )
            )

    def _check_pending_with_reason(self):
        if self.outcome != "pending":
            raise UserError(self._frozen_message())
        if not (self.reason or "").strip():
            raise UserError(self.env._("%(name)s: write the reason of the decision.", name=self.display_name))

    def _outcome_of_votes(self):
        """Return ``approved`` or ``refused`` after the votes."""
        if self.votes_for != self.votes_against:
            return "approved" if self.votes_for > self.votes_against else "refused"
        chair = self.sudo().committee_id.member_ids.filtered(lambda m: m.role == "chair").user_id
        present = self._present_users().get(self.id, chair.ids)
        choice = self.sudo().vote_ids.filtered(lambda v: v.user_id == chair and chair.id in present).choice
        if choice not in ("for", "against"):
            raise UserError(
                self.env._(
                    "%(name)s: the votes are tied and the chair's vote does not break the tie.", name=self.display_name
                )
            )
        return "approved" if choice == "for" else "refused"

    def _conclude(self, outcome):
        items = self.sudo()
        items.write({"outcome": outcome, "decided_by": self.env.uid, "decided_on": fields.Datetime.now()})
        for item in items:
            item._apply_outcome()

    def _apply_outcome(self):
        """Carry the decision out on the case."""
        self.request_id._apply_decision(self.outcome, self.reason, self.amount_approved, self.early_reason)

    def _withdraw(self, reason):
        """Take items off the agenda because their case was cancelled."""
        self.filtered(lambda i: i.meeting_id.state == "planned")._leave_meeting()
        self.filtered(lambda i: i.outcome == "pending").write(
            {
                "reason": reason,
                "outcome": "returned",
                "is_withdrawn": True,
                "decided_by": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )
