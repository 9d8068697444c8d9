from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .clock import OPEN_STATES


class ClockPlan(models.Model):
    """When clocks start and end, and by when they have to be met. Called in ``sudo`` by the cases themselves."""

    _inherit = "beneficiary.clock"

    # ---------------------------------------------------------- start and end
    @api.model
    def _start(self, cases, kinds):
        """Start clocks of ``cases``, or start them anew, where a target is set.

        :param cases: records of a model with ``beneficiary.clock.mixin``
        :param dict kinds: case → kinds to start
        """
        targets = cases._clock_targets()
        existing = {
            (clock.res_id, clock.kind, clock.run): clock
            for clock in self.search([("res_model", "=", cases._name), ("res_id", "in", cases.ids)])
        }
        again, new = self.browse(), []
        for case in cases:
            for kind in kinds.get(case, ()):
                target = targets[case].get(kind, 0)
                if target <= 0:
                    continue
                values = self._start_values(case, kind, target)
                if clock := existing.get((case.id, kind, case._clock_run())):
                    clock._end_pauses()
                    clock._close_escalation(met=False)
                    clock.write(values)
                    again |= clock
                else:
                    new.append(
                        {"res_model": case._name, "res_id": case.id, "kind": kind, "run": case._clock_run()} | values
                    )
        (again | self.create(new))._plan()

    @api.model
    def _start_values(self, case, kind, target):
        return {
            "target": target,
            "unit": self._kind_unit(kind),
            "started_on": case._clock_started_on(kind),
            "state": "running",
            "stopped_on": False,
            "elapsed_hours": 0,
            "escalated_on": False,
            "escalated_to": False,
        }

    @api.model
    def _kind_unit(self, kind):
        """Return in which unit the targets of a kind are set: ``hour`` or ``day``, both of work."""
        return "hour" if kind == "first_answer" else "day"

    def _restart(self):
        """Begin to count anew, because the applicant heard from the association. What is paused stays paused."""
        if not self:
            return
        self._close_escalation(met=True)
        self.write({"started_on": fields.Datetime.now(), "escalated_on": False, "escalated_to": False})
        self.filtered(lambda c: c.state == "late").write({"state": "running"})
        self._plan()

    def _end(self, met):
        """End the clocks among these that still count.

        :param bool met: what they waited for has happened; else they no longer matter
        """
        now = fields.Datetime.now()
        clocks = self.filtered(lambda c: c.state in OPEN_STATES)
        paused = clocks.filtered(lambda c: c.state == "paused")
        clocks._end_pauses()
        paused._plan()  # the time that they rested does not make them late
        for group, worktime in clocks._by_worktime(now):
            for clock in group:
                clock.elapsed_hours = clock._elapsed(worktime, now) / 3600
        late = clocks.filtered(lambda c: c.deadline and c.deadline < now)
        (clocks - late).write({"state": "met" if met else "stopped", "stopped_on": now})
        late.write({"state": "met_late" if met else "stopped", "stopped_on": now})
        clocks._close_escalation(met)

    # --------------------------------------------------------------- deadlines
    def _plan(self):
        """Set the deadlines of these clocks. One pass over the calendar serves all of a company."""
        for clocks in self.grouped("company_id").values():
            clocks._plan_company()
        for cases in self._get_cases():
            cases._clocks_planned()

    def _plan_company(self):
        """Plan clocks of one company, looking as far ahead as it needs.

        :raise UserError: when the calendar has too few working days in the next ten years
        """
        now = fields.Datetime.now()
        span = 30 + int(max(self.mapped("target"))) * 2
        while span < 3660 + max(self.mapped("target")) * 7:
            horizon = max(now, *self.mapped("started_on")) + timedelta(days=span)
            [(_clocks, worktime)] = self._by_worktime(horizon)
            deadlines = {clock: clock._deadline(worktime) for clock in self}
            if all(deadlines.values()):
                bounds = self._bounds()
                for clock, deadline in deadlines.items():
                    earliest, latest = bounds[clock]
                    deadline = max(deadline, earliest or deadline)
                    deadline = min(deadline, latest or deadline)
                    if clock.deadline != deadline:
                        clock.deadline = deadline
                return
            span *= 4
        raise UserError(
            self.env._(
                "The working calendar “%(calendar)s” has too little working time ahead. "
                "Add working hours to it, or remove holidays.",
                calendar=self.company_id._beneficiary_calendar().name,
            )
        )

    def _deadline(self, worktime):
        """Return the deadline of this one clock by its target and its pauses, ``None`` beyond ``worktime``."""
        if self.unit == "hour":
            deadline = worktime.later(self.started_on, self.target * 3600)
        else:
            deadline = worktime.end_of_day(self.company_id._beneficiary_date(self.started_on), int(self.target))
        return worktime.later(deadline, self._paused(worktime))

    def _paused(self, worktime):
        """Return the seconds of work for which this one clock rested since it was started last."""
        return sum(
            worktime.elapsed(max(pause.paused_on, self.started_on), pause.resumed_on)
            for pause in self.pause_ids
            if pause.resumed_on
        )

    def _elapsed(self, worktime, moment):
        """Return the seconds of work until ``moment``, without the pauses."""
        return max(0, worktime.elapsed(self.started_on, moment) - self._paused(worktime))

    def _bounds(self):
        """Return clock → the earliest and the latest deadline that its case lets it have, each may be ``None``."""
        return {
            clock: case._clock_bounds(clock.kind)
            for model, clocks in self.grouped("res_model").items()
            for clock, case in zip(clocks, self.env[model].browse(clocks.mapped("res_id")), strict=True)
        }

    def _by_worktime(self, moment):
        """Return pairs of the clocks of a company and its working time, from the first start to ``moment`` or later."""
        pairs = []
        for company, clocks in self.grouped("company_id").items():
            company = company.sudo()
            starts = [moment, *clocks.mapped("started_on")]
            stops = [moment, *(clock.deadline for clock in clocks if clock.deadline)]
            worktime = company._beneficiary_calendar()._beneficiary_worktime(min(starts), max(stops), company)
            pairs.append((clocks, worktime))
        return pairs

    # ------------------------------------------------------------------- reset
    @api.model
    def _reset_companies(self, companies):
        """Set the clocks of the open cases again, because calendar, holidays or settings of ``companies`` changed."""
        for model in self._case_models():
            domain = self.env[model]._clock_open_domain() & fields.Domain("company_id", "in", companies.ids)
            self.env[model].sudo().search(domain)._reset_clocks()

    @api.model
    def _case_models(self):
        """Return the names of the models whose cases have clocks."""
        mixin = self.env.registry["beneficiary.clock.mixin"]
        return sorted(
            name for name, model in self.env.registry.items() if not model._abstract and issubclass(model, mixin)
        )

    def _reset(self, targets):
        """Take new targets, and plan again. A clock that is no longer late may be escalated anew.

        :param dict targets: case id → kind → target
        """
        gone = self.filtered(lambda c: targets[c.res_id].get(c.kind, 0) <= 0)
        gone._end(met=False)
        clocks = self - gone
        for clock in clocks:
            if clock.target != targets[clock.res_id][clock.kind]:
                clock.target = targets[clock.res_id][clock.kind]
        clocks._plan()
        now = fields.Datetime.now()
        in_time = clocks.filtered(lambda c: c.state == "late" and c.deadline >= now)
        in_time._close_escalation(met=False)
        in_time.write({"state": "running", "escalated_on": False, "escalated_to": False})
