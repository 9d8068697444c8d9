from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .due import WATCHES

RECORD_DAYS = 7  # within how many days a visit is recorded, so that a date cannot be written into the past


class VisitFlow(models.Model):
    """The steps of a visit: planned, done or cancelled (R-85)."""

    _inherit = "beneficiary.visit"

    # ---------------------------------------------------------------- actions
    def action_open_done(self):
        """Open the screen on which a visit is concluded.

        :raise AccessError: as of :meth:`action_done`
        :raise UserError: when the visit is not planned any more
        """
        self.ensure_one()
        self._check_may_conclude()
        self._check_state("planned")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_visit_step_action") | {
            "context": {"default_visit_id": self.id, "default_conclusion": self.conclusion}
        }

    def action_done(self, conclusion=None):
        """Conclude visits: from now on nothing of them changes, and their measure is held (R-85).

        Top management, which changes nothing else, ticks off here what it watches.

        :param str conclusion: what was seen, and what follows from it; what stands there already is kept without it
        :raise AccessError: for who is neither responsible nor a manager, or, of what management watches, no management
        :raise UserError: without a conclusion, with open questions, or when the figures are of another day
        """
        self._check_may_conclude()
        self._check_state("planned")
        for visit in self.sudo():
            text = (conclusion or visit.conclusion or "").strip()
            visit._check_can_conclude(text)
            today = visit.company_id._beneficiary_today()
            day = visit.date_done or today
            visit.write(
                {
                    "conclusion": text,
                    "date_done": day,
                    "done_by": self.env.uid,
                    "done_on": fields.Datetime.now(),
                }
            )
            visit.due_ids._mark_held(day)
        self.sudo().write({"state": "done"})
        self.sudo()._end_task()
        return True

    def _check_may_conclude(self):
        """Raise an ``AccessError`` unless the user concludes these visits: the responsible, or who answers for all."""
        self._check_role("beneficiary.group_officer", "beneficiary.group_management")
        self.check_access("read")
        manager = self.env.su or self.env.user.has_group("beneficiary.group_manager")
        for visit in self:
            if visit.kind in WATCHES:
                visit._check_role("beneficiary.group_management")
            elif not manager and visit.user_id != self.env.user:
                raise AccessError(
                    self.env._(
                        "%(visit)s is concluded by %(name)s, who is responsible.",
                        visit=visit.display_name,
                        name=visit.user_id.name,
                    )
                )

    def _check_can_conclude(self, conclusion):
        if not conclusion:
            raise UserError(
                self.env._("%(name)s: write in “Conclusion” what was seen and what follows.", name=self.display_name)
            )
        today = self.company_id._beneficiary_today()
        if self.date_done and not today - timedelta(days=RECORD_DAYS) <= self.date_done <= today:
            raise UserError(
                self.env._(
                    "%(name)s: “Took place on” is a day of the last %(days)s days, for a visit is recorded at once.",
                    name=self.display_name,
                    days=RECORD_DAYS,
                )
            )
        unanswered = self.line_ids.filtered(lambda line: line.required and not line.finding)
        if unanswered:
            raise UserError(
                self.env._(
                    "%(name)s: answer “%(question)s” in the checklist.",
                    name=self.display_name,
                    question=unanswered[0].name,
                )
            )
        unexplained = self.line_ids.filtered(lambda line: line.finding == "bad" and not (line.note or "").strip())
        if unexplained:
            raise UserError(
                self.env._(
                    "%(name)s: write what was found about “%(question)s”.",
                    name=self.display_name,
                    question=unexplained[0].name,
                )
            )
        if self.kind in WATCHES and self.company_id._beneficiary_date(self.figures_on or None) != today:
            raise UserError(
                self.env._(
                    "%(name)s: these figures are of another day. Count them again first.", name=self.display_name
                )
            )

    def action_count(self):
        """Count the figures of what management watches again, up to now.

        :raise AccessError: when it is not the user's role
        :raise UserError: when one is done: its figures are final
        """
        self._check_role("beneficiary.group_management")
        self.check_access("read")
        self._check_state("planned")
        self.sudo().filtered(lambda visit: visit.kind in WATCHES)._count()
        return True

    def action_cancel(self):
        """Cancel visits that nobody is obliged to make.

        :raise UserError: when the policy asks for it
        :raise AccessError: when it is not the user's role
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state("planned")
        for visit in self.sudo():
            if visit.due_ids:
                raise UserError(
                    self.env._(
                        "%(name)s is asked for by the policy and cannot be cancelled. Make it, if late.",
                        name=visit.display_name,
                    )
                )
        self._guarded_write({"state": "cancelled"})
        self.sudo()._end_task(done=False)
        return True

    # ------------------------------------------------------------------- tasks
    @api.model
    def _task_fields(self):
        return super()._task_fields() | {"date"}

    def _task_open(self):
        return self.filtered(lambda visit: visit.state == "planned")

    def _task_day(self):
        return self.date

    def _task_summary(self):
        if self.kind in WATCHES:
            return self.env._("Look at the figures and tick them off")
        if self.kind == "interview":
            return self.env._("Hold the interview and write down what was found")
        return self.env._("Visit the office and write down what was found")
