from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class Objection(models.Model):
    """An applicant does not agree with the decision on a request, and says why.

    Somebody answers who had no part in the case. What was objected never changes; nor does the answer once it is given.
    """

    _name = "beneficiary.objection"
    _description = "Objection"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.thread.mixin"]
    _order = "id desc"
    _rec_name = "request_id"

    request_id = fields.Many2one("beneficiary.request", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, precompute=True, index="btree_not_null")
    committee_id = fields.Many2one(related="request_id.committee_id", store=True, index="btree_not_null")
    beneficiary_id = fields.Many2one(related="request_id.beneficiary_id", store=True, precompute=True, index=True)
    program_id = fields.Many2one(related="request_id.program_id")
    # kept as they were when the objection was made: nothing that they depend on changes afterwards
    item_id = fields.Many2one(
        "beneficiary.committee.item",
        "Decision",
        compute="_compute_decision",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    text = fields.Text("Objection", required=True)
    decision = fields.Text("Reason of the decision", compute="_compute_decision", store=True, precompute=True)
    made_by = fields.Many2one(
        "res.partner",
        compute="_compute_decision",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    made_on = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    state = fields.Selection(
        [("new", "To answer"), ("reconsidered", "Decided again"), ("dismissed", "Dismissed")],
        default="new",
        required=True,
        readonly=True,
        tracking=True,
    )
    answer = fields.Text(help="The applicant reads it.")
    answered_by = fields.Many2one("res.users", readonly=True)
    answered_on = fields.Datetime(readonly=True)
    may_answer = fields.Boolean(compute="_compute_may_answer")

    _one_open = models.UniqueIndex(
        "(request_id) WHERE state = 'new'", "An objection to this decision waits for its answer already."
    )
    _waiting = models.Index("(company_id, id DESC) WHERE state = 'new'")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"request_id", "text"}

    def _is_frozen(self):
        return True

    def _frozen_except(self):
        own = {"state", "answer", "answered_by", "answered_on"} if self.state == "new" else set()
        return super()._frozen_except() | own

    def _frozen_message(self):
        return self.env._("An objection and its answer do not change. The applicant may be told more by a message.")

    @api.depends("request_id")
    def _compute_decision(self):
        for objection in self:
            request = objection.request_id.sudo()
            objection.item_id = request.item_ids[:1]
            objection.decision = request.decision_reason
            objection.made_by = objection.made_by or request.partner_id

    @api.depends("request_id")
    @api.depends_context("uid")
    def _compute_may_answer(self):
        for objection in self:
            objection.may_answer = objection.state == "new" and not objection._is_involved(self.env.user)

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        requests = self.env["beneficiary.request"].browse([vals["request_id"] for vals in vals_list])
        requests.check_access("write")  # before anything is read for it
        for request, vals in zip(requests.sudo(), vals_list, strict=True):
            request._check_may_object()
            if not (vals.get("text") or "").strip():
                raise UserError(self.env._("Write why the applicant does not agree with the decision."))
        objections = super().create(vals_list)
        for objection in objections.sudo():
            request = objection.request_id
            request.write({"decision_response": "objected", "decision_response_on": fields.Datetime.now()})
            request.message_post(
                body=self.env._("The applicant objects to the decision: %(text)s", text=objection.text),
                author_id=objection.made_by.id,
                subtype_xmlid="mail.mt_note",
            )
        objections._schedule_answer()
        return objections

    def write(self, vals):
        if "answer" in vals:
            self._check_may_answer()
        return super().write(vals)

    # ------------------------------------------------------------------ answer
    def _is_involved(self, user):
        """Tell whether ``user`` handled the request or took part in its decision."""
        objection = self.sudo()
        items = objection.request_id.item_ids
        return objection.request_id._is_registrant(user) or user in (items.vote_ids.user_id | items.decided_by)

    def _check_may_answer(self):
        """Gate of the answer (nobody decides on his own work)."""
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        for objection in self if not self.env.su else ():
            if objection._is_involved(self.env.user):
                raise AccessError(
                    self.env._(
                        "You handled %(name)s or took part in its decision. Somebody else answers the objection.",
                        name=objection.request_id.name,
                    )
                )

    def action_dismiss(self, answer=None):
        """Leave the decision as it is, and tell the applicant why.

        :param str answer: why, as the applicant reads it; may stand in ``answer`` instead
        :raise UserError: without an answer, or when it is answered already
        """
        self._answer("dismissed", answer)
        return True

    def action_reconsider(self, answer=None):
        """Put the request before its committee again, and tell the applicant.

        :param str answer: what the applicant is told; may stand in ``answer`` instead
        :raise UserError: when it is answered already, or the request cannot go back to its committee
        """
        self._check_may_answer()
        self._check_state("new")
        self.request_id.sudo()._reconsider()
        self._answer("reconsidered", answer or self.answer or self.env._("The committee looks at your request again."))
        return True

    def _answer(self, state, answer):
        self._check_may_answer()
        self._check_state("new")
        for objection in self:
            text = (answer or objection.answer or "").strip()
            if not text:
                raise UserError(self.env._("Write under “Answer” what the applicant is told."))
            objection._guarded_write(
                {
                    "state": state,
                    "answer": text,
                    "answered_by": self.env.uid,
                    "answered_on": fields.Datetime.now(),
                }
            )
            objection.sudo().activity_ids._action_done()
            objection.sudo().request_id._send_notice("objection", objection=objection.sudo(), occasion=objection.id)

    def action_open_request(self):
        """Open the request."""
        self.check_access("read")
        self.ensure_one()
        return self.request_id.get_formview_action()

    def _schedule_answer(self):
        """Ask a manager who had no part in the case for the answer; the branch or the responsible, if there is none."""
        group = self.env.ref("beneficiary.group_manager").sudo()
        for objection in self.sudo():
            users = group.all_user_ids.filtered(
                lambda u, o=objection: u.active and o.company_id in u.company_ids and not o._is_involved(u)
            )
            user = users[:1] or objection.request_id._portal_responsible()
            if user:
                objection.activity_schedule(
                    "beneficiary.mail_activity_type_portal",
                    user_id=user.id,
                    summary=objection.with_context(lang=user.lang).env._(
                        "%(name)s: the applicant objects to the decision", name=objection.request_id.name
                    ),
                )
