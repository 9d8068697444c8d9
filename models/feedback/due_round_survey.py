from odoo import fields, models


class SurveyRound(models.Model):
    """A round that is over holds the date for which it was opened."""

    _inherit = "beneficiary.survey.round"

    due_ids = fields.One2many("beneficiary.measure.due", "round_id", "Due measure", readonly=True)

    def _close(self):
        result = super()._close()
        for survey_round in self:
            # it is closed in the night after its last day
            today = survey_round.company_id._beneficiary_today()
            survey_round.due_ids._mark_held(min(today, survey_round.date_close))
        return result

    def _cancel(self):
        """What was called off was not held: the plan opens another round."""
        result = super()._cancel()
        dues = self.due_ids.filtered(lambda due: due.state in ("open", "missed"))
        dues.round_id = False
        dues.filtered(lambda due: due.state == "open").write({"state": "planned"})
        return result
