from odoo import fields, models


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
