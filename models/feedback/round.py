from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .survey_survey import AUDIENCES

# what decides who is asked, and what
SETTLED = {
    "kind",
    "survey_id",
    "audience",
    "category_ids",
    "program_ids",
    "branch_ids",
    "sample_size",
    "seed",
    "measure_id",
    "company_id",
}


class SurveyRound(models.Model):
    """One time of asking an audience by one questionnaire (R-18…R-21, R-85).

    This file holds what a round is; `round_draw.py` who is asked, `round_flow.py` its steps, and `round_run.py` what
    happens by the calendar. Who is asked is `beneficiary.survey.sample`; what is answered is Odoo's
    `survey.user_input`, and nobody sees in a round who has answered, only how many.
    """

    _name = "beneficiary.survey.round"
    _description = "Survey Round"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.thread.mixin"]
    _order = "date_open desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, index="trigram")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    kind = fields.Selection(
        [
            ("periodic_survey", "Periodic survey"),
            ("field_survey", "Field survey"),
            ("delivery", "After delivery"),
            ("manual", "On one occasion"),
        ],
        default="manual",
        required=True,
        help="In a field survey nobody is written to: staff ask people where they are.",
    )
    measure_id = fields.Many2one(
        "beneficiary.policy.measure",
        "Promised by",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('company_id', '=', company_id), ('kind', 'in', ('periodic_survey', 'field_survey'))]",
        help="The measure of the policy that this round keeps.",
    )
    survey_id = fields.Many2one(
        "survey.survey",
        "Questionnaire",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('beneficiary_audience', '!=', False)]",
    )
    audience = fields.Selection(
        AUDIENCES,
        compute="_compute_audience",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    category_ids = fields.Many2many(
        "beneficiary.category", string="Categories", check_company=True, help="Empty: people of every category."
    )
    program_ids = fields.Many2many(
        "beneficiary.program",
        string="Served by programmes",
        check_company=True,
        help="Only people whose request to one of these was approved. Empty: every registered person.",
    )
    branch_ids = fields.Many2many(
        "beneficiary.branch", string="Branches", check_company=True, help="Empty: people of every branch."
    )
    sample_size = fields.Integer(
        "How many are asked", default=100, help="They are drawn by lot. Zero: everyone of the audience."
    )
    seed = fields.Integer(
        "Number of the draw",
        readonly=True,
        copy=False,
        help="The same number draws the same people from the same audience, so the draw can be repeated and checked.",
    )
    month = fields.Date(readonly=True, copy=False, help="The month whose deliveries the round asks about.")
    date_open = fields.Date("Opens on", required=True, default=fields.Date.context_today, index=True)
    date_close = fields.Date(
        "Closes on",
        required=True,
        default=lambda self: fields.Date.add(fields.Date.context_today(self), days=14),
        tracking=True,
        help="The last day on which answers are taken.",
    )
    reminder_days = fields.Integer(
        "Remind after",
        default=5,
        help="Days after the invitation on which those who may still be asked are reminded. Zero: no reminder.",
    )
    reminder_limit = fields.Integer("Reminders at most", default=1)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("open", "Open"), ("closed", "Closed"), ("cancelled", "Cancelled")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    opened_on = fields.Datetime(readonly=True, copy=False)
    closed_on = fields.Datetime(readonly=True, copy=False)
    sample_ids = fields.One2many("beneficiary.survey.sample", "round_id", "People to ask")
    audience_count = fields.Integer(
        "People in the audience",
        compute="_compute_audience_count",
        help="Without those who were asked the same in the last 30 days.",
    )
    sample_count = fields.Integer("Drawn", compute="_compute_counts", compute_sudo=True)
    invited_count = fields.Integer("Invited", compute="_compute_counts", compute_sudo=True)
    answered_count = fields.Integer("People who answered", compute="_compute_counts", compute_sudo=True)
    response_rate = fields.Float(
        "Response rate (%)", compute="_compute_counts", compute_sudo=True, help="Of those invited, how many answered."
    )

    _company_recent = models.Index("(company_id, date_open DESC, id DESC)")
    _open_until = models.Index("(date_close) WHERE state = 'open'")
    _one_per_month = models.UniqueIndex(
        "(company_id, month) WHERE month IS NOT NULL", "The round of this month is there already."
    )
    _sample_size_positive = models.Constraint(
        "CHECK (sample_size >= 0)", "“How many are asked” cannot be less than zero."
    )
    _reminder_positive = models.Constraint(
        "CHECK (reminder_days >= 0 AND reminder_limit >= 0)", "“Remind after” cannot be less than zero."
    )

    # ----------------------------------------------------------------- computes
    @api.depends("survey_id")
    def _compute_audience(self):
        for survey_round in self:
            survey_round.audience = (
                survey_round.survey_id.sudo().beneficiary_audience or survey_round.audience or "beneficiaries"
            )

    @api.depends("state", "sample_ids")
    def _compute_counts(self):
        samples, answers = self.env["beneficiary.survey.sample"], self.env["survey.user_input"]
        mine = [("round_id", "in", self.ids)]
        drawn = dict(samples._read_group(mine, ["round_id"], ["__count"]))
        invited = dict(samples._read_group([*mine, ("told_on", "!=", False)], ["round_id"], ["__count"]))
        domain = [*mine, ("state", "=", "done"), ("test_entry", "=", False)]
        answered = dict(answers._read_group(domain, ["round_id"], ["__count"]))
        for survey_round in self:
            origin = survey_round._origin
            survey_round.sample_count = drawn.get(origin, 0)
            survey_round.invited_count = invited.get(origin, 0)
            survey_round.answered_count = answered.get(origin, 0)
            share = survey_round.answered_count / survey_round.invited_count if survey_round.invited_count else 0
            survey_round.response_rate = round(100 * share, 1)

    # -------------------------------------------------------------- constraints
    @api.constrains("date_open", "date_close")
    def _check_dates(self):
        for survey_round in self:
            if survey_round.date_close < survey_round.date_open:
                raise ValidationError(self.env._("“Closes on” is before “Opens on”. Choose a later day."))

    @api.constrains("kind", "month")
    def _check_kind(self):
        for survey_round in self:
            if (survey_round.kind == "delivery") != bool(survey_round.month):
                raise ValidationError(
                    self.env._("Rounds after deliveries are made by themselves, one each month. Choose another kind.")
                )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    def write(self, vals):
        if SETTLED & vals.keys() and not self.env.su:
            self._check_state("draft")
        return super().write(vals)

    def _is_frozen(self):
        return self.state in ("closed", "cancelled")

    def _frozen_message(self):
        return self.env._("The round “%(name)s” is over and cannot be changed. Make another one.", name=self.name)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.filtered(lambda r: r.state != "draft"):
            raise UserError(self.env._("A round that was opened is kept. Cancel it instead."))
