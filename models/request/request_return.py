from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class RequestReturn(models.Model):
    """Until when a returned request is completed, and who is reminded of it."""

    _inherit = "beneficiary.request"

    date_return_due = fields.Date(
        "To be completed by", readonly=True, copy=False, help="Until when the applicant brings what is missing."
    )
    reminded_on = fields.Date("Applicant reminded on", readonly=True, copy=False)
    return_late_on = fields.Date("Responsible told on", readonly=True, copy=False)

    _return_due = models.Index("(company_id, date_return_due) WHERE state = 'draft' AND date_return_due IS NOT NULL")
    _unsigned_portal = models.Index(
        "(company_id, create_date) WHERE state = 'draft' AND origin = 'portal' AND declaration_id IS NULL"
    )

    def _return_to_applicant(self, reason):
        for company, requests in self.grouped("company_id").items():
            requests._guarded_write(
                {"date_return_due": company.sudo()._beneficiary_return_due(), "reminded_on": False}
                | {"return_late_on": False}
            )
        return super()._return_to_applicant(reason)

    # ------------------------------------------------------------------- cron
    @api.model
    def _cron_return(self, batch_size=200):
        """Remind applicants of what is missing, and tell the responsibles what did not come.

        Idempotent: every step marks what it has done. Batches of ``batch_size``.
        """
        companies = self.env["res.company"].search([("beneficiary_policy_id", "!=", False)])
        work = [step for company in companies for step in self._return_work(company)]
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=sum(self.search_count(domain) for domain, _order, _step in work))
        for domain, order, step in work:
            while requests := self.search(domain, limit=batch_size, order=order):
                step(requests)
                if not cron._commit_progress(len(requests)):
                    return

    @api.model
    def _return_work(self, company):
        """Return what the days that passed ask for in one company: (domain, order, method of the requests)."""
        today = company._beneficiary_today()
        days = company.beneficiary_return_reminder_days
        draft = Domain("company_id", "=", company.id) & Domain("state", "=", "draft")
        work = [
            (
                draft & Domain("date_return_due", "<", today) & Domain("return_late_on", "=", False),
                "date_return_due, id",
                lambda requests: requests._return_is_late(today),
            )
        ]
        if not days:
            return work
        unreminded = draft & Domain("reminded_on", "=", False)
        unsigned = unreminded & Domain("origin", "=", "portal") & Domain("declaration_id", "=", False)
        return [
            *work,
            (
                unreminded
                & Domain("date_return_due", ">=", today)
                & Domain("date_return_due", "<=", today + timedelta(days=days)),
                "date_return_due, id",
                lambda requests: requests._remind_applicant(today),
            ),
            (
                unsigned
                & Domain("date_return_due", "=", False)
                & Domain("create_date", "<", fields.Datetime.now() - timedelta(days=days)),
                "create_date, id",
                lambda requests: requests._remind_applicant(today),
            ),
        ]

    def _remind_applicant(self, today):
        """Remind the applicants once of what the requests wait for."""
        self.write({"reminded_on": today})
        for request in self:
            request._send_notice("reminder", occasion=f"return-{request.date_return_due or 'signature'}")

    def _return_is_late(self, today):
        """Tell the responsibles once that nothing came until the agreed day."""
        self.write({"return_late_on": today})
        self._portal_tell(
            lambda request: request.env._(
                "%(name)s: what was missing did not come until %(date)s. Ask the applicant, or cancel the request.",
                name=request.name,
                date=request.date_return_due,
            )
        )

    def _notice_template(self, kind):
        return "beneficiary.notice_request_reminder" if kind == "reminder" else super()._notice_template(kind)
