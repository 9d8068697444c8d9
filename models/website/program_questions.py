from odoo import api, fields, models


class ProgramQuestions(models.Model):
    """The questions of a programme, written on its own form.

    Odoo's screens define properties on the form of a record that has them. So a programme has the properties that it
    defines: what is added here is asked of everyone who applies, and an answer given here is an example for nobody.
    """

    _inherit = "beneficiary.program"

    question_program_id = fields.Many2one("beneficiary.program", compute="_compute_question_program_id")
    question_sample = fields.Properties(
        "Questions to applicants",
        definition="question_program_id.question_definition",
        copy=False,
        help="Add a property for each question. Applicants are asked on the website and at the counter.",
    )

    @api.depends_context("uid")
    def _compute_question_program_id(self):
        for program in self:
            program.question_program_id = program.id
