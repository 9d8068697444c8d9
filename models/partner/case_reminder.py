from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .case import OPEN

REMIND_DAYS = 2  # before an answer is due


class PartnerCaseReminder(models.Model):
    """What days that pass do to cases at partners: a reminder to the entity, then an activity for the association."""

    _inherit = "beneficiary.partner.case"

    @api.model
    def _cron_partner_cases(self, batch_size=200):
        """Remind entities of what falls due, and tell who is responsible of what they did not answer. Idempotent."""
        companies = self.env["res.company"].search([("beneficiary_policy_id", "!=", False)])
        entities = self.env["beneficiary.partner.entity"].with_context(active_test=False)
        entities.union(
            *(entities.search(entities._domain_force_changed(company)) for company in companies)
        )._note_force()
        work = [step for company in companies for step in self._reminder_work(company)]
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=sum(self.search_count(domain) for domain, _step in work))
        for domain, step in work:
            while cases := self.search(domain, limit=batch_size, order="due_date, id"):
                step(cases)
                if not cron._commit_progress(len(cases)):
                    return

    @api.model
    def _reminder_work(self, company):
        """Return what is to be done today: pairs of a domain and a method that leaves nothing in it."""
        today = company._beneficiary_today()
        entities = self.env["beneficiary.partner.entity"]._entities_in_force(company)
        waiting = Domain("company_id", "=", company.id) & Domain("state", "in", OPEN)
        answers = Domain("entity_id", "in", entities.ids)
        return [
            (
                waiting
                & answers
                & Domain("reminded_on", "=", False)
                & Domain("due_date", ">=", today)
                & Domain("due_date", "<=", today + timedelta(days=REMIND_DAYS)),
                type(self)._remind,
            ),
            (
                waiting & Domain("escalated_on", "=", False) & (Domain("due_date", "<", today) | ~answers),
                type(self)._escalate,
            ),
        ]

    def _remind(self):
        """Remind the entities by e-mail. Called in ``sudo``."""
        self.write({"reminded_on": fields.Datetime.now()})
        self._send_notice("partner_reminder")

    def _escalate(self):
        """Tell who is responsible for the programme that an answer did not come, or cannot come any more."""
        self.write({"escalated_on": fields.Datetime.now()})
        kind = self.env.ref("mail.mail_activity_data_todo").id
        model_id = self.env["ir.model"]._get_id(self._name)
        values = []
        for case in self:
            for user in case._escalation_users():
                localized = case.with_context(lang=user.lang)
                values.append(
                    {
                        "res_model_id": model_id,
                        "res_id": case.id,
                        "activity_type_id": kind,
                        "summary": localized._late_summary(),
                        "date_deadline": case.company_id._beneficiary_today(),
                        "user_id": user.id,
                    }
                )
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)

    def _escalation_users(self):
        """Return who is told: the responsible of the case, and whoever manages the programme."""
        users = self.user_id | self.program_id.user_id
        users = users.filtered(lambda u: u.active and not u.share and u.has_group("beneficiary.group_officer"))
        return users or self.entity_id.user_id.filtered("active")

    def _late_summary(self):
        if not self.entity_id.in_force:
            return self.env._(
                "%(entity)s cannot answer any more, its agreement is not in force: withdraw %(name)s",
                entity=self.entity_id.name,
                name=self.name,
            )
        return self.env._(
            "%(entity)s did not answer %(name)s by %(date)s",
            entity=self.entity_id.name,
            name=self.name,
            date=self.due_date,
        )
