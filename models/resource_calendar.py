from bisect import bisect_right
from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import models
from odoo.exceptions import UserError

from ..tools.worktime import Worktime


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def write(self, vals):
        result = super().write(vals)
        if "tz" in vals:
            self._beneficiary_windows_changed(working_days_only=False)
        return result

    def _beneficiary_windows_changed(self, working_days_only=True):
        """Set the reply windows again that are counted by these calendars (house rule: deadlines follow)."""
        companies = self.env["res.company"].sudo().search([("beneficiary_policy_id", "!=", False)])
        companies = companies.filtered(lambda c: c._beneficiary_calendar() in self)
        self.env["beneficiary.request"]._recompute_open_windows(companies, working_days_only)

    def _beneficiary_plan_working_days(self, dates, days, company):
        """Return, for every date, the date ``days`` working days later.

        The first day is not counted (R-48: "from the date of completeness"), and neither are the days off of
        ``company`` on this calendar. One pass over the calendar serves all dates.

        :param dates: iterable of ``datetime.date``
        :param int days: number of working days
        :param company: ``res.company`` record whose holidays count
        :return: date → date
        :rtype: dict
        :raise UserError: when the calendar has too few working days in the next ten years
        """
        self.ensure_one()
        dates = set(dates)
        if not dates or days <= 0:
            return {date: date for date in dates}
        span = days * 2 + 30
        while span < 3660 + days * 7:
            working = self._beneficiary_working_days(min(dates), max(dates) + timedelta(days=span), company)
            found = {}
            for date in dates:
                index = bisect_right(working, date) + days - 1
                if index < len(working):
                    found[date] = working[index]
            if len(found) == len(dates):
                return found
            span *= 4
        raise UserError(
            self.env._(
                "The working calendar “%(calendar)s” has fewer than %(days)s working days ahead. "
                "Add working hours to it, or remove holidays.",
                calendar=self.name,
                days=days,
            )
        )

    def _beneficiary_working_days(self, start, end, company):
        """Return the sorted working days of the calendar between two dates, both included."""
        return sorted({begin.date() for begin, _stop in self._beneficiary_intervals(start, end, company)})

    def _beneficiary_worktime(self, start, end, company):
        """Return the working time of ``company`` on this calendar.

        :param start: first moment, naive and in UTC
        :param end: last moment; the line goes on to the end of its day, and begins at the start of the first one
        :rtype: Worktime
        """
        self.ensure_one()
        zone = timezone(self.tz or "UTC")
        first, last = (utc.localize(moment).astimezone(zone).date() for moment in (start, end))
        return Worktime(
            (begin.astimezone(utc).replace(tzinfo=None), stop.astimezone(utc).replace(tzinfo=None), begin.date())
            for begin, stop in self._beneficiary_intervals(first, last, company)
        )

    def _beneficiary_intervals(self, start, end, company):
        """Return the intervals of work between two dates, both included, as pairs of moments with time zone."""
        zone = timezone(self.tz or "UTC")
        start_dt, end_dt = (zone.localize(datetime.combine(d, t)) for d, t in ((start, time.min), (end, time.max)))
        domain = [("time_type", "=", "leave"), ("company_id", "in", [company.id, False])]
        intervals = self.sudo()._work_intervals_batch(start_dt, end_dt, domain=domain, tz=zone)[False]
        return [(begin, stop) for begin, stop, _meta in intervals]
