from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class RequestReply(models.Model):
    """The reply window that the policy promised (R-46…R-48), stored and searchable."""

    _inherit = "beneficiary.request"

    reply_earliest = fields.Date(
        "Reply not before",
        compute="_compute_reply_window",
        store=True,
        precompute=True,
        copy=False,
        help="Minimum reply window.",
    )
    reply_deadline = fields.Date(
        "Reply by", compute="_compute_reply_window", store=True, precompute=True, copy=False, index=True
    )
    date_replied = fields.Datetime("Replied on", readonly=True, copy=False)
    early_reply_reason = fields.Char("Reason for the early reply", readonly=True, copy=False)
    reply_state = fields.Selection(
        [
            ("none", "No clock"),
            ("open", "Open"),
            ("due_soon", "Due soon"),
            ("late", "Late"),
            ("replied", "Replied in time"),
            ("replied_early", "Replied early"),
            ("replied_late", "Replied late"),
        ],
        compute="_compute_reply_state",
        store=True,
        precompute=True,
        copy=False,
        help="Kept by a scheduled action while the request waits.",
    )

    _reply_due = models.Index("(reply_deadline) WHERE reply_state IN ('open', 'due_soon')")
    _replied_on = models.Index("(company_id, date_replied, reply_state)")
    _late = models.Index("(company_id) WHERE reply_state = 'late'")

    @api.depends("policy_id", "date_submitted", "date_complete")
    def _compute_reply_window(self):
        for (policy, company), requests in self.grouped(lambda r: (r.policy_id, r.company_id)).items():
            policy, company = policy.sudo(), company.sudo()
            starts = {request: request._reply_start(policy, company) for request in requests}
            dates = {start for start in starts.values() if start}
            earliest = policy._window_dates("window_min", dates, company)
            latest = policy._window_dates("window_max", dates, company)
            for request, start in starts.items():
                request.reply_earliest = earliest.get(start)
                request.reply_deadline = latest.get(start)

    def _reply_start(self, policy, company):
        """Return the date on which the clock begins, in the association's time zone, or ``None``."""
        moment = self.date_complete if policy.window_start == "completeness" else self.date_submitted
        return company._beneficiary_date(moment)

    @api.depends("state", "date_replied", "reply_earliest", "reply_deadline")
    def _compute_reply_state(self):
        today = {company: company.sudo()._beneficiary_today() for company in self.company_id}
        for request in self:
            request.reply_state = request._get_reply_state(today[request.company_id])

    def _get_reply_state(self, today):
        """Return the reply state of one request on the date ``today``."""
        company = self.company_id.sudo()
        if self.date_replied:
            replied = company._beneficiary_date(self.date_replied)
            if self.reply_earliest and replied < self.reply_earliest:
                return "replied_early"
            if self.reply_deadline and replied > self.reply_deadline:
                return "replied_late"
            return "replied"
        if self.state in ("draft", "cancelled") or not (self.reply_earliest or self.reply_deadline):
            return "none"
        if self.reply_deadline:
            if self.reply_deadline < today:
                return "late"
            if self.reply_deadline <= today + timedelta(days=company.beneficiary_due_soon_days):
                return "due_soon"
        return "open"

    def _check_reply_window(self, reason):
        """Gate of the minimum window (R-46, R-47): replying earlier is blocked or needs a reason.

        :param str reason: why the reply is given early, if it is
        :raise UserError: when the policy does not let the reply go out today
        """
        self.ensure_one()
        today = self.company_id.sudo()._beneficiary_today()
        enforcement = self.policy_id.sudo().window_enforcement
        if not self.reply_earliest or today >= self.reply_earliest or enforcement == "none":
            return
        values = {"name": self.name, "earliest": self.reply_earliest}
        if enforcement == "block":
            raise UserError(
                self.env._("%(name)s: the policy in force promises a reply not before %(earliest)s.", **values)
            )
        if not (reason or "").strip():
            raise UserError(
                self.env._(
                    "%(name)s: the policy promises a reply not before %(earliest)s. "
                    "Write the reason for replying earlier.",
                    **values,
                )
            )

    # ------------------------------------------------------------------- cron
    @api.model
    def _cron_reply_state(self, batch_size=1000):
        """Move waiting requests to "due soon" and "late" as days pass. Idempotent; batches of ``batch_size``."""
        companies = self.env["res.company"].search([("beneficiary_policy_id", "!=", False)])
        work = [(domain, state) for company in companies for domain, state in self._reply_state_work(company)]
        remaining = sum(self.search_count(domain) for domain, _state in work)
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=remaining)
        for domain, state in work:
            while requests := self.search(domain, limit=batch_size, order="reply_deadline, id"):
                requests.with_context(tracking_disable=True).write({"reply_state": state})
                if not cron._commit_progress(len(requests)):
                    return

    @api.model
    def _reply_state_work(self, company):
        """Return what the days that passed change for one company: pairs of a domain and the new state."""
        today = company._beneficiary_today()
        soon = today + timedelta(days=company.beneficiary_due_soon_days)
        own = Domain("company_id", "=", company.id)
        waiting = own & Domain("reply_state", "in", ("open", "due_soon"))
        return [
            (waiting & Domain("reply_deadline", "<", today), "late"),
            (
                own
                & Domain("reply_state", "=", "open")
                & Domain("reply_deadline", ">=", today)
                & Domain("reply_deadline", "<=", soon),
                "due_soon",
            ),
        ]

    @api.model
    def _recompute_open_windows(self, companies, working_days_only=True):
        """Set the windows of waiting requests again, because calendar, holidays or settings of ``companies`` changed.

        :param bool working_days_only: only windows that are counted in working days are concerned
        """
        domain = Domain("company_id", "in", companies.ids) & Domain("reply_state", "in", ("open", "due_soon", "late"))
        if working_days_only:
            policies = (
                self.env["beneficiary.policy"]
                .sudo()
                .search(["|", ("window_max_unit", "=", "working_day"), ("window_min_unit", "=", "working_day")])
            )
            domain &= Domain("policy_id", "in", policies.ids)
        waiting = self.sudo().search(domain)
        for name in ("reply_earliest", "reply_deadline", "reply_state"):
            self.env.add_to_compute(self._fields[name], waiting)
