from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .kind import OPEN_STATES

INVESTIGATED = ("complaint", "dispute")


class ComplaintFlow(models.Model):
    """The path of a complaint and its gates (R-70…R-72).

    The pages of the complainant call the same steps in ``sudo``: the gates on the state hold for them, too.
    """

    _inherit = "beneficiary.complaint"

    # ------------------------------------------------------------ acknowledge
    def action_acknowledge(self):
        """Tell the complainants that their complaints have arrived, and by when they hear more.

        :raise UserError: when a complaint is not new
        """
        self._check_may_handle()
        self._check_state("new")
        self._guarded_write({"state": "acknowledged", "date_acknowledged": fields.Datetime.now()})
        self.sudo()._close_tasks()
        self._tell("complaint_ack")
        return True

    # --------------------------------------------------------------- amicable
    def action_start_amicable(self):
        """Begin to settle amicably (R-72).

        :raise UserError: when a complaint is not acknowledged
        """
        self._check_may_handle()
        self._check_state("acknowledged")
        self._guarded_write({"state": "amicable"})
        return True

    def action_log_attempt(self):
        """Open the form on which an amicable attempt is logged."""
        self._check_may_handle()
        self.ensure_one()
        self._check_state("amicable")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_complaint_attempt_action_new") | {
            "context": {"default_complaint_id": self.id}
        }

    # ------------------------------------------------------------ investigate
    def action_investigate(self, reason=None):
        """Hand complaints to the committee that investigates them (R-73).

        :param str reason: why there was no amicable attempt, where the route asks for one first (R-72)
        :raise UserError: when there was none and no reason is given, or no committee is there
        """
        self._check_may_handle()
        self._check_state("acknowledged", "amicable")
        for complaint in self:
            complaint._check_can_investigate(reason)
            complaint._guarded_write(
                {
                    "state": "investigation",
                    "skip_reason": (reason or "").strip() if not complaint.attempt_ids else False,
                    "committee_id": complaint.route_id.sudo()._get_committee().id,
                }
            )
        self._start_investigation()
        self._tell("complaint_news")
        return True

    def _check_can_investigate(self, reason):
        """Gate of :meth:`action_investigate` for one complaint."""
        route = self.route_id.sudo()
        if self.kind not in INVESTIGATED:
            raise UserError(
                self.env._(
                    "%(name)s is “%(kind)s”, which nobody investigates. Resolve it, or change its kind.",
                    name=self.name,
                    kind=self._kind_label(),
                )
            )
        if route.amicable_first and not self.attempt_ids and not (reason or "").strip():
            raise UserError(
                self.env._(
                    "%(name)s: no amicable attempt is logged. Log one first, or write why it is skipped.",
                    name=self.name,
                )
            )
        if not route._get_committee():
            raise UserError(
                self.env._("No committee investigates. Choose one under Complaints ▸ Routes, or make one of that kind.")
            )

    def _start_investigation(self):
        """Follow up that the committee has these complaints now."""

    # ---------------------------------------------------------------- resolve
    def action_resolve(self, outcome="answered", resolution=None, cause_ids=()):
        """Resolve complaints; the complainants are told, and may have them reopened for the days of grace.

        :param str outcome: ``answered``, ``amicable`` or ``upheld``; see :meth:`action_dismiss` for the other one
        :param str resolution: what the complainants read
        :param cause_ids: ids of root causes to add
        :raise UserError: naming what is missing
        """
        self._check_may_handle()
        self._check_state("acknowledged", "amicable", "investigation")
        self._resolve(outcome, resolution, cause_ids)
        return True

    def action_dismiss(self, reason=None):
        """Dismiss complaints that are not justified.

        :param str reason: why, as the complainants read it
        :raise UserError: without a reason
        """
        self._check_may_handle()
        self._check_state("acknowledged", "amicable", "investigation")
        self._resolve("dismissed", reason)
        return True

    def _resolve(self, outcome, resolution, cause_ids=()):
        resolution = (resolution or "").strip()
        now = fields.Datetime.now()
        for complaint in self:
            complaint._check_can_resolve(outcome, resolution)
            complaint._guarded_write(
                {
                    "state": "resolved",
                    "outcome": outcome,
                    "resolution": resolution,
                    "cause_ids": [fields.Command.link(cause_id) for cause_id in cause_ids],
                    "date_resolved": now,
                    "grace_until": fields.Datetime.add(now, days=complaint.route_id.sudo().grace_days),
                }
            )
        self.sudo()._close_tasks()
        self._tell("complaint_resolved")
        self._resolve_merged()

    def _check_can_resolve(self, outcome, resolution):
        """Gate of a resolution, for one complaint.

        :raise UserError: naming what is missing
        """
        if not resolution:
            raise UserError(self.env._("Write under “Resolution” what the complainant is told."))
        problem = False
        if outcome not in dict(self._fields["outcome"].selection) or outcome == "withdrawn":
            problem = self.env._("choose an outcome")
        elif outcome == "amicable" and "settled" not in self.attempt_ids.mapped("outcome"):
            problem = self.env._("log the amicable attempt in which it was settled")
        elif outcome == "upheld" and self.state != "investigation":
            problem = self.env._("only an investigation can uphold it")
        elif outcome == "answered" and self.state == "investigation":
            problem = self.env._("an investigation upholds or dismisses it")
        if problem:
            raise UserError(self.env._("%(name)s cannot be resolved: %(problem)s.", name=self.name, problem=problem))

    # ----------------------------------------------------------- close, reopen
    def action_close(self):
        """Close resolved complaints whose days of grace are over; a scheduled action does it every hour, too.

        :raise UserError: while the complainant may still have one reopened
        """
        self._check_may_handle()
        self._check_state("resolved")
        for complaint in self:
            if complaint.grace_until > fields.Datetime.now():
                raise UserError(
                    self.env._(
                        "%(name)s may be reopened until %(date)s. It is closed by itself then.",
                        name=complaint.name,
                        date=complaint.company_id.sudo()._beneficiary_date(complaint.grace_until),
                    )
                )
        self._close()
        return True

    def _close(self):
        self._guarded_write({"state": "closed", "date_closed": fields.Datetime.now()})

    @api.model
    def _cron_close(self, batch_size=500):
        """Close what was resolved and not reopened in time. Idempotent, in batches."""
        domain = Domain("state", "=", "resolved") & Domain("grace_until", "<=", fields.Datetime.now())
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self.search_count(domain))
        while complaints := self.search(domain, limit=batch_size, order="grace_until, id"):
            complaints._close()
            if not cron._commit_progress(len(complaints)):
                return

    def action_reopen(self, reason=None):
        """Take resolved complaints up again within the days of grace. Another clock runs; the first one stays.

        :param str reason: why
        :raise UserError: without a reason, or when the days of grace are over
        """
        self._check_may_handle()
        self._check_state("resolved")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write why it is reopened."))
        for complaint in self:
            if complaint.grace_until <= fields.Datetime.now():
                raise UserError(
                    self.env._(
                        "%(name)s: the days in which it could be reopened are over. Take in a new complaint.",
                        name=complaint.name,
                    )
                )
            complaint._note_reopened(reason)
            complaint._guarded_write(
                {
                    "state": "acknowledged",
                    "reopen_count": complaint.reopen_count + 1,
                    "date_reopened": fields.Datetime.now(),
                    "outcome": False,
                    "resolution": False,
                    "date_resolved": False,
                    "grace_until": False,
                }
            )
            complaint._ask_responsible(complaint.env._("Reopened: %(reason)s", reason=reason))
        self._tell("complaint_news")
        return True

    def _note_reopened(self, reason):
        """Keep in the thread what had been resolved, for the fields hold what comes after."""
        outcomes = dict(self._fields["outcome"]._description_selection(self.env))
        self.sudo()._message_log(
            body=self.env._(
                "Reopened: %(reason)s. It had been resolved on %(date)s as “%(outcome)s”: %(resolution)s",
                reason=reason,
                date=self.company_id.sudo()._beneficiary_date(self.date_resolved),
                outcome=outcomes[self.outcome],
                resolution=self.resolution,
            ),
            author_id=self._own_author().id,
        )

    # --------------------------------------------------------------- withdraw
    def action_withdraw(self, reason=None):
        """End complaints because who complained wants so.

        :param str reason: what the complainant said
        :raise UserError: without a reason, or when a complaint is resolved
        """
        self._check_may_handle()
        self._check_state(*OPEN_STATES)
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write why the complainant withdraws it."))
        self._guarded_write(
            {
                "state": "withdrawn",
                "outcome": "withdrawn",
                "withdraw_reason": reason,
                "date_closed": fields.Datetime.now(),
            }
        )
        self.sudo()._close_tasks()
        return True

    # ------------------------------------------------------------------ gates
    def _check_may_handle(self):
        """Only officers who may see and change the complaint take it on; the rules keep out who is barred."""
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        for complaint in self:
            if complaint.merged_into_id and not self.env.su:
                raise UserError(
                    self.env._(
                        "%(name)s was merged into %(main)s. Go on there.",
                        name=complaint.name,
                        main=complaint.sudo().merged_into_id.name,
                    )
                )

    def _kind_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]
