from odoo import api, models
from odoo.fields import Domain


class RequestClock(models.Model):
    """The clocks of a request: first answer and news from submission, the decision from completeness."""

    _name = "beneficiary.request"
    _inherit = ["beneficiary.request", "beneficiary.clock.mixin"]

    _clock_due = models.Index("(clock_deadline) WHERE clock_state IN ('running', 'late')")

    def _clock_kinds(self):
        waiting = {"first_answer", "update"}
        return {
            "submitted": waiting,
            "complete": waiting | {"decision"},
            "review": waiting | {"decision"},
            "approved": {"update"},
        }.get(self.state, set())

    def _clock_met(self, kind):
        # a request that is returned is answered, but not decided
        answered = self.state in ("approved", "refused", "done")
        return answered or (kind == "first_answer" and self.state == "draft")

    @api.model
    def _clock_open_domain(self):
        return Domain("state", "in", ("submitted", "complete", "review", "approved"))

    @api.model
    def _clock_target_fields(self):
        return super()._clock_target_fields() | {"program_id"}

    def _clock_targets(self):
        targets = super()._clock_targets()
        for program, requests in self.grouped("program_id").items():
            if program.own_clocks:
                targets.update(dict.fromkeys(requests, program._clock_targets()))
        return targets

    def _clock_started_on(self, kind):
        if kind == "decision" and self.date_complete:
            return self.date_complete
        return super()._clock_started_on(kind)

    def _clock_bounds(self, kind):
        """A decision is due when the policy lets it go out, and never later than it promised."""
        if kind != "decision":
            return super()._clock_bounds(kind)
        company = self.company_id.sudo()
        earliest = self.reply_earliest if self.policy_id.sudo().window_enforcement != "none" else False
        return company._beneficiary_day_end(earliest), company._beneficiary_day_end(self.reply_deadline)

    @api.model
    def _recompute_open_windows(self, companies, working_days_only=True):
        super()._recompute_open_windows(companies, working_days_only)
        self.env["beneficiary.clock"]._reset_companies(companies)
