from odoo import fields


class AnswersMixin:
    """A questionnaire, rounds of it and what people answer. A mixin for classes on ``BeneficiaryCommon``."""

    @classmethod
    def _create_questionnaire(cls):
        """Return a questionnaire of a scale about the service, one about the provider, a choice and a text."""
        survey = cls.env["survey.survey"].create(
            {
                "title": "How was it?",
                "beneficiary_audience": "beneficiaries",
                "access_mode": "token",
                "users_login_required": False,
                "question_and_page_ids": [
                    (0, 0, {"title": "The service", "question_type": "scale", "scale_min": 1, "scale_max": 5}
                        | {"beneficiary_topic": "service", "sequence": 1}),
                    (0, 0, {"title": "The employee", "question_type": "scale", "scale_min": 0, "scale_max": 10}
                        | {"beneficiary_topic": "provider", "sequence": 2}),
                    (0, 0, {"title": "Again?", "question_type": "simple_choice", "sequence": 3}
                        | {"suggested_answer_ids": [(0, 0, {"value": "Yes"}), (0, 0, {"value": "No"})]}),
                    (0, 0, {"title": "Anything else?", "question_type": "text_box", "sequence": 4}),
                ],
            }
        )  # fmt: skip
        cls.q_service, cls.q_provider, cls.q_again, cls.q_text = survey.question_ids
        return survey

    @classmethod
    def _create_round(cls, survey, **vals):
        """Return an open round that asks nobody yet."""
        defaults = {"name": "Spring", "survey_id": survey.id, "company_id": cls.company.id, "kind": "manual"}
        survey_round = cls.env["beneficiary.survey.round"].create(defaults | vals)
        survey_round.sudo().write({"state": "open", "opened_on": fields.Datetime.now()})
        return survey_round.sudo()

    @classmethod
    def _create_people(cls, number, word="Guest"):
        names = [f"{word}{'abcdefghijklmnopqrstuvwxyz'[place % 26]}{place}x" for place in range(number)]
        return cls.env["res.partner"].create([{"name": f"{name} Alpha"} for name in names])

    @classmethod
    def _answer(cls, survey_round, partner, service, again=0, text="", user=None, program=None, branch=None):
        """Let one person answer, as the page does; return the answer, which does not know him any more."""
        sample = cls.env["beneficiary.survey.sample"].sudo()
        sample = sample.create(
            {
                "round_id": survey_round.id,
                "company_id": survey_round.company_id.id,
                "partner_id": partner.id,
                "program_id": (program or cls.program).id,
                "provider_user_id": (user or cls.officer).id,
            }
        )
        answer = sample._begin()
        answer.branch_id = branch or cls.branch  # that of the file, which these people have none of
        answer._mark_in_progress()
        for question, value in (
            (cls.q_service, service),
            (cls.q_provider, 8),
            (cls.q_again, cls.q_again.suggested_answer_ids[again].id),
            (cls.q_text, text),
        ):
            answer._save_lines(question, value)
        answer._mark_done()
        return answer

    def _cells(self, survey_round=None, **where):
        """Return the results of a round, in ``sudo``."""
        domain = [("round_id", "=", survey_round.id)] if survey_round else []
        domain += [(name, "=", value) for name, value in where.items()]
        return self.env["beneficiary.feedback.cell"].sudo().search(domain)
