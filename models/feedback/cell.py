from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from .survey_question import TOPICS
from .survey_survey import AUDIENCES

# fewer people than this are never shown together: a smaller part tells what somebody said
MINIMUM = 5
# what is averaged: the column of the sum and the one of how many were summed
MEANS = {"average": ("total", "value_count"), "score": ("score_total", "score_count")}


class FeedbackCell(models.Model):
    """Answers of at least five people to one question, counted together: all that staff see of answers (R-18…R-20).

    The answers to a question are cut into disjoint cells when a round is over. Whatever is shown is made of whole
    cells, so no filter, no group and no difference of two figures leads to fewer than five people. A cell never
    changes.

    `cell_cut.py` makes them of survey answers, `rating_cell.py` of the ratings of deliveries. An average over cells is
    the sum of all answers by their number, never the average of averages.
    """

    _name = "beneficiary.feedback.cell"
    _description = "Result of Feedback"
    _inherit = ["beneficiary.published.mixin"]

    name = fields.Char("Asked", compute="_compute_name", search="_search_name", compute_sudo=True)
    topic = fields.Selection(
        [*TOPICS, ("rating", "Rating after delivery"), ("other", "Other questions")],
        "About",
        required=True,
        readonly=True,
        index=True,
    )
    audience = fields.Selection(AUDIENCES, required=True, readonly=True)
    question_id = fields.Many2one(
        "survey.question", readonly=True, index="btree_not_null", ondelete="restrict", help="Empty: a rating."
    )
    row_id = fields.Many2one("survey.question.answer", "Row of the question", readonly=True, ondelete="restrict")
    program_id = fields.Many2one(
        "beneficiary.program",
        "Programme",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: of several programmes, each with too few answers to be shown by itself.",
    )
    branch_id = fields.Many2one("beneficiary.branch", readonly=True, index="btree_not_null", ondelete="restrict")
    provider_user_id = fields.Many2one(
        "res.users",
        "Service provider",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="beneficiary.group_management",
        help="Empty: several people, each with too few answers to be shown alone.",
    )
    is_mine = fields.Boolean("About my work", compute="_compute_is_mine", search="_search_is_mine", compute_sudo=True)
    answer_count = fields.Integer("Answers", required=True, readonly=True)
    total = fields.Float("Sum of the answers", readonly=True, aggregator=None)
    value_count = fields.Integer("Answers with a number", readonly=True, aggregator=None)
    average = fields.Float(
        compute="_compute_means", store=True, readonly=True, aggregator="avg", digits=(16, 2), help="As it was asked."
    )
    score_total = fields.Float("Sum of the satisfaction", readonly=True, aggregator=None)
    score_count = fields.Integer("Answers on a scale", readonly=True, aggregator=None)
    score = fields.Float(
        "Satisfaction (%)",
        compute="_compute_means",
        store=True,
        readonly=True,
        aggregator="avg",
        digits=(16, 1),
        help="From 0, the lowest step of the scale, to 100, the highest. So different scales can be compared.",
    )
    counts = fields.Json("How often each answer", readonly=True)
    distribution = fields.Char("Answers given", compute="_compute_distribution", compute_sudo=True)

    _minimum = models.Constraint(f"CHECK (answer_count >= {MINIMUM})", "Fewer than five answers are never shown.")

    # ----------------------------------------------------------------- computes
    @api.depends_context("lang")
    @api.depends("question_id", "row_id", "topic")
    def _compute_name(self):
        rating = dict(self._fields["topic"]._description_selection(self.env))["rating"]
        for cell in self:
            names = (cell.question_id.title, cell.row_id.value)
            cell.name = " – ".join(filter(None, names)) or rating

    def _search_name(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        # staff read no questionnaire for it
        return Domain("question_id", "in", self.env["survey.question"].sudo()._search([("title", operator, value)]))

    @api.depends_context("lang")
    @api.depends("name", "date")
    def _compute_display_name(self):
        for cell in self:
            cell.display_name = f"{cell.name} ({format_date(self.env, cell.date)})"

    @api.depends_context("uid")
    @api.depends("provider_user_id")
    def _compute_is_mine(self):
        for cell in self:
            cell.is_mine = cell.provider_user_id.id == self.env.uid

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("provider_user_id", "=", self.env.uid)
        # the person may ask for what is his own without seeing whose the rest is
        return Domain("id", "in" if True in value else "not in", self.sudo()._search(mine))

    @api.depends("total", "value_count", "score_total", "score_count")
    def _compute_means(self):
        for cell in self:
            for mean, (total, count) in MEANS.items():
                cell[mean] = cell[total] / cell[count] if cell[count] else 0

    @api.depends_context("lang")
    @api.depends("counts")
    def _compute_distribution(self):
        choices = {int(key[1:]) for cell in self for key, _count in cell.counts or () if key[0] == "a"}
        labels = {choice.id: choice.value for choice in self.env["survey.question.answer"].browse(choices).exists()}
        for cell in self:
            parts = [
                f"{labels.get(int(key[1:]), '?') if key[0] == 'a' else key[1:]}: {count}"
                for key, count in cell.counts or ()
            ]
            cell.distribution = " · ".join(parts)

    # ------------------------------------------------------------------ averages
    def _read_group_select(self, aggregate_spec, query):
        name, _sep, aggregate = aggregate_spec.partition(":")
        if name in MEANS and aggregate == "avg":
            self._check_field_access(self._fields[name], "read")
            total, count = (self._field_to_sql(self._table, field, query) for field in MEANS[name])
            return SQL("SUM(%s) / NULLIF(SUM(%s), 0)", total, count)
        return super()._read_group_select(aggregate_spec, query)
