from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from .need_criterion import HOUSING_CONDITIONS


class Assessment(models.Model):
    """The social research about a person: household, means, debts, housing, health, a visit, a report (R-14).

    It advises the committee and decides nothing. Once completed it does not change; a newer one takes its place. It is
    read by researchers, by the members of a committee that has the case on its agenda, and by the manager.

    Its figures, all for one month and in the currency of the company:

    * ``household_size``: the applicant and the lines of the household
    * ``monthly_income``: the sum of the income lines
    * ``monthly_expense``: the sum of the expense lines and of the costs named under health
    * ``monthly_instalment``: what is paid every month for the debts
    * ``net_income`` = monthly_income − monthly_expense − monthly_instalment; it may be negative
    * ``per_capita`` = monthly_income ÷ household_size, before any expense
    * ``net_per_capita`` = net_income ÷ household_size, what is left for each person

    `assessment_flow.py` holds its path, `assessment_prefill.py` what it takes over from the file, `assessment_visit.py`
    the visit, `assessment_score.py` the advisory score.
    """

    _name = "beneficiary.assessment"
    _description = "Social Research"
    _inherit = [
        "beneficiary.guarded.mixin",
        "beneficiary.frozen.mixin",
        "beneficiary.files.mixin",
        "beneficiary.thread.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Reference", readonly=True, copy=False, index="trigram", default=lambda self: self.env._("New"))
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", required=True, index=True, check_company=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        related="beneficiary_id.partner_id", store=True, precompute=True, index=True, string="Contact"
    )
    company_id = fields.Many2one(related="beneficiary_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    currency_id = fields.Many2one(related="company_id.currency_id")
    request_id = fields.Many2one(
        "beneficiary.request",
        index="btree_not_null",
        check_company=True,
        ondelete="set null",
        domain="[('beneficiary_id', '=', beneficiary_id)]",
        help="The request for which the research was made. Leave it empty to study the person alone.",
    )
    request_ids = fields.Many2many(
        "beneficiary.request",
        "beneficiary_assessment_request_rel",
        "assessment_id",
        "request_id",
        "Requests",
        readonly=True,
        copy=False,
        help="All requests that this research serves.",
    )
    request_count = fields.Integer(compute="_compute_request_count")
    user_id = fields.Many2one(
        "res.users",
        "Researcher",
        tracking=True,
        index=True,
        default=lambda self: self.env.user if self._is_researcher(self.env.user) else False,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    date = fields.Date("Date of research", required=True, default=fields.Date.context_today)
    state = fields.Selection(
        [("draft", "In progress"), ("done", "Completed"), ("superseded", "Superseded"), ("cancelled", "Cancelled")],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        group_expand=True,
    )
    date_done = fields.Datetime("Completed on", readonly=True, copy=False)
    valid_until = fields.Date(
        "Valid until", readonly=True, copy=False, help="Until then requests of this person use it again."
    )
    is_valid = fields.Boolean("Still valid", compute="_compute_is_valid")
    previous_id = fields.Many2one("beneficiary.assessment", "Renews", readonly=True, copy=False, index="btree_not_null")
    superseded_by_id = fields.Many2one(
        "beneficiary.assessment", "Superseded by", readonly=True, copy=False, index="btree_not_null"
    )

    member_ids = fields.One2many("beneficiary.assessment.member", "assessment_id", "Household", copy=True)
    income_ids = fields.One2many("beneficiary.assessment.income", "assessment_id", copy=True)
    expense_ids = fields.One2many("beneficiary.assessment.expense", "assessment_id", "Expenses", copy=True)
    debt_ids = fields.One2many("beneficiary.assessment.debt", "assessment_id", "Debts", copy=True)
    health_ids = fields.One2many("beneficiary.assessment.health", "assessment_id", copy=True)
    no_income = fields.Boolean("No income at all", help="Tick it when the household has no income, so that it is said.")
    housing_tenure = fields.Selection(
        [
            ("owned", "Owned"),
            ("rented", "Rented"),
            ("charity", "Charity housing"),
            ("relatives", "With relatives"),
            ("other", "Other"),
        ],
        "Dwelling",
    )
    housing_type = fields.Selection(
        [
            ("villa", "Villa"),
            ("floor", "Floor of a house"),
            ("flat", "Flat"),
            ("traditional", "Traditional house"),
            ("room", "Room"),
            ("other", "Other"),
        ],
        "Kind of dwelling",
    )
    housing_rooms = fields.Integer("Rooms")
    housing_condition = fields.Selection(HOUSING_CONDITIONS, "Condition of the dwelling")
    housing_note = fields.Text("About the dwelling")
    report = fields.Html("Researcher's report", copy=False)
    recommendation = fields.Selection(
        [("support", "Support"), ("partial", "Support in part"), ("none", "No support")],
        copy=False,
        help="The researcher's advice. The committee decides.",
    )
    amount_suggested = fields.Monetary("Suggested amount", copy=False)

    household_size = fields.Integer(
        "Household size", compute="_compute_figures", store=True, help="The applicant counts, too."
    )
    monthly_income = fields.Monetary("Monthly income", compute="_compute_figures", store=True)
    rent = fields.Monetary(compute="_compute_figures", store=True, help="As written under expenses.")
    monthly_expense = fields.Monetary(
        "Monthly expenses", compute="_compute_figures", store=True, help="Expenses, and the costs named under health."
    )
    total_debt = fields.Monetary("Debts owed", compute="_compute_figures", store=True)
    monthly_instalment = fields.Monetary("Monthly instalments", compute="_compute_figures", store=True)
    net_income = fields.Monetary(
        "What is left", compute="_compute_figures", store=True, help="Income less expenses and instalments."
    )
    per_capita = fields.Monetary(
        "Income per person",
        compute="_compute_figures",
        store=True,
        aggregator="avg",
        help="Monthly income divided by the household's size, the applicant included, before expenses.",
    )
    net_per_capita = fields.Monetary(
        "Left per person",
        compute="_compute_figures",
        store=True,
        aggregator="avg",
        help="Income less expenses and instalments, divided by the household's size.",
    )

    _company_recent = models.Index("(company_id, id DESC)")
    _user_state = models.Index("(user_id, state, id DESC)")
    _person_valid = models.Index("(beneficiary_id, valid_until) WHERE state = 'done'")
    _suggested_positive = models.Constraint("CHECK (amount_suggested >= 0)", "“Suggested amount” cannot be negative.")
    _rooms_positive = models.Constraint("CHECK (housing_rooms >= 0)", "“Rooms” cannot be negative.")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"beneficiary_id", "request_id"}

    def _free_on_create(self):
        # `create` numbers the research itself; which requests it may serve is checked by `_check_requests`
        return super()._free_on_create() | {"name", "request_ids"}

    def _is_frozen(self):
        return self.state in ("done", "superseded")

    def _frozen_except(self):
        return super()._frozen_except() | {"state", "request_ids", "superseded_by_id"}

    def _frozen_message(self):
        return self.env._(
            "%(name)s is completed and cannot be changed. Make a new one with “Renew”.", name=self.display_name
        )

    def _frozen_files(self):
        return super()._frozen_files() | self.photo_ids

    # --------------------------------------------------------------- computes
    @api.depends(
        "member_ids",
        "income_ids.amount",
        "expense_ids.amount",
        "expense_ids.kind",
        "debt_ids.amount",
        "debt_ids.instalment",
        "health_ids.cost",
    )
    def _compute_figures(self):
        for assessment in self:
            size = len(assessment.member_ids) + 1
            income = sum(assessment.income_ids.mapped("amount"))
            expenses = assessment.expense_ids
            expense = sum(expenses.mapped("amount")) + sum(assessment.health_ids.mapped("cost"))
            instalment = sum(assessment.debt_ids.mapped("instalment"))
            assessment.household_size = size
            assessment.monthly_income = income
            assessment.rent = sum(expenses.filtered(lambda e: e.kind == "rent").mapped("amount"))
            assessment.monthly_expense = expense
            assessment.total_debt = sum(assessment.debt_ids.mapped("amount"))
            assessment.monthly_instalment = instalment
            assessment.net_income = income - expense - instalment
            assessment.per_capita = income / size
            assessment.net_per_capita = assessment.net_income / size

    @api.depends("state", "valid_until", "company_id")
    def _compute_is_valid(self):
        for company, assessments in self.grouped("company_id").items():
            today = company.sudo()._beneficiary_today() if company else None
            for assessment in assessments:
                until = assessment.valid_until if assessment.state == "done" else False
                assessment.is_valid = bool(until) and until >= today

    @api.depends("request_ids")
    def _compute_request_count(self):
        for assessment in self:
            assessment.request_count = len(assessment.request_ids)

    # ------------------------------------------------------------- constraints
    @api.constrains("beneficiary_id", "request_id", "request_ids")
    def _check_requests(self):
        for assessment in self:
            requests = assessment.request_ids | assessment.request_id
            if requests.beneficiary_id - assessment.beneficiary_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s is about %(person)s and serves that person's requests only.",
                        name=assessment.name,
                        person=assessment.beneficiary_id.name,
                    )
                )

    @api.constrains("user_id", "beneficiary_id")
    def _check_researcher(self):
        for assessment in self.filtered("user_id"):
            user = assessment.user_id.sudo()
            if not self._is_researcher(user):
                raise ValidationError(
                    self.env._("%(user)s is no social researcher. Choose another “Researcher”.", user=user.name)
                )
            if user.partner_id == assessment.sudo().partner_id:
                raise ValidationError(self.env._("%(user)s is the applicant: nobody assesses himself.", user=user.name))

    @api.constrains("recommendation", "amount_suggested")
    def _check_suggestion(self):
        for assessment in self:
            if assessment.recommendation == "none" and assessment.amount_suggested:
                raise ValidationError(
                    self.env._(
                        "%(name)s recommends no support and suggests an amount. Clear “Suggested amount”.",
                        name=assessment.name,
                    )
                )

    @api.model
    def _is_researcher(self, user):
        return user.has_group("beneficiary.group_researcher")

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        self._check_people_visible(vals_list)
        self._check_none_open(vals_list)
        self._give_references(vals_list)
        self._prefill_vals_list(vals_list)
        for vals in vals_list:
            if vals.get("request_id"):
                vals["request_ids"] = [*(vals.get("request_ids") or []), Command.link(vals["request_id"])]
        assessments = super(Assessment, self.with_context(mail_create_nosubscribe=True)).create(vals_list)
        assessments = assessments.with_env(self.env)
        assessments.filtered(lambda a: a.user_id != self.env.user)._remind_researchers()
        return assessments

    def write(self, vals):
        if "state" in vals and vals["state"] != "superseded":
            self._check_not_frozen()
        result = super().write(vals)
        if self._visit_fields() & vals.keys():
            self._sync_visit()
        if "user_id" in vals:
            self._remind_researchers()
        return result

    def _check_people_visible(self, vals_list):
        """A research names a person and a request, so only such as the user may see."""
        for name in ("beneficiary_id", "request_id"):
            ids = {vals[name] for vals in vals_list if vals.get(name)}
            self.env[self._fields[name].comodel_name].browse(ids).check_access("read")

    def _check_none_open(self, vals_list):
        """Raise when somebody is at work on the same person: two would ask the household twice."""
        ids = [vals["beneficiary_id"] for vals in vals_list if vals.get("beneficiary_id")]
        known = self.sudo().search([("beneficiary_id", "in", ids), ("state", "=", "draft")], limit=1)
        if known or len(ids) > len(set(ids)):
            raise UserError(
                self.env._(
                    "%(name)s is in progress for the same person. Go on with that one.",
                    name=known.name or self.env._("Another social research"),
                )
            )

    def _give_references(self, vals_list):
        """Give every research its reference, drawing the numbers of one company in one query."""
        people = self.env["beneficiary.beneficiary"].sudo()
        by_company = {}
        for vals in vals_list:
            company = people.browse(vals.get("beneficiary_id")).company_id or self.env.company
            by_company.setdefault(company.id, []).append(vals)
        for company_id, company_vals in by_company.items():
            numbers = self.env["ir.sequence"]._beneficiary_next("beneficiary.assessment", company_id, len(company_vals))
            for vals, number in zip(company_vals, numbers, strict=True):
                vals["name"] = number

    # ------------------------------------------------------------ who is told
    def _log_step(self, text):
        """Note a step in the thread, for all records at once: tracked values would be written one by one."""
        self.sudo()._message_log_batch(bodies=dict.fromkeys(self.ids, text), author_id=self.env.user.partner_id.id)

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        # an activity tells the researcher; a follower would be told about income and health by mail
        return None

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Tell a word about a research to nobody who may not read it, follower or not."""
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        return [recipient for recipient in recipients if self._is_readable_by(recipient.get("uid"))]

    def _is_readable_by(self, user_id):
        """Tell whether a user may read these records; a person without a login may not."""
        user = self.env["res.users"].sudo().browse(user_id or ())
        if not user or self.sudo().company_id - user.company_ids:
            return False
        records = self.with_user(user).with_context(allowed_company_ids=self.sudo().company_id.ids)
        return records.has_access("read")
