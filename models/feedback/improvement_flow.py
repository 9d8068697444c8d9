from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .improvement import OPEN


class ImprovementFlow(models.Model):
    """The steps of an improvement, and who is reminded of it (R-22)."""

    _inherit = "beneficiary.improvement"

    # ---------------------------------------------------------------- actions
    def action_start(self):
        """Begin improvements: the value that they are to change is noted.

        :raise AccessError: when it is not the user's role
        :raise UserError: when one is not “To do”
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state("new")
        self._guarded_write({"state": "in_progress"})
        self.sudo()._note_before()
        return True

    def action_done(self):
        """Record that improvements are done.

        :raise UserError: when it is not written what was done
        :raise AccessError: when it is not the user's role
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state("in_progress")
        for improvement in self:
            if not (improvement.done_text or "").strip():
                raise UserError(
                    self.env._("“%(name)s”: write under “What was done” what was done.", name=improvement.name)
                )
        for improvement in self.sudo():
            improvement.date_done = improvement.company_id._beneficiary_today()
        self._guarded_write({"state": "done"})
        self.sudo()._end_task()
        return True

    def action_cancel(self):
        """Give improvements up.

        :raise UserError: when it is not written why
        :raise AccessError: when it is not the user's role
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state(*OPEN)
        for improvement in self:
            if not (improvement.cancel_reason or "").strip():
                raise UserError(self.env._("“%(name)s”: write under “Why it was given up” why.", name=improvement.name))
        self._guarded_write({"state": "cancelled"})
        self.sudo()._end_task(done=False)
        return True

    def action_view_cause(self):
        """Open what an improvement comes from, as far as the user may see it.

        :raise AccessError: when he may not
        """
        self.ensure_one()
        self.check_access("read")
        cause = self[self._cause_fields()[self.cause_kind]]
        if cause._name == "beneficiary.visit.line":
            cause = cause.visit_id
        cause.check_access("read")
        return cause.get_formview_action()

    # ------------------------------------------------------------------- tasks
    @api.model
    def _task_fields(self):
        return super()._task_fields() | {"deadline"}

    def _task_open(self):
        return self.filtered(lambda improvement: improvement.state in OPEN)

    def _task_day(self):
        return self.deadline

    # ------------------------------------------------------------------- cron
    @api.model
    def _cron_improvements(self, batch_size=200):
        """Tell managers once of what is late, and measure the effect of what is done. Idempotent, in batches."""
        companies = self.env["res.company"].search([("beneficiary_policy_id", "!=", False)])
        cron = self.env["ir.cron"]
        late = {company: self._domain_late(company) for company in companies}
        cron._commit_progress(remaining=sum(self.search_count(domain) for domain in late.values()))
        for domain in late.values():
            while improvements := self.search(domain, limit=batch_size, order="deadline, id"):
                improvements._tell_late()
                if not cron._commit_progress(len(improvements)):
                    return
        self._measure_effects(batch_size)

    @api.model
    def _domain_late(self, company):
        late = Domain("state", "in", OPEN) & Domain("deadline", "<", company._beneficiary_today())
        return late & Domain("company_id", "=", company.id) & Domain("late_on", "=", False)

    def _tell_late(self):
        """Give a manager who may see them the task to ask about improvements that are late. Called in ``sudo``."""
        tasks = []
        for company, improvements in self.grouped("company_id").items():
            today = company._beneficiary_today()
            improvements.write({"late_on": today})
            managers = company.beneficiary_policy_id._review_managers()
            for improvement in improvements:
                others = managers - improvement.user_id - improvement.complaint_id.barred_user_ids
                tasks += [(improvement, user, today) for user in others[:1]]
        self._schedule(tasks, lambda improvement: improvement._late_summary())

    def _late_summary(self):
        return self.env._("Late: %(name)s", name=self.name)

    def _hand_over(self, users):
        """Take these improvements from ``users``, who must not see their complaints any more. Called in ``sudo``."""
        for improvement in self:
            improvement.message_unsubscribe(users.partner_id.ids)
            improvement.activity_ids.filtered(lambda a: a.user_id in users).unlink()
            if improvement.user_id in users and improvement.state in OPEN:
                managers = improvement.company_id.beneficiary_policy_id._review_managers()
                improvement.user_id = (managers - users)[:1] or self.env.ref("base.user_root")
