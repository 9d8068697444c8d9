from odoo import fields, models

from .due import VISITS


class MeasureDueRound(models.Model):
    """A survey that the policy promises: its date opens a round, and the end of the round holds it (R-85)."""

    _inherit = "beneficiary.measure.due"

    round_id = fields.Many2one(
        "beneficiary.survey.round",
        "Survey round",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )

    def _work(self):
        return super()._work() or self.sudo().round_id

    def _begin_survey(self):
        survey_round = super()._begin_survey()
        if survey_round:
            self.round_id = survey_round
        return survey_round


class MeasureRound(models.Model):
    _inherit = "beneficiary.policy.measure"

    def _lead(self, date):
        """A survey is opened as long before its date as people have to answer."""
        if self.kind in VISITS:
            return super()._lead(date)
        return min(self.survey_days, (self._after(date, 1) - date).days)


class SurveyRound(models.Model):
    _inherit = "beneficiary.survey.round"

    due_ids = fields.One2many("beneficiary.measure.due", "round_id", "Due measure", readonly=True)

    def _close(self):
        result = super()._close()
        for company, rounds in self.grouped("company_id").items():
            rounds.due_ids._mark_held(company._beneficiary_today())
        return result

    def _cancel(self):
        """What was called off was not held: the plan opens another round."""
        result = super()._cancel()
        dues = self.due_ids.filtered(lambda due: due.state in ("open", "missed"))
        dues.round_id = False
        dues.filtered(lambda due: due.state == "open").write({"state": "planned"})
        return result
