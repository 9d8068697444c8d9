from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .survey_question import TOPICS


class ImprovementAnswer(models.Model):
    """An improvement that comes from what people answered, or that answers measure: the rounds before and after (R-22).

    Only published results are used, which are made of five answers or more (R-20).
    """

    _inherit = "beneficiary.improvement"

    cause_kind = fields.Selection(
        selection_add=[("cell", "Result of a survey"), ("comment", "Comment")],
        ondelete={"cell": "cascade", "comment": "cascade"},
    )
    cell_id = fields.Many2one(
        "beneficiary.feedback.cell", "Result", check_company=True, index="btree_not_null", ondelete="restrict"
    )
    comment_id = fields.Many2one(
        "beneficiary.feedback.comment",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="beneficiary.group_management",
    )
    measure_by = fields.Selection(selection_add=[("answer", "Answers of people")], ondelete={"answer": "set default"})
    topic = fields.Selection(TOPICS, "Answers about", help="Of the same programme and branch, where they are chosen.")

    def _cause_fields(self):
        return super()._cause_fields() | {"cell": "cell_id", "comment": "comment_id"}

    @api.constrains("measure_by", "topic")
    def _check_topic(self):
        for improvement in self:
            if improvement.measure_by == "answer" and not improvement.topic:
                raise ValidationError(
                    self.env._("“%(name)s”: choose what the answers are about that measure it.", name=improvement.name)
                )

    @api.onchange("cell_id")
    def _onchange_cell_id(self):
        cell = self.cell_id
        if cell:
            self.program_id, self.branch_id = cell.program_id, cell.branch_id
            if cell.topic in dict(TOPICS):
                self.measure_by, self.topic = "answer", cell.topic

    def _values_now(self):
        values = super()._values_now()
        measured = self.filtered(lambda improvement: improvement.measure_by == "answer" and improvement.topic)
        if not measured:
            return values
        sums = self.env["beneficiary.feedback.cell"]._read_group(
            [
                ("company_id", "in", measured.company_id.ids),
                ("topic", "in", measured.mapped("topic")),
                ("score_count", ">", 0),
                ("date", ">=", fields.Date.subtract(fields.Date.today(), years=2)),
            ],
            ["company_id", "topic", "program_id", "branch_id", "date:day"],
            ["score_total:sum", "score_count:sum"],
        )
        for improvement in measured:
            days = {}
            for company, topic, program, branch, day, *score in sums:
                if (company, topic) == (improvement.company_id, improvement.topic) and improvement._is_about(
                    program, branch
                ):
                    days[day] = [a + b for a, b in zip(days.get(day, (0, 0)), score, strict=True)]
            if days:
                day = max(days)
                total, count = days[day]
                values[improvement] = (total / count, day)
        return values

    def _is_about(self, program, branch):
        """Tell whether answers about ``program`` and ``branch`` measure this one improvement."""
        return (not self.program_id or self.program_id == program) and (not self.branch_id or self.branch_id == branch)
