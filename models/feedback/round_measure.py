from odoo import fields, models

from .survey_survey import AUDIENCES

# the questionnaire that is used unless another one is chosen
QUESTIONNAIRES = {
    "periodic_survey": "beneficiary.survey_periodic",
    "field_survey": "beneficiary.survey_service",
}


class PolicyMeasure(models.Model):
    """How a promised survey is carried out. The board approves that it is; how may change at any time (R-85)."""

    _inherit = "beneficiary.policy.measure"

    survey_id = fields.Many2one(
        "survey.survey",
        "Questionnaire",
        index="btree_not_null",
        ondelete="set null",
        domain="[('beneficiary_audience', '!=', False)]",
        help="Empty: the usual one of this kind of survey.",
    )
    survey_audience = fields.Selection(AUDIENCES, "Audience", default="beneficiaries")
    survey_sample_size = fields.Integer("How many are asked", default=100, help="By lot. Zero: everyone.")
    survey_days = fields.Integer("Days to answer", default=14)

    _survey_positive = models.Constraint(
        "CHECK (survey_sample_size >= 0 AND survey_days > 0)", "“Days to answer” must be at least 1."
    )

    def _frozen_except(self):
        return super()._frozen_except() | {"survey_id", "survey_audience", "survey_sample_size", "survey_days"}

    def _open_survey_round(self, due):
        """Open a round for this one measure, in ``sudo``, when the calendar of the plan says so.

        :param due: the ``beneficiary.measure.due`` that is due; its ``company_id`` is the association's
        :return: the round: open, or still a draft when nobody belongs to the audience yet; empty for other kinds
        """
        self.ensure_one()
        rounds = self.env["beneficiary.survey.round"].sudo()
        if self.kind not in QUESTIONNAIRES:
            return rounds
        survey_round = rounds.create(self._round_values(due))
        survey_round._open()
        return survey_round

    def _round_values(self, due):
        """Return the values of the round of one due date."""
        company = due.company_id
        today = company._beneficiary_today()
        survey = self.survey_id or self.env.ref(QUESTIONNAIRES[self.kind])
        return {
            "name": f"{self.name} {today}",
            "company_id": company.id,
            "kind": self.kind,
            "measure_id": self.id,
            "survey_id": survey.id,
            "audience": self.survey_audience or survey.beneficiary_audience or "beneficiaries",
            "sample_size": self.survey_sample_size,
            "date_open": today,
            "date_close": fields.Date.add(today, days=self.survey_days),
            "user_id": False,
        }
