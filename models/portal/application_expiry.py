from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import email_normalize


class ApplicationExpiry(models.Model):
    """Unfinished applications are forgotten, after two reminders; nobody keeps what was never sent."""

    _inherit = "beneficiary.application"

    @api.model
    def _cron_forget(self, batch_size=100):
        """Delete what is due; remind of what is deleted soon, and again shortly before. Safe to run again at any time.

        :param int batch_size: how many applications are taken in one committed step
        """
        cron = self.env["ir.cron"]
        for company in self.env["res.company"].sudo().search([("beneficiary_policy_id", "!=", False)]):
            for domain, method in (
                (self._forget_domain(company), "_forget"),
                (self._last_remind_domain(company), "_remind_again"),
                (self._remind_domain(company), "_remind"),
            ):
                while found := self.sudo().search(domain, limit=batch_size):
                    getattr(found.with_company(company), method)()
                    if not cron._commit_progress(len(found)):
                        return

    @api.model
    def _forget_domain(self, company):
        """Return what is deleted now: drafts in which nothing was typed for long, and what was sent a day ago."""
        now = fields.Datetime.now()
        return [
            ("company_id", "=", company.id),
            "|",
            ("last_change", "<", now - timedelta(days=company.beneficiary_draft_days)),
            "&",
            ("state", "!=", "draft"),
            ("last_change", "<", now - timedelta(days=1)),
        ]

    @api.model
    def _remind_domain(self, company):
        """Return the drafts that are reminded of: their last days have begun."""
        days = max(company.beneficiary_draft_days - 3, company.beneficiary_draft_days / 2)
        return [
            ("company_id", "=", company.id),
            ("state", "=", "draft"),
            ("reminded_on", "=", False),
            ("last_change", "<", fields.Datetime.now() - timedelta(days=days)),
        ]

    @api.model
    def _last_remind_domain(self, company):
        """Return the drafts that are reminded of again: in their last hours, some time after the first reminder."""
        days = company.beneficiary_draft_days
        last = timedelta(days=min(1.5, days / 4))  # more than a day: the action runs once a day
        now = fields.Datetime.now()
        return [
            ("company_id", "=", company.id),
            ("state", "=", "draft"),
            ("last_reminded_on", "=", False),
            ("reminded_on", "<", now - last / 2),
            ("last_change", "<", now - timedelta(days=days) + last),
        ]

    def _forget(self):
        self.unlink()

    def _expires_on(self):
        """Return the day on which this draft is deleted when nothing more is typed."""
        moment = self.last_change + timedelta(days=self.company_id.beneficiary_draft_days)
        return self.company_id._beneficiary_date(moment)

    def _reminder_day(self):
        """Return the same day in both calendars, as a beneficiary reads it."""
        return self.env["beneficiary.report.mixin"]._date(self._expires_on())

    def _continue_address(self):
        """Return the secret address under which the visitor goes on; who began with a login goes on with it."""
        base = (self.website_id or self).get_base_url()
        if self.user_id:
            return f"{base}/beneficiary/apply"
        return f"{base}/beneficiary/apply/continue/{self.access_token}"

    def _remind(self):
        """Tell the visitors, where an address is known, that their drafts are going to be deleted.

        Colleagues who assist are not told, and nothing is told as a notice: staff do not read of drafts.
        """
        self.write({"reminded_on": fields.Datetime.now()})
        self._remind_each()

    def _remind_again(self):
        """Tell them once more, on the last day."""
        self.write({"last_reminded_on": fields.Datetime.now()})
        self._remind_each()

    def _remind_each(self):
        for draft in self.filtered(lambda d: not d.assisted_by_id):
            draft.with_context(lang=draft.lang or self.env.lang)._remind_one()

    def _remind_one(self):
        email = email_normalize(self.email or "") or self.user_id.email_normalized
        values = {"draft": self, "address": self._continue_address(), "day": self._expires_on()}
        if email:
            body = self.env["ir.qweb"]._render("beneficiary.apply_reminder", values, minimal_qcontext=True)
            self.env["mail.mail"].sudo().create(
                {
                    "email_to": email,
                    "email_from": self.company_id.email_formatted,
                    "subject": self.env._("%(company)s: your request is not sent yet", company=self.company_id.name),
                    "body_html": Markup(body),
                    "auto_delete": True,
                }
            )
        elif phone := (self._phone() or "").replace(" ", ""):
            self.env["sms.sms"].sudo().create(
                {
                    "number": phone,
                    "body": self.env._(
                        "%(company)s: your request is not sent yet and will be deleted on %(day)s. Go on: %(address)s",
                        company=self.company_id.name,
                        day=values["day"],
                        address=values["address"],
                    ),
                }
            )
