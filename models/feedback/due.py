from odoo import api, fields, models

VISITS = ("office_visit", "interview", "complaint_watch", "liaison_supervision")
WATCHES = ("complaint_watch", "liaison_supervision")


class MeasureDue(models.Model):
    """One date on which a measure of the policy is due, and whether it was held by then (R-85).

    Nobody writes one: `due_plan.py` makes them from the periods of the policy, `due_cron.py` opens them when the time
    has come, and the round or the visit that is opened marks its date as held. A measure that was held late stays
    "not in time", so that nobody has to trust a report.
    """

    _name = "beneficiary.measure.due"
    _description = "Due Measure"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "date_due, id"
    _rec_names_search = ["measure_id"]
    _check_company_auto = True

    measure_id = fields.Many2one(
        "beneficiary.policy.measure", required=True, readonly=True, index=True, ondelete="restrict"
    )
    policy_id = fields.Many2one(related="measure_id.policy_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="measure_id.company_id", store=True, precompute=True, index=True)
    kind = fields.Selection(related="measure_id.kind", store=True, precompute=True)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        check_company=True,
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Who carries it out. The measure itself says who is responsible for the dates that are planned anew.",
    )
    anchor_date = fields.Date("Counted from", required=True, readonly=True)
    number = fields.Integer("Number of periods", readonly=True, aggregator=None)
    date_open = fields.Date("Opens on", required=True, readonly=True, help="When the round or the visit is opened.")
    date_due = fields.Date("Due on", required=True, readonly=True)
    date_held = fields.Date("Carried out on", readonly=True)
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("open", "Open"),
            ("held", "Carried out"),
            ("missed", "Missed"),
            ("cancelled", "No longer due"),
        ],
        default="planned",
        required=True,
        readonly=True,
        help="Missed: the date passed before the measure was carried out. It may still be, but not in time.",
    )
    in_time = fields.Boolean(
        "Carried out in time", compute="_compute_in_time", store=True, precompute=True, help="On its date or before."
    )
    visit_id = fields.Many2one(
        "beneficiary.visit", readonly=True, index="btree_not_null", ondelete="set null", copy=False
    )

    _once = models.UniqueIndex("(measure_id, date_due)", "This measure is planned for that date already.")
    _company_soonest = models.Index("(company_id, date_due, id)")
    _soonest = models.Index("(date_due, id)")
    _to_open = models.Index("(company_id, date_open) WHERE state = 'planned'")
    _not_held = models.Index("(company_id, date_due) WHERE state IN ('planned', 'open')")

    def _is_frozen(self):
        return self.state in ("held", "cancelled")

    def _frozen_message(self):
        return self.env._("%(name)s was carried out. It cannot be changed any more.", name=self.display_name)

    # --------------------------------------------------------------- computes
    @api.depends("measure_id.name", "date_due")
    def _compute_display_name(self):
        for due in self:
            due.display_name = f"{due.measure_id.name} – {due.date_due}"

    @api.depends("state", "date_held", "date_due")
    def _compute_in_time(self):
        for due in self:
            due.in_time = due.state == "held" and bool(due.date_held) and due.date_held <= due.date_due

    # ------------------------------------------------------------------- CRUD
    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:  # the open visit goes to the same person
            visits = self.visit_id.filtered(lambda visit: visit.state == "planned" and visit.user_id != self.user_id)
            visits.write({"user_id": vals["user_id"]})
        return result

    # ---------------------------------------------------------------- actions
    def action_begin(self):
        """Open the round or the visit before its day has come.

        :raise UserError: when the measure is open already, or was held
        :raise AccessError: when it is not the user's role
        """
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        self._check_state("planned", "missed")
        self.filtered(lambda due: not due._work()).sudo()._begin()
        return self.action_view_work() if len(self) == 1 else True

    def action_view_work(self):
        """Open the round or the visit of this date.

        :raise AccessError: when the user may not read them
        """
        self.ensure_one()
        self.check_access("read")
        work = self._work().with_env(self.env)
        if not work:
            return False
        work.check_access("read")
        return work.get_formview_action()

    def _work(self):
        """Return what was opened for this one date: a visit, or an empty record."""
        self.ensure_one()
        return self.sudo().visit_id

    # ------------------------------------------------------------------ steps
    def _begin(self):
        """Open what these dates ask for: a visit, or a round of a survey. Called in ``sudo``."""
        visits = self.filtered(lambda due: due.kind in VISITS)
        self.env["beneficiary.visit"]._open_for(visits)
        for due in self - visits:
            due._begin_survey()
        self.filtered(lambda due: due.state == "planned").write({"state": "open"})

    def _begin_survey(self):
        """Open the round of a survey for this one date, and return it. Called in ``sudo``."""
        return self.measure_id._open_survey_round(self)

    def _mark_held(self, date=None):
        """Record that the measure was held. What was held before stays as it is. Called in ``sudo``.

        :param datetime.date date: when; today unless given
        """
        for due in self.filtered(lambda due: due.state in ("planned", "open", "missed")):
            due.write({"state": "held", "date_held": date or due.company_id._beneficiary_today()})
