from odoo import models


class ConfidentialAnswer(models.Model):
    """Answers to our questionnaires: nobody reads a single one, and nothing is derived of one (R-20).

    Record rules keep the records from everyone. Here is what Odoo works out of answers in the name of the server: a
    score that says who passed, a badge, a lead, a message to the followers.
    """

    _inherit = "survey.user_input"

    def _confidential(self):
        """Return those of the answers that nobody reads; the record rules say the same."""
        return self.sudo().filtered(
            lambda answer: answer.round_id or (answer.survey_id.beneficiary_round_ids and not answer.test_entry)
        )

    def _compute_scoring_values(self):
        hidden = self._confidential()
        hidden.scoring_percentage = hidden.scoring_total = 0
        super(ConfidentialAnswer, self - hidden)._compute_scoring_values()

    def _compute_scoring_success(self):
        hidden = self._confidential()
        hidden.scoring_success = False
        super(ConfidentialAnswer, self - hidden)._compute_scoring_success()

    def _notify_new_participation_subscribers(self):
        others = self - self._confidential()
        return super(ConfidentialAnswer, others)._notify_new_participation_subscribers()

    def write(self, vals):
        result = super().write(vals)
        self._check_still_allowed(vals, "round_id", "survey_id", "test_entry")
        return result

    def _check_still_allowed(self, vals, *names):
        """Raise an ``AccessError`` when somebody moved one of his records to where nobody may put one.

        Odoo asks the record rules before a change and not after it: a forged answer would be counted.
        """
        if not self.env.su and vals.keys() & set(names):
            self.check_access("write")

    def _create_leads_from_generative_answers(self):
        # of a module that comes with the CRM and that need not be there
        others = self - self._confidential()
        return super(ConfidentialAnswer, others)._create_leads_from_generative_answers()


class ConfidentialAnswerLine(models.Model):
    _inherit = "survey.user_input.line"

    def write(self, vals):
        result = super().write(vals)
        if not self.env.su and "user_input_id" in vals:
            self.check_access("write")  # as of the answer
        return result


class ConfidentialRating(models.Model):
    _inherit = "rating.rating"

    def write(self, vals):
        result = super().write(vals)
        if not self.env.su and vals.keys() & {"res_model_id", "res_model", "res_id"}:
            self.check_access("write")  # as of the answer
        return result
