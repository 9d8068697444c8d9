from datetime import timedelta

from dateutil.relativedelta import relativedelta
from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError

# days after the month in which the last deliveries of it are still answered
GRACE = 14


class Delivery(models.Model):
    """Everyone who is served is invited to say what he thinks of it (R-20, R-51)."""

    _inherit = "beneficiary.delivery"

    def action_sign(self):
        result = super().action_sign()
        self.sudo()._invite_feedback()
        return result

    def _invite_feedback(self):
        """Invite the people of these signed deliveries to answer a short survey, in the background. In ``sudo``.

        There is one round for each month and association. Who has an invitation of this month for the same request that
        is still open gets no second one.
        """
        for (company, month), deliveries in self.grouped(lambda d: (d.company_id, d.date.replace(day=1))).items():
            survey_round = self.env["beneficiary.survey.round"]._delivery_round(company, month)
            if survey_round.state == "open":
                deliveries._ask_in(survey_round)

    def _ask_in(self, survey_round):
        samples = self.env["beneficiary.survey.sample"]
        known = samples.search(
            [("round_id", "=", survey_round.id), ("request_id", "in", self.request_id.ids), ("answered", "=", False)]
        ).request_id
        asked = self.filtered(lambda d: d.request_id not in known)
        # of two deliveries of one request at once, the first one
        asked = asked.browse([group[0].id for group in asked.grouped("request_id").values()])
        samples.create([delivery._sample_values(survey_round) for delivery in asked])
        if asked:
            survey_round._wake_up()

    def _sample_values(self, survey_round):
        """Return the values of the person who is asked about this one delivery."""
        request = self.request_id
        return {
            "round_id": survey_round.id,
            "company_id": self.company_id.id,
            "partner_id": request.partner_id.id,
            "beneficiary_id": request.beneficiary_id.id,
            "request_id": request.id,
            "delivery_id": self.id,
            "program_id": request.program_id.id,
            "provider_user_id": self.user_id.id,
            "pending": "invitation",
        }


class SurveyRoundDelivery(models.Model):
    """The rounds that ask about deliveries: one a month, open until its last deliveries had time to be answered."""

    _inherit = "beneficiary.survey.round"

    def _delivery_round(self, company, month):
        """Return the round of one month of an association, in ``sudo``; deliveries recorded late belong to this month.

        :param month: the first day of the month
        """
        today = company._beneficiary_today()
        if month + relativedelta(months=1) + timedelta(days=GRACE) <= today:
            month = today.replace(day=1)
        rounds = self.sudo()
        found = rounds.search([("company_id", "=", company.id), ("month", "=", month)], limit=1)
        if found and found.state != "open" and month != today.replace(day=1):
            return self._delivery_round(company, today.replace(day=1))
        if found:
            return found
        rounds = rounds.with_context(lang=company.partner_id.lang or self.env.lang)
        try:
            with self.env.cr.savepoint():
                return rounds.create(rounds._delivery_values(company, month)).with_env(self.sudo().env)
        except UniqueViolation as error:
            raise ConcurrencyError from error  # somebody else made it just now: the step begins again

    def _delivery_values(self, company, month):
        """Return the values of the round of one month."""
        end = month + relativedelta(months=1) + timedelta(days=GRACE - 1)
        return {
            "name": self.env._("After delivery, %(month)s", month=f"{month:%Y-%m}"),
            "company_id": company.id,
            "kind": "delivery",
            "month": month,
            "survey_id": company._delivery_survey().id,
            "audience": "beneficiaries",
            "sample_size": 0,
            "date_open": month,
            "date_close": end,
            "state": "open",
            "opened_on": fields.Datetime.now(),
            "user_id": False,
        }
