from odoo import api, fields, models
from odoo.exceptions import UserError

OPEN_STATES = ("running", "paused", "late")


class Clock(models.Model):
    """How long a case waits for its first answer, for news and for its decision, in working time.

    One record for each case and kind. Nobody writes one: the case starts, meets and stops its clocks as it goes on
    (`clock_mixin.py`), `clock_plan.py` says by when, `clock_late.py` what happens when it is too late.
    A model whose cases have clocks adds a link like ``request_id``, and what :meth:`_compute_case` reads through it.
    """

    _name = "beneficiary.clock"
    _description = "Clock"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "deadline, id"
    _rec_name = "name"

    res_model = fields.Char("Model of the case", required=True, readonly=True)
    res_id = fields.Many2oneReference("Case", model_field="res_model", required=True, readonly=True, index=True)
    request_id = fields.Many2one(
        "beneficiary.request",
        compute="_compute_request_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    run = fields.Integer(readonly=True, help="How often the case had been taken up again when the clock was started.")
    name = fields.Char("Reference", compute="_compute_case", store=True, precompute=True)
    company_id = fields.Many2one(
        "res.company", compute="_compute_case", store=True, precompute=True, index=True, ondelete="cascade"
    )
    branch_id = fields.Many2one(
        "beneficiary.branch", compute="_compute_case", store=True, precompute=True, index="btree_not_null"
    )
    user_id = fields.Many2one(
        "res.users", "Responsible", compute="_compute_case", store=True, precompute=True, index="btree_not_null"
    )
    kind = fields.Selection(
        [("first_answer", "First answer"), ("update", "News"), ("decision", "Decision")],
        required=True,
        readonly=True,
        help="First answer: from submission, or from the arrival of an inquiry, to the first message that is not the "
        "automatic acknowledgement. "
        "News: since the last message to the applicant. Decision: from completeness to the decision.",
    )
    target = fields.Float("Allowed", readonly=True, help="Working hours or working days, see the unit.")
    unit = fields.Selection(
        [("hour", "Working hours"), ("day", "Working days")], required=True, readonly=True, default="day"
    )
    state = fields.Selection(
        [
            ("running", "Running"),
            ("paused", "Paused"),
            ("late", "Late"),
            ("met", "Met"),
            ("met_late", "Met late"),
            ("stopped", "Stopped"),
        ],
        default="running",
        required=True,
        readonly=True,
        index=True,
    )
    started_on = fields.Datetime(required=True, readonly=True)
    deadline = fields.Datetime(
        readonly=True,
        help="In working time. A pause moves it, but never beyond the reply that the policy promised: "
        "pausing a clock does not move the reply window.",
    )
    stopped_on = fields.Datetime("Ended on", readonly=True)
    elapsed_hours = fields.Float(
        "Hours taken", readonly=True, aggregator="avg", help="Working hours from start to end, without the pauses."
    )
    hours_left = fields.Float(
        compute="_compute_hours_left", help="Working hours until the deadline; negative since it passed."
    )
    paused_on = fields.Datetime("Paused since", readonly=True)
    pause_reason = fields.Char(readonly=True)
    pause_ids = fields.One2many("beneficiary.clock.pause", "clock_id", "Pauses", readonly=True)
    escalated_on = fields.Datetime(readonly=True, help="When the responsible's manager was told that it is late.")
    escalated_to = fields.Many2one("res.users", readonly=True, index="btree_not_null")
    escalation_activity_id = fields.Many2one(
        "mail.activity", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _case_uniq = models.UniqueIndex(
        "(res_model, res_id, kind, run)",
        "A case has one clock of each kind, and another one when it is taken up again.",
    )
    _soonest = models.Index("(deadline, id)")
    _company_deadline = models.Index("(company_id, deadline, kind, state)")
    _running = models.Index("(deadline, id) WHERE state = 'running'")
    _to_escalate = models.Index("(deadline, id) WHERE state = 'late' AND escalated_on IS NULL")

    # --------------------------------------------------------------- computes
    @api.depends("res_model", "res_id")
    def _compute_request_id(self):
        for clock in self:
            clock.request_id = clock.res_id if clock.res_model == "beneficiary.request" else False

    @api.depends("request_id.name", "request_id.company_id", "request_id.branch_id", "request_id.user_id")
    def _compute_case(self):
        for model, clocks in self.grouped("res_model").items():
            cases = self.env[model].browse(clocks.mapped("res_id"))
            for clock, case in zip(clocks, cases, strict=True):
                clock.name = case._clock_name()
                clock.company_id = case.company_id
                clock.branch_id = case.branch_id if "branch_id" in case else False
                clock.user_id = case.user_id

    @api.depends("state", "deadline")
    def _compute_hours_left(self):
        now = fields.Datetime.now()
        self.hours_left = 0
        for clocks, worktime in self.filtered(lambda c: c.state in OPEN_STATES and c.deadline)._by_worktime(now):
            for clock in clocks:
                seen = clock.paused_on or now
                left = worktime.elapsed(seen, clock.deadline) - worktime.elapsed(clock.deadline, seen)
                clock.hours_left = left / 3600

    # ------------------------------------------------------------------ cases
    def _get_cases(self):
        """Return the cases of these clocks, a list of one recordset for each model."""
        return [
            self.env[model].browse({clock.res_id for clock in clocks})
            for model, clocks in self.grouped("res_model").items()
        ]

    def action_open_case(self):
        """Open the case."""
        self.ensure_one()
        self.check_access("read")
        return self.env[self.res_model].browse(self.res_id).get_formview_action()

    # ------------------------------------------------------------------ pauses
    def action_pause(self, reason=None):
        """Let clocks rest, for a reason that does not lie with the association, such as a journey of the applicant.

        :param str reason: why
        :raise UserError: without a reason, or when a clock is late or does not run
        """
        self._check_may_pause()
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the clock is paused."))
        now = fields.Datetime.now()
        for clock in self:
            if clock.state == "late" or (clock.state == "running" and clock.deadline < now):
                raise UserError(
                    self.env._(
                        "%(name)s: “%(kind)s” is late already, and a pause would only hide it.",
                        name=clock.name,
                        kind=clock._kind_label(),
                    )
                )
        self._check_state("running")
        clocks = self.sudo()
        clocks.write({"state": "paused", "paused_on": now, "pause_reason": reason.strip()})
        self.env["beneficiary.clock.pause"].sudo().create(
            [
                {"clock_id": clock.id, "reason": reason.strip(), "paused_on": now, "paused_by": self.env.uid}
                for clock in self
            ]
        )
        return True

    def action_resume(self):
        """Let paused clocks go on; their deadlines move by the working time that they rested.

        :raise UserError: when a clock is not paused
        """
        self._check_may_pause()
        self._check_state("paused")
        clocks = self.sudo()
        clocks._end_pauses()
        clocks.write({"state": "running"})
        clocks._plan()
        return True

    def _check_may_pause(self):
        """Only officers who may change the case, and so its deadlines."""
        self._check_role("beneficiary.group_officer")
        self.check_access("read")
        for cases in self._get_cases():
            cases.check_access("write")

    def _end_pauses(self):
        """End the pauses that go on, in ``sudo``."""
        paused = self.filtered("paused_on")
        if not paused:
            return
        now = fields.Datetime.now()
        paused.pause_ids.filtered(lambda p: not p.resumed_on).write({"resumed_on": now, "resumed_by": self.env.uid})
        paused.write({"paused_on": False, "pause_reason": False})

    def _kind_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]
