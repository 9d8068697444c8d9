from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime


class ClockLate(models.Model):
    """Clocks that run out: they become late, and the responsible's manager is told once."""

    _inherit = "beneficiary.clock"

    # ------------------------------------------------------------------- cron
    @api.model
    def _cron_clocks(self, batch_size=500):
        """Mark the clocks whose deadline passed, and escalate each of them once. Idempotent, in batches."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=sum(self.search_count(domain) for domain, _step in self._clock_work()))
        for domain, step in self._clock_work():
            while clocks := self.search(domain, limit=batch_size, order="deadline, id"):
                step(clocks)
                if not cron._commit_progress(len(clocks)):
                    return

    @api.model
    def _clock_work(self):
        """Return what the time that passed asks for: pairs of a domain and a method that leaves nothing in it."""
        late = Domain("state", "=", "running") & Domain("deadline", "<", fields.Datetime.now())
        untold = Domain("state", "=", "late") & Domain("escalated_on", "=", False)
        return [(late, type(self)._mark_late), (untold, type(self)._escalate)]

    def _mark_late(self):
        self.write({"state": "late"})

    # ------------------------------------------------------------- escalation
    def _escalate(self):
        """Tell the responsible's manager: one activity for every clock, and a note on the case."""
        told = self._find_managers()
        for user, clocks in self.grouped(lambda c: told[c]).items():
            clocks.write({"escalated_on": fields.Datetime.now(), "escalated_to": user.id})
            if user:
                clocks._schedule_escalation(user)
        for company, clocks in self.grouped("company_id").items():
            clocks.with_context(lang=company.partner_id.lang or self.env.lang)._note_escalation()

    def _schedule_escalation(self, user):
        clocks = self.with_context(lang=user.lang or self.env.lang)
        for cases in self._get_cases():
            cases.mapped("display_name")  # an activity reads the name of its record one by one
        todo = self.env.ref("mail.mail_activity_data_todo")
        # the activity itself tells the manager; a mail for each would be a flood after a long holiday
        activities = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        activities = activities.create(
            [
                {
                    "activity_type_id": todo.id,
                    "res_model_id": self.env["ir.model"]._get_id(clock.res_model),
                    "res_id": clock.res_id,
                    "user_id": user.id,
                    "date_deadline": clock.company_id._beneficiary_today(),
                    "summary": clock.env._("Late: %(kind)s", kind=clock._kind_label()),
                    "note": clock._late_text(),
                }
                for clock in clocks
            ]
        )
        for clock, activity in zip(self, activities, strict=True):
            clock.escalation_activity_id = activity

    def _close_escalation(self, met):
        """Close what was asked of the managers, in ``sudo``.

        :param bool met: what the clocks waited for has happened, if late; else it no longer matters
        """
        activities = self.escalation_activity_id
        if not activities:
            return
        self.escalation_activity_id = False
        waiting = activities.filtered("active")  # the manager may have ticked it off
        if met:
            waiting._action_done(feedback=self.env._("It is done now, if late."))
        else:
            waiting.unlink()

    def _note_escalation(self):
        """Write on every case which of its clocks are late, and who was told."""
        for model, clocks in self.grouped("res_model").items():
            bodies = {}
            for clock in clocks:
                bodies.setdefault(clock.res_id, []).append(clock._late_text())
            self.env[model].browse(bodies)._message_log_batch(
                {case_id: Markup("<br/>").join(texts) for case_id, texts in bodies.items()}
            )

    def _late_text(self):
        """Return one sentence: what is late since when, who is responsible and who was told."""
        zone = self.company_id._beneficiary_calendar().tz
        return self.env._(
            "“%(kind)s” was due on %(deadline)s. Responsible: %(user)s. Told: %(manager)s.",
            kind=self._kind_label(),
            deadline=format_datetime(self.env, self.deadline, tz=zone, dt_format="short"),
            user=self.user_id.name or "–",
            manager=self.escalated_to.name or "–",
        )

    def _find_managers(self):
        """Return clock → whom to tell that it is late: the first of these who may read the case.

        The manager of the responsible's employee, else of the branch, else the first of the association's managers;
        never the responsible himself.
        """
        found = {}
        for company, clocks in self.grouped("company_id").items():
            superiors = self._superiors(clocks.user_id, company)
            managers = list(self._company_managers(company))
            candidates = {
                clock: [superiors.get(clock.user_id), clock.branch_id.manager_id, *managers] for clock in clocks
            }
            readable = clocks._readable_by({user for users in candidates.values() for user in users[:2] if user})
            for clock, users in candidates.items():
                found[clock] = next(
                    (
                        user
                        for user in users
                        if user
                        and user != clock.user_id
                        and clock._may_be_told(user)
                        and (user in managers or clock in readable[user])
                    ),
                    self.env["res.users"],
                )
        return found

    def _may_be_told(self, user):
        """Tell whether ``user`` may hear that this one clock is late; managers are not asked whether they may read."""
        return True

    @api.model
    def _superiors(self, users, company):
        """Return user → the user of the manager of his employee."""
        employees = self.env["hr.employee"].search([("user_id", "in", users.ids), ("company_id", "=", company.id)])
        return {employee.user_id: employee.parent_id.user_id for employee in employees}

    @api.model
    def _company_managers(self, company):
        """Return the active managers of the addon in the association: who works there first, then the oldest user."""
        users = self.env.ref("beneficiary.group_manager").all_user_ids
        return users.filtered(lambda u: u.active and not u.share and company in u.company_ids).sorted(
            lambda u: (u.company_id != company, u.id)
        )

    def _readable_by(self, users):
        """Return user → the clocks among these whose case the user may read."""
        readable = {}
        for user in users:
            readable[user] = self.browse()
            if not user.active or user.share:
                continue
            for company, clocks in self.grouped("company_id").items():
                for model, group in clocks.grouped("res_model").items():
                    cases = self.env[model].with_user(user).with_context(allowed_company_ids=company.ids)
                    allowed = set(cases.browse(group.mapped("res_id"))._filtered_access("read")._ids)
                    readable[user] |= group.filtered(lambda c, allowed=allowed: c.res_id in allowed)
        return readable
