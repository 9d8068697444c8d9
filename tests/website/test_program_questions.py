from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import BeneficiaryCommon


def question(**vals):
    """Return a property as the web client sends a new one; the ORM changes what it is given."""
    name = {"name": "a1b2c3d4e5f60708", "type": "integer", "string": "How many children?"}
    return name | {"definition_changed": True} | vals


@tagged("post_install", "-at_install")
class TestProgramQuestions(BeneficiaryCommon):
    """A manager writes the questions of a programme on its own form, without code."""

    def test_questions_are_written_on_the_programme(self):
        program = self.program.with_user(self.manager)
        program.question_sample = [question()]
        self.assertEqual([q["string"] for q in program.question_definition], ["How many children?"])
        request = self._create_request()
        self.assertEqual(
            [answer["string"] for answer in request.read(["answers"])[0]["answers"]], ["How many children?"]
        )
        self.assertEqual(program._website_questions(), ["How many children?"])

    def test_separators_are_no_questions(self):
        self.program.question_sample = [question(), question(name="b1b2c3d4e5f60708", type="separator")]
        self.assertEqual(self.program._website_questions(), ["How many children?"])

    def test_only_the_manager_writes_them(self):
        with self.assertRefused("not allowed", error=AccessError):
            self.program.with_user(self.officer).question_sample = [question()]
        self.assertFalse(self.program.question_definition)

    def test_the_form_of_a_new_programme(self):
        with Form(self.env["beneficiary.program"].with_user(self.manager)) as form:
            form.name = "New support"
        self.assertEqual(form.record.question_program_id, form.record)
