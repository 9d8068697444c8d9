from random import SystemRandom

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.redact import name_words, redact
from .cell import MINIMUM

MAX_TEXT = 4000


class FeedbackComment(models.Model):
    """What somebody wrote with his answer, without names; only management reads it (R-20).

    It appears when its round is over, in no order, with the day of the round and not its own, and with the programme
    only if at least five people answered about it. Nothing leads from it to a person, an answer or an employee.
    """

    _name = "beneficiary.feedback.comment"
    _description = "Comment"
    _inherit = ["beneficiary.published.mixin"]
    _rec_name = "text"

    text = fields.Text(required=True, readonly=True)
    question_id = fields.Many2one("survey.question", readonly=True, ondelete="restrict", help="Empty: with a rating.")
    program_id = fields.Many2one(
        "beneficiary.program",
        "Programme",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: of a programme about which fewer than five people answered.",
    )

    # ------------------------------------------------------------------- making
    @api.model
    def _publish(self, vals_list):
        """Store comments in an order that says nothing, in ``sudo``.

        :param list vals_list: values as of ``create``; texts may be empty
        """
        vals_list = [vals | {"text": (vals["text"] or "").strip()[:MAX_TEXT]} for vals in vals_list]
        vals_list = [vals for vals in vals_list if vals["text"]]
        SystemRandom().shuffle(vals_list)
        return self.create(vals_list)

    @api.model
    def _cut_round(self, survey_round, cells):
        """Publish what was written in one round that is over, if enough people answered, in ``sudo``."""
        if not cells:
            return self
        programs = self._large_programs(survey_round)
        query = SQL(
            """SELECT line.question_id, answer.program_id, COALESCE(line.value_text_box, line.value_char_box)
                 FROM survey_user_input_line line
                 JOIN survey_user_input answer ON answer.id = line.user_input_id
                 JOIN survey_question question ON question.id = line.question_id
                WHERE answer.round_id = %s AND answer.state = 'done' AND answer.test_entry IS NOT TRUE
                  AND line.answer_type IN ('text_box', 'char_box')
                  AND question.save_as_email IS NOT TRUE AND question.save_as_nickname IS NOT TRUE
                  AND question.validation_email IS NOT TRUE""",
            survey_round.id,
        )
        common = {"company_id": survey_round.company_id.id, "round_id": survey_round.id, "date": cells[0].date}
        return self._publish(
            [
                common | {"question_id": question, "program_id": program in programs and program, "text": text}
                for question, program, text in self.env.execute_query(query)
            ]
        )

    def _large_programs(self, survey_round):
        """Return the numbers of the programmes about which enough people answered in a round."""
        query = SQL(
            """SELECT program_id FROM survey_user_input
                WHERE round_id = %s AND state = 'done' AND test_entry IS NOT TRUE AND program_id IS NOT NULL
                GROUP BY program_id HAVING COUNT(DISTINCT COALESCE(person_key, 'i' || id)) >= %s""",
            survey_round.id,
            MINIMUM,
        )
        return {program for (program,) in self.env.execute_query(query)}

    # -------------------------------------------------------------------- names
    @api.model
    def _betraying_words(self, company, person, staff):
        """Return the words of the names that a comment must not hold: of the person, the household and the staff.

        :param person: the ``res.partner`` who writes
        :param staff: the ``res.users`` who were concerned with him
        """
        files = self.env["beneficiary.beneficiary"].search([("partner_id", "=", person.id)])
        people = [person, *files.family_member_ids, *files.guardian_ids.guardian_id, *staff]
        employees = self.env["res.users"].search_fetch(
            [("share", "=", False), ("company_ids", "in", company.ids)], ["name"]
        )
        return name_words(*(one.name for one in people), *employees.mapped("name"))

    @api.model
    def _redacted(self, text, company, person, staff):
        """Return what ``person`` wrote without names, addresses and numbers, in ``sudo``."""
        return redact(text, self._betraying_words(company, person, staff)) if text else text
