from odoo.fields import Command

from ..common import BeneficiaryCommon

ROUND, SAMPLE = "beneficiary.survey.round", "beneficiary.survey.sample"


class SurveyRoundMixin:
    """Registered people of two branches, and rounds that ask them."""

    @classmethod
    def _people(cls, count, name="Person", **vals):
        """Return ``count`` registered people who are reached by e-mail."""
        people = cls.env["beneficiary.beneficiary"].browse()
        for number in range(count):
            defaults = {"email": f"{name.lower()}{number}@home.test", "agreed_medium": "email"}
            people |= cls._create_beneficiary(f"{name} {number}", **defaults | vals)
        people.sudo().write({"state": "registered"})
        return people

    @classmethod
    def _round(cls, user=None, **vals):
        defaults = {
            "name": "Spring",
            "survey_id": cls.env.ref("beneficiary.survey_service").id,
            "company_id": cls.company.id,
            "sample_size": 0,
        }
        return cls.env[ROUND].with_user(user or cls.officer).create(defaults | vals)

    @classmethod
    def _opened(cls, **vals):
        survey_round = cls._round(**vals)
        survey_round.action_open()
        return survey_round

    @classmethod
    def _finish(cls, sample, value=4, user=None):
        """Let the person of a sample answer every scale of the questionnaire; return the answer."""
        answer = sample.sudo()._begin(user)
        questions = answer.survey_id.question_ids.filtered(lambda q: q.question_type == "scale")
        answer.write(
            {
                "user_input_line_ids": [
                    Command.create({"question_id": q.id, "answer_type": "scale", "value_scale": value})
                    for q in questions
                ]
            }
        )
        answer._mark_in_progress()
        answer._mark_done()
        return answer


class SurveyRoundCommon(SurveyRoundMixin, BeneficiaryCommon):
    """The same with the basic fixture."""
