import logging

from odoo import api, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)


class MeasureDueCron(models.Model):
    """What the days that pass do to the plan of measures: it is carried on, opened, and what was not held is missed."""

    _inherit = "beneficiary.measure.due"

    @api.model
    def _cron_measures(self, batch_size=50):
        """Carry the plans of all associations on, and open what is to be opened. Idempotent, in batches.

        What one association or date has against it keeps nobody else's from being opened: it is tried again the next
        night. Only dates that were opened are progress, so that the action neither ends too early nor goes on for ever.
        """
        companies = self.env["res.company"].search([("beneficiary_policy_id", "!=", False)])
        cron = self.env["ir.cron"]
        for company in companies:
            self._try_keep_plan(company)
            cron._commit_progress()
        waiting = Domain.OR(self._domain_to_open(company) for company in companies)
        cron._commit_progress(remaining=self.search_count(waiting))
        failed = self.browse()
        while dues := self.search(
            waiting & Domain("id", "not in", failed.ids), limit=batch_size, order="date_open, id"
        ):
            trouble = dues._try_begin()
            failed |= trouble
            opened = len(dues - trouble)
            if not cron._commit_progress(opened) and opened:
                return
        cron._commit_progress(remaining=0)

    def _try_begin(self):
        """Open what these dates ask for; the trouble with one does not keep it from the others. In ``sudo``.

        :return: the dates that could not be opened
        """
        try:
            with self.env.cr.savepoint():
                self._begin()
        except Exception:
            if len(self) > 1:
                return self.browse().union(*(due._try_begin() for due in self))
            _logger.warning("Measures: date %s could not be opened", self.id, exc_info=True)
            return self
        return self.browse()

    @api.model
    def _try_keep_plan(self, company):
        """Bring the plan of one association up to date, or say in the log why not. In ``sudo``."""
        try:
            with self.env.cr.savepoint():
                self._keep_plan(company)
        except Exception:
            _logger.warning("Measures: the plan of company %s could not be carried on", company.id, exc_info=True)

    @api.model
    def _domain_to_open(self, company):
        today = company._beneficiary_today()
        return (
            Domain("company_id", "=", company.id) & Domain("state", "=", "planned") & Domain("date_open", "<=", today)
        )

    @api.model
    def _keep_plan(self, company):
        """Bring the plan of one association up to date. Called in ``sudo``, idempotent."""
        waiting = Domain("company_id", "=", company.id) & Domain("state", "in", ("planned", "open"))
        today = company._beneficiary_today()
        self.search(waiting & Domain("date_due", "<", today))._mark_missed()
        policy = company.beneficiary_policy_id
        self.search(waiting & Domain("policy_id", "!=", policy.id))._hand_over(policy)
        policy.measure_ids._plan()

    def _mark_missed(self):
        """Record that the date passed before the measure was held. Called in ``sudo``."""
        self.write({"state": "missed"})

    def _hand_over(self, policy):
        """Give what a former policy planned to the measures of the one in force, or let it lapse. In ``sudo``.

        What is only planned is planned anew. What is open already goes on as the first date of the measure of the same
        kind, and lapses when the new policy has none.
        """
        planned = self.filtered(lambda due: due.state == "planned")
        free = policy.measure_ids.filtered(lambda measure: not measure.due_ids)
        for due in self - planned:
            same = free.filtered(lambda measure, due=due: measure.kind == due.kind)
            measure = (same.filtered(lambda m, due=due: m.name == due.measure_id.name) or same)[:1]
            free -= measure
            if measure:
                due.write({"measure_id": measure.id, "anchor_date": due.date_due, "number": 0})
            else:
                due.write({"state": "cancelled"})
        planned.unlink()
