from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.atoms import cut
from .cell import MINIMUM

NUMBERS = ("scale", "numerical_box")


class FeedbackCellCut(models.Model):
    """How the answers of a round become cells: two queries for every question, however many people answered."""

    _inherit = "beneficiary.feedback.cell"

    @api.model
    def _minimum_people(self):
        """Return how many people a cell holds at least. An association may ask for more, never for fewer."""
        return MINIMUM

    @api.model
    def _cut_round(self, survey_round):
        """Cut the answers of one round that is over, and store what may be shown.

        Answers of fewer people than :meth:`_minimum_people`, even together with what is like them, are left out.

        :param survey_round: one ``beneficiary.survey.round``, in ``sudo``
        :return: the new cells
        """
        self.env["survey.user_input"].flush_model()
        self.env["survey.user_input.line"].flush_model()
        common = {
            "company_id": survey_round.company_id.id,
            "round_id": survey_round.id,
            "audience": survey_round.audience,
            "date": survey_round.company_id._beneficiary_date(survey_round.closed_on or fields.Datetime.now()),
        }
        vals_list = []
        for question in survey_round.survey_id.question_ids:
            vals_list += [common | vals for vals in self._question_cells(survey_round, question)]
        return self.create(vals_list)

    def _question_cells(self, survey_round, question):
        """Return the values of the cells of one question, each row of a matrix by itself."""
        rows, choices = self._answer_groups(survey_round, question), self._choice_groups(survey_round, question)
        cells = []
        for row_id, groups in rows.items():
            people = {key: group[0] for key, group in groups.items()}
            atoms, _rest = cut(people, self._minimum_people())
            for key, keys in atoms:
                vals = self._key_values(key) | self._number_values(question, [groups[k] for k in keys])
                counts = self._add_counts(question, [choices.get((row_id, *k), {}) for k in keys])
                cells.append(
                    vals
                    | {
                        "question_id": question.id,
                        "row_id": row_id,
                        "topic": question.beneficiary_topic or "other",
                        "counts": counts,
                    }
                )
        return cells

    def _key_values(self, key):
        return dict(zip(("program_id", "provider_user_id", "branch_id"), key, strict=True))

    def _number_values(self, question, groups):
        """Return how many answered, and the sums of the averages."""
        answers = sum(group[1] for group in groups)
        values = {"answer_count": answers}
        if question.question_type in NUMBERS:
            total = sum(group[2] for group in groups)
            values |= {"total": total, "value_count": answers}
            low, high = question.scale_min, question.scale_max
            if question.question_type == "scale" and high > low:
                values |= {"score_total": 100 * (total - answers * low) / (high - low), "score_count": answers}
        return values

    def _add_counts(self, question, groups):
        """Return pairs of an answer and how often it was given, in the order of the answers."""
        counts = {}
        for group in groups:
            for answer, count in group.items():
                counts[answer] = counts.get(answer, 0) + count
        order = {choice.id: place for place, choice in enumerate(question.suggested_answer_ids)}
        return [
            [f"a{answer}" if kind else f"v{answer}", counts[kind, answer]]
            for kind, answer in sorted(counts, key=lambda pair: order.get(pair[1], pair[1]) if pair[0] else pair[1])
        ]

    # ----------------------------------------------------------------------- SQL
    def _from_answers(self, survey_round, question):
        """Return from which lines answers are taken: complete ones that are no test."""
        return SQL(
            """ FROM survey_user_input_line line
                JOIN survey_user_input answer ON answer.id = line.user_input_id
               WHERE answer.round_id = %s AND line.question_id = %s AND answer.state = 'done'
                 AND answer.test_entry IS NOT TRUE AND line.answer_type IN ('scale', 'numerical_box', 'suggestion')""",
            survey_round.id,
            question.id,
        )

    def _answer_groups(self, survey_round, question):
        """Return row → key → (people, number of answers, sum)."""
        query = SQL(
            """SELECT line.matrix_row_id, answer.program_id, answer.provider_user_id, answer.branch_id,
                      array_agg(DISTINCT COALESCE(answer.person_key, 'i' || answer.id)), COUNT(DISTINCT answer.id),
                      COALESCE(SUM(CASE line.answer_type WHEN 'scale' THEN line.value_scale
                                   WHEN 'numerical_box' THEN line.value_numerical_box END), 0)
               %s GROUP BY 1, 2, 3, 4""",
            self._from_answers(survey_round, question),
        )
        rows = {}
        for row_id, *key, people, count, total in self.env.execute_query(query):
            rows.setdefault(row_id, {})[tuple(key)] = (set(people), count, float(total))
        return rows

    def _choice_groups(self, survey_round, question):
        """Return (row, key) → (is a choice, choice or step of the scale) → how often."""
        query = SQL(
            """SELECT line.matrix_row_id, answer.program_id, answer.provider_user_id, answer.branch_id,
                      line.answer_type = 'suggestion', COALESCE(line.suggested_answer_id, line.value_scale),
                      COUNT(DISTINCT answer.id)
               %s AND line.answer_type != 'numerical_box' GROUP BY 1, 2, 3, 4, 5, 6""",
            self._from_answers(survey_round, question),
        )
        groups = {}
        for row_id, *key, kind, answer, count in self.env.execute_query(query):
            groups.setdefault((row_id, *key), {})[kind, answer] = count
        return groups
