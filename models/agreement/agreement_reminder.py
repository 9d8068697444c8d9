from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .terms import LIVE


class AgreementReminder(models.Model):
    """What the days that pass do to agreements: reminders, renewal, the end (R-04)."""

    _inherit = "beneficiary.agreement"

    renewal_reminded_on = fields.Date(readonly=True, copy=False)
    renewal_activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )

    # ------------------------------------------------------------- activities
    @api.model
    def _schedule(self, todo):
        """Create activities for the responsibles of agreements, in one batch.

        :param todo: list of (agreement, function that returns the summary in the language of its agreement, due date)
        :return: for each of them the activity, empty where nobody is responsible
        """
        users = [agreement._reminder_user() for agreement, _summary, _date in todo]
        model_id = self.env["ir.model"]._get_id("beneficiary.agreement")
        kind = self.env.ref("mail.mail_activity_data_todo").id
        values = [
            {
                "res_model_id": model_id,
                "res_id": agreement.id,
                "activity_type_id": kind,
                "summary": summary(agreement.with_context(lang=user.lang)),
                "date_deadline": date,
                "user_id": user.id,
            }
            for (agreement, summary, date), user in zip(todo, users, strict=True)
            if user
        ]
        activities = iter(self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(values))
        return [next(activities) if user else self.env["mail.activity"] for user in users]

    def _reminder_user(self):
        """Return who is reminded: the responsible, or who represents the branch."""
        agreement = self.sudo()
        users = agreement.user_id | agreement.branch_id.manager_id | agreement.branch_id.delegate_ids
        return users.filtered("active")[:1]

    def _forget_renewal(self):
        """Take back the activity that asks for a renewal. Called in ``sudo``."""
        self.renewal_activity_id.unlink()

    def _renewal_summary(self, agreement):
        return agreement.env._(
            "Renew or let end: %(name)s ends on %(date)s", name=agreement.display_name, date=agreement.date_end
        )

    # ------------------------------------------------------------------- cron
    @api.model
    def _cron_agreements(self, batch_size=200):
        """Remind of what falls due, record what was missed, ask for renewals, end what is over.

        Idempotent: every step marks what it has done. Batches of ``batch_size``.
        """
        companies = self.env["res.company"].search([("beneficiary_policy_id", "!=", False)])
        lines = self.env["beneficiary.agreement.line"]
        work = [step for company in companies for step in (*lines._reminder_work(company), *self._ending_work(company))]
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=sum(model.search_count(domain) for model, domain, _order, _step in work))
        for model, domain, order, step in work:
            while records := model.search(domain, limit=batch_size, order=order):
                step(records)
                if not cron._commit_progress(len(records)):
                    return

    @api.model
    def _ending_work(self, company):
        """Return what is to be done about the ends of agreements: (model, domain, order, method of the records)."""
        today = company._beneficiary_today()
        until = today + timedelta(days=company.beneficiary_renewal_days)
        ending = Domain("company_id", "=", company.id) & Domain("state", "=", "active")
        return [
            (
                self,
                ending
                & Domain("renewal_reminded_on", "=", False)
                & Domain("date_end", ">=", today)
                & Domain("date_end", "<=", until),
                "date_end, id",
                lambda agreements: agreements._ask_for_renewal(today),
            ),
            (
                self,
                ending & Domain("date_end", "<", today),
                "date_end, id",
                lambda agreements: agreements.write({"state": "ended", "date_closed": today}),
            ),
        ]

    def _ask_for_renewal(self, today):
        activities = self._schedule([(agreement, self._renewal_summary, agreement.date_end) for agreement in self])
        self.write({"renewal_reminded_on": today})
        for agreement, activity in zip(self, activities, strict=True):
            agreement.renewal_activity_id = activity


class AgreementLineReminder(models.Model):
    """Reminders of rights and duties, and the defaults that a passed date makes (R-04)."""

    _inherit = "beneficiary.agreement.line"

    @api.model
    def _reminder_work(self, company):
        """Return what is to be done about due dates: (model, domain, order, method of the records)."""
        today = company._beneficiary_today()
        until = today + timedelta(days=company.beneficiary_reminder_days)
        owed = (
            Domain("company_id", "=", company.id) & Domain("state", "=", "open") & Domain("agreement_state", "in", LIVE)
        )
        return [
            (self, owed & Domain("due_date", "<", today), "due_date, id", lambda lines: lines._miss(today)),
            (
                self,
                owed
                & Domain("reminded_on", "=", False)
                & Domain("due_date", ">=", today)
                & Domain("due_date", "<=", until),
                "due_date, id",
                lambda lines: lines._remind(today),
            ),
        ]

    def _remind(self, today):
        """Remind the responsible, and the party of its own duties, once."""
        self._replace_activities(self._due_summary)
        self.write({"reminded_on": today})
        for line in self.filtered(lambda line: (line.kind, line.whose) == ("duty", "party")):
            line.agreement_id._send_notice("reminder", line=line, occasion=f"line-{line.id}-{line.due_date}")

    def _miss(self, today):
        """Record the default of what was not done in time, and tell the responsible."""
        self.write({"state": "missed", "missed_on": today})
        self._replace_activities(self._missed_summary, today)
        self._repeat()

    def _replace_activities(self, summary, date=None):
        """Give every line its activity on the agreement, in the place of the former one."""
        self.activity_id.unlink()
        activities = self.env["beneficiary.agreement"]._schedule(
            [(line.agreement_id, summary(line), date or line.due_date) for line in self]
        )
        for line, activity in zip(self, activities, strict=True):
            line.activity_id = activity

    def _due_summary(self, line):
        def summary(agreement):
            return agreement.env._("Due on %(date)s: %(line)s", date=line.due_date, line=line.description)

        return summary

    def _missed_summary(self, line):
        def summary(agreement):
            return agreement.env._(
                "In default since %(date)s: %(line)s. Record the remedy.", date=line.due_date, line=line.description
            )

        return summary
