import logging

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import mute_logger

_logger = logging.getLogger(__name__)

HISTORY_MONTHS = 12


class SnapshotCron(models.Model):
    """The nightly count, one committed batch after the other: what is killed goes on where it was."""

    _inherit = "beneficiary.figure.snapshot"

    @api.model
    def _cron_snapshot(self, batch_size=10):
        """Count every figure of every association for today, then the ends of the last months where they are missing.

        Idempotent: what is counted for a day is not counted again. A figure that cannot be counted is logged, and the
        others go on.

        :param int batch_size: how many figures are counted in one committed step
        """
        cron = self.env["ir.cron"]
        companies = self.env["res.company"].search([("beneficiary_policy_id", "!=", False)])
        work = [
            (company, user, day, figures)
            for company in companies
            for user in self._readers(company)
            for day, figures in self._missing(company, user)
        ]
        cron._commit_progress(remaining=sum(len(figures) for *_whose, figures in work))
        for company, user, day, figures in work:
            for start in range(0, len(figures), batch_size):
                batch = figures[start : start + batch_size]
                self._take(batch, company, day, user)
                if not cron._commit_progress(len(batch)):
                    return

    @api.model
    def _readers(self, company):
        """Return for whom is counted: nobody, which is all; then everyone who must not see all that is counted."""
        return [self.env["res.users"], *self.env["beneficiary.complaint"]._barred_readers(company)]

    @api.model
    def _missing(self, company, user=None):
        """Return the days and the figures of ``company`` that are still to be counted, today first.

        The past can be counted only of figures with a date: of what there is at present, the present is known.

        :param user: for whom; empty: for all
        :return: list of (day, figures)
        """
        today = company._beneficiary_today()
        figures = self.env["beneficiary.figure"].search([("company_id", "in", (company.id, False))])
        if user:
            figures &= figures._about_cases()
        dated = figures.filtered("date_field")
        firsts = [today.replace(day=1) - relativedelta(months=month) for month in range(HISTORY_MONTHS)]
        days = [today, *(first - relativedelta(days=1) for first in firsts)]
        known = {
            (figure.id, date)
            for figure, date in self._read_group(
                [
                    ("company_id", "=", company.id),
                    ("date", "in", days),
                    ("figure_id", "in", figures.ids),
                    ("user_id", "=", user.id if user else False),
                ],
                ["figure_id", "date:day"],
            )
        }
        missing = [
            (day, (figures if day == today else dated).filtered(lambda f, day=day: (f.id, day) not in known))
            for day in days
        ]
        return [(day, figures) for day, figures in missing if figures]

    @api.model
    def _take(self, figures, company, day, user=None):
        """Count ``figures`` of ``company`` for the year that ends on ``day``; return the snapshots.

        :param user: for whom; empty: for all
        """
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                measured = figures._measure(company, end=day, user=user)
        except Exception:
            if len(figures) == 1:
                _logger.exception("Figure %s of company %s could not be counted", figures.code, company.id)
                return self.browse()
            return self.union(*(self._take(figure, company, day, user) for figure in figures))
        whose = {"user_id": user.id if user else False}
        return self.create([whose | self._values(figure.id, company, day, measured[figure.id]) for figure in figures])
