from odoo import fields, models

from ...tools.redact import redact


class AnswerPerson(models.Model):
    """What is left of the person when an answer is complete: nothing but that two answers are of the same one.

    An aggregate is of five people, not of five answers of one. So while its round is open an answer bears a mark made
    of the person and a secret of the round; both are erased when the round is cut. What somebody wrote loses the names
    and numbers that betray him while it is still known who he is.
    """

    _inherit = "survey.user_input"

    person_key = fields.Char(readonly=True, copy=False, groups=fields.NO_ACCESS)

    def _forget_person(self):
        for answer in self.filtered("sample_id"):
            person = answer.sample_id._person()
            answer.person_key = answer.round_id._person_key(person)
            answer._redact_texts(person)
        return super()._forget_person()

    def _redact_texts(self, person):
        """Take out of the texts of this one answer who gave it and who is meant."""
        lines = self.user_input_line_ids.filtered(lambda line: line.value_text_box or line.value_char_box)
        named = lines.filtered(lambda line: line.question_id.save_as_email or line.question_id.save_as_nickname)
        named.unlink()
        lines -= named
        if not lines:
            return
        staff = self.provider_user_id | self.typed_by_id | self.round_id.user_id
        words = self.env["beneficiary.feedback.comment"]._betraying_words(self.round_id.company_id, person, staff)
        for line in lines:
            name = "value_text_box" if line.value_text_box else "value_char_box"
            line[name] = redact(line[name], words)
