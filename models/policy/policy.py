from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.i18n import format_list

from ...tools import hijri

WINDOW_UNITS = [("day", "Days"), ("week", "Weeks"), ("month", "Months"), ("working_day", "Working days")]


class Policy(models.Model):
    """The association's policy on relations with its beneficiaries, as a record that runs.

    It decides which channels there are, the reply window, to which committee requests go, and what is measured.
    Once approved it does not change: a new version is a new record, and cases that began under the older one keep it.
    Templates are the policies that ship with the addon; they belong to no company.
    """

    _name = "beneficiary.policy"
    _description = "Beneficiary Policy"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "company_id, version desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    company_id = fields.Many2one("res.company", index=True)
    is_template = fields.Boolean(default=False, readonly=True)
    template_id = fields.Many2one(
        "beneficiary.policy", "From template", readonly=True, copy=False, index="btree_not_null"
    )
    previous_id = fields.Many2one(
        "beneficiary.policy", "Previous version", readonly=True, copy=False, index="btree_not_null"
    )
    version = fields.Integer(default=1, readonly=True, copy=False, aggregator=None)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("approved", "Approved"),
            ("in_force", "In force"),
            ("superseded", "Superseded"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    date_in_force = fields.Date("In force since", readonly=True, copy=False)
    date_superseded = fields.Date("Superseded on", readonly=True, copy=False)
    document_type = fields.Selection(
        [("policy", "Policy"), ("mechanism", "Mechanism"), ("regulation", "Regulation")],
        default="policy",
        required=True,
    )
    purpose = fields.Text(translate=True, help="Why the association has this policy, in one paragraph.")

    # approval block (R-90…R-94)
    session_number = fields.Integer("Board session", help="Number of the board session that approved the policy.")
    session_year = fields.Integer("Session year", help="Gregorian year of the board session.")
    approval_date = fields.Date(tracking=True)
    approval_date_hijri = fields.Char(
        "Approval date (Hijri)",
        help="Umm al-Qura date, such as 1444/05/27. Type either date; the other one follows.",
    )
    chair_name = fields.Char("Chair of the board")

    # what it decides
    channel_ids = fields.Many2many("beneficiary.channel", "beneficiary_policy_channel_rel", string="Channels")
    complaint_channel_ids = fields.Many2many(
        "beneficiary.channel", "beneficiary_policy_complaint_channel_rel", string="Complaint channels"
    )
    tool_ids = fields.One2many("beneficiary.policy.tool", "policy_id", "Tools", copy=True)
    clause_ids = fields.One2many("beneficiary.policy.clause", "policy_id", "Clauses", copy=True)
    measure_ids = fields.One2many("beneficiary.policy.measure", "policy_id", "Measures", copy=True)
    committee_kind = fields.Selection(
        [("research", "Research committee"), ("competent", "Competent committee")],
        "Requests go to",
        default="research",
        required=True,
        help="The committee that studies requests, as the applicant is told (R-45).",
    )
    allow_referral = fields.Boolean(
        "Referral to social research", help="An applicant who finds the procedure unclear may be referred (R-42)."
    )
    complete_on_receipt = fields.Boolean(
        "Complete on receipt",
        help="A request is taken in complete, before the visitor leaves. Leaving it incomplete needs a reason (R-43).",
    )
    window_min = fields.Integer("Not earlier than", help="The reply is due no earlier than this. 0: no such limit.")
    window_min_unit = fields.Selection(WINDOW_UNITS, default="week", required=True)
    window_max = fields.Integer("Not later than", help="The reply is due no later than this. 0: no such limit.")
    window_max_unit = fields.Selection(WINDOW_UNITS, default="working_day", required=True)
    window_start = fields.Selection(
        [("submission", "Submission"), ("completeness", "Completeness")],
        "Window counts from",
        default="submission",
        required=True,
    )
    window_enforcement = fields.Selection(
        [("none", "Do nothing"), ("warn", "Ask for a reason"), ("block", "Block")],
        "Reply before the window",
        default="warn",
        required=True,
        help="What happens when somebody decides or replies before the earliest date (R-46, R-47).",
    )
    eligibility_enabled = fields.Boolean("Eligibility checks")
    compensation_enabled = fields.Boolean("Compensation")
    next_review_date = fields.Date(tracking=True, copy=False, help="When the policy is to be reviewed (R-03).")

    request_count = fields.Integer(compute="_compute_request_count")
    window_text = fields.Char(compute="_compute_window_text")

    _one_in_force = models.UniqueIndex(
        "(company_id) WHERE state = 'in_force'",
        "This company already has a policy in force. Supersede it by putting the new version in force.",
    )
    _window_positive = models.Constraint(
        "CHECK (window_min >= 0 AND window_max >= 0)", "A reply window cannot be negative. Use 0 for no limit."
    )
    _template_no_company = models.Constraint(
        "CHECK (COALESCE(is_template, FALSE) = (company_id IS NULL))",
        "A template belongs to no company, and a policy needs one.",
    )

    # ------------------------------------------------------------------ guards
    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    def _frozen_except(self):
        if self.is_template:
            return set()
        return super()._frozen_except() | {
            "state",
            "date_in_force",
            "date_superseded",
            "next_review_date",
            "tool_ids",  # every tool guards itself
        }

    def _is_frozen(self):
        # a template is kept by the addon's own data, which is loaded with the superuser's rights
        return self.state != "draft" or (self.is_template and not self.env.su)

    def _frozen_message(self):
        if self.is_template:
            return self.env._("“%(name)s” is a template. Adopt it, then change your own draft.", name=self.display_name)
        return self.env._(
            "“%(name)s” is approved and cannot be changed. Make a new version of it.", name=self.display_name
        )

    # --------------------------------------------------------------- computes
    def _compute_request_count(self):
        counts = dict(
            self.env["beneficiary.request"]._read_group([("policy_id", "in", self.ids)], ["policy_id"], ["__count"])
        )
        for policy in self:
            policy.request_count = counts.get(policy, 0)

    @api.depends("window_min", "window_min_unit", "window_max", "window_max_unit", "window_start")
    @api.depends_context("lang")
    def _compute_window_text(self):
        for policy in self:
            policy.window_text = policy._window_text()

    def _window_text(self):
        """Return the promised reply window as one sentence for people."""
        starts = {
            "submission": self.env._("from submission"),
            "completeness": self.env._("from completeness"),
        }
        start = starts[self.window_start]
        earliest, latest = self._span_text("window_min"), self._span_text("window_max")
        if earliest and latest:
            return self.env._(
                "Not earlier than %(earliest)s and not later than %(latest)s %(start)s",
                earliest=earliest,
                latest=latest,
                start=start,
            )
        if earliest:
            return self.env._("Not earlier than %(earliest)s %(start)s", earliest=earliest, start=start)
        if latest:
            return self.env._("Not later than %(latest)s %(start)s", latest=latest, start=start)
        return self.env._("No promised time")

    def _span_text(self, fname):
        amount = self[fname]
        if not amount:
            return ""
        # one, two, more: Arabic has a form of its own for each
        texts = {
            "day": (self.env._("one day"), self.env._("two days"), self.env._("%(amount)s days", amount=amount)),
            "week": (self.env._("one week"), self.env._("two weeks"), self.env._("%(amount)s weeks", amount=amount)),
            "month": (
                self.env._("one month"),
                self.env._("two months"),
                self.env._("%(amount)s months", amount=amount),
            ),
            "working_day": (
                self.env._("one working day"),
                self.env._("two working days"),
                self.env._("%(amount)s working days", amount=amount),
            ),
        }
        return texts[self[f"{fname}_unit"]][min(amount, 3) - 1]

    def _window_dates(self, fname, dates, company):
        """Return where one side of the reply window falls, for every date on which a clock began (R-46…R-48).

        :param str fname: ``window_min`` or ``window_max``
        :param dates: iterable of ``datetime.date``
        :param company: ``res.company`` whose working calendar and holidays count
        :return: date → date; empty when the policy sets no such limit
        :rtype: dict
        """
        amount, unit = self[fname], self[f"{fname}_unit"]
        if not amount:
            return {}
        if unit == "working_day":
            return company._beneficiary_calendar()._beneficiary_plan_working_days(dates, amount, company)
        span = relativedelta(**{f"{unit}s": amount})
        return {date: date + span for date in dates}

    # ------------------------------------------------------- approval in two calendars
    @api.onchange("approval_date")
    def _onchange_approval_date(self):
        self.approval_date_hijri = hijri.from_gregorian(self.approval_date)

    @api.onchange("approval_date_hijri")
    def _onchange_approval_date_hijri(self):
        if self.approval_date_hijri:
            vals = {"approval_date_hijri": self.approval_date_hijri}
            self._align_approval_dates(vals)
            self.update(vals)

    def _align_approval_dates(self, vals):
        """Complete ``vals`` so that both approval dates say the same day.

        :raise ValidationError: for a Hijri date that does not exist, or a pair that disagrees
        """
        if "approval_date_hijri" not in vals:
            if "approval_date" in vals:
                vals["approval_date_hijri"] = hijri.from_gregorian(fields.Date.to_date(vals["approval_date"])) or False
            return
        typed = vals["approval_date_hijri"]
        if not typed:
            if vals.get("approval_date"):
                vals["approval_date_hijri"] = hijri.from_gregorian(fields.Date.to_date(vals["approval_date"]))
            else:
                vals["approval_date"] = False
            return
        try:
            date = hijri.to_gregorian(typed)
        except ValueError:
            raise ValidationError(
                self.env._(
                    "“%(value)s” in “Approval date (Hijri)” is not a date of the Umm al-Qura calendar. "
                    "Write it as year/month/day, such as 1444/05/27.",
                    value=typed,
                )
            ) from None
        given = fields.Date.to_date(vals.get("approval_date"))
        if given and given != date:
            raise ValidationError(
                self.env._(
                    "The two approval dates disagree: %(hijri)s AH is %(date)s, not %(given)s. Correct one of them.",
                    hijri=typed,
                    date=date,
                    given=given,
                )
            )
        vals.update(approval_date=date, approval_date_hijri=hijri.from_gregorian(date))

    @api.constrains("complaint_channel_ids", "channel_ids")
    def _check_complaint_channels(self):
        for policy in self:
            extra = policy.complaint_channel_ids - policy.channel_ids
            if extra:
                raise ValidationError(
                    self.env._(
                        "Complaint channels must be among the policy's channels. Add to the channels first: %(names)s.",
                        names=format_list(self.env, extra.mapped("name"), style="unit"),
                    )
                )

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._align_approval_dates(vals)
            if not vals.get("is_template") and not vals.get("company_id"):
                vals["company_id"] = self.env.company.id
        return super().create(vals_list)

    def write(self, vals):
        vals = dict(vals)
        self._align_approval_dates(vals)
        return super().write(vals)

    def copy_data(self, default=None):
        default = dict(default or {}, is_template=False)
        if not default.get("company_id"):
            self.filtered("is_template")._check_not_frozen()
        return super().copy_data(default)
