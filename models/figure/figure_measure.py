from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

WINDOW_DAYS = 365


class FigureMeasure(models.Model):
    """How figures are counted: one query for each figure and association, past record rules, within the association."""

    _inherit = "beneficiary.figure"

    def _counted(self):
        """Return the model whose records this one figure counts, as an empty recordset."""
        self.ensure_one()
        return self.env[self.model]

    def _window(self, company, start=None, end=None):
        """Return the first and the last day of a period; without one, the year that ends today where ``company`` is."""
        end = fields.Date.to_date(end) or company._beneficiary_today()
        return fields.Date.to_date(start) or end - timedelta(days=WINDOW_DAYS - 1), end

    def _period_domain(self, company, start, end):
        """Return the domain of the days from ``start`` to ``end``, both included, as they pass where ``company`` is."""
        if not self.date_field:
            return Domain.TRUE
        if self._counted()._fields[self.date_field].type == "date":
            return Domain(self.date_field, ">=", start) & Domain(self.date_field, "<=", end)
        first, last = (company._beneficiary_day_end(day) for day in (start - timedelta(days=1), end))
        # days begin with their first second; moments that the database sets have fractions of the last one, too
        second = timedelta(seconds=1)
        return Domain(self.date_field, ">=", first + second) & Domain(self.date_field, "<", last + second)

    def _records_domain(self, company, start=None, end=None, good=None):
        """Return the domain of the records behind this one figure.

        :param company: ``res.company`` whose records are counted
        :param start: first day of the period, ``None`` for a year before its end; of no effect without a date field
        :param end: last day of the period, ``None`` for today
        :param good: ``True`` for those that keep the promise, ``False`` for the others, ``None`` for all
        :rtype: Domain
        """
        self.ensure_one()
        start, end = self._window(company, start, end)
        domain = Domain(self.company_field, "=", company.id)
        domain &= self._period_domain(company, start, end)
        domain &= self._read_domain(self.domain, company, start, end)
        if good is not None:
            kept = self._good_domain(company, start, end)
            domain &= kept if good else ~kept
        return domain

    def _good_domain(self, company, start, end):
        return self._read_domain(self.good_domain, company, start, end)

    def _measure(self, company, start=None, end=None, user=None):
        """Count these figures for one association in a period.

        :param company: ``res.company``
        :param start: first day of the period, ``None`` for a year before its end
        :param end: last day of the period, ``None`` for today
        :param user: ``res.users`` for whom is counted, without the cases that are kept from him; empty: for all
        :return: figure id → dict: ``value`` in the figure's unit, ``None`` where there is nothing to take a share or
            an average of; ``good`` and ``total``, numbers of records; ``target``, ``None`` without one; ``met``,
            ``None`` where there is no value or no target
        :rtype: dict
        """
        company = company.sudo()
        start, end = self._window(company, start, end)
        targets = self._targets(company)
        result = {}
        for figure in self.sudo():
            value, good, total = figure._count(company, start, end, user)
            target = targets[figure.id]
            result[figure.id] = {
                "value": value,
                "good": good,
                "total": total,
                "target": target,
                "met": figure._is_met(value, target),
            }
        return result

    def _count(self, company, start, end, user=None):
        """Return value, number of records that keep the promise, and number of records, in one query."""
        zone = company._beneficiary_calendar().tz
        model = self._counted().sudo().with_company(company).with_context(tz=zone)
        query = model._search(self._records_domain(company, start, end) & self._seen_by(user))
        if query.is_empty():
            return self._value(None, 0, 0), 0, 0
        good = SQL("TRUE")
        if (self.good_domain or "").strip():
            good = self._good_domain(company, start, end).optimize_full(model)._to_sql(model, query.table, query)
        [(amount, kept, number)] = self.env.execute_query(
            query.select(
                self._amount_sql(model, query),
                SQL("count(*) FILTER (WHERE %s)", good),
                SQL("count(*)"),
            )
        )
        return self._value(amount, kept, number), kept, number

    def _amount_sql(self, model, query):
        """Return what is averaged or summed of the records of ``query``."""
        if self.aggregate not in ("average", "sum"):
            return SQL("NULL")
        column = model._field_to_sql(query.table, self.value_field, query)
        if self.value_from:
            since = model._field_to_sql(query.table, self.value_from, query)
            seconds = 3600 if self.unit == "hours" else 86400
            column = SQL("extract(epoch FROM %s::timestamp - %s::timestamp) / %s", column, since, seconds)
        if self.aggregate == "sum":
            return SQL("sum(%s)", column)
        if self.weight_field:
            weight = model._field_to_sql(query.table, self.weight_field, query)
            return SQL("sum(%s)::numeric / nullif(sum(%s), 0)", column, weight)
        return SQL("avg(%s)", column)

    def _value(self, amount, good, total):
        if self.aggregate == "share":
            return 100.0 * good / total if total else None
        if self.aggregate == "average":
            return None if amount is None else float(amount)
        return float(total if self.aggregate == "count" else amount or 0.0)

    def _is_met(self, value, target):
        """Tell whether ``value`` reaches ``target``; ``None`` where there is no value or no target."""
        if value is None or target is None:
            return None
        # a share such as 2/3 is compared as it is; no more than the noise of floats is forgiven
        return value >= target - 1e-9 if self.direction == "higher" else value <= target + 1e-9

    def _targets(self, company):
        """Return figure id → target of ``company``, ``None`` for figures without one; one query."""
        own = {
            target.figure_id.id: target.target
            for target in self.env["beneficiary.figure.target"]
            .sudo()
            .search([("figure_id", "in", self.ids), ("company_id", "=", company.id)])
        }
        return {
            figure.id: None if figure.direction == "none" else own.get(figure.id, figure.target)
            for figure in self.sudo()
        }

    def _try(self):
        """Count once, so that a value that does not fit its field is found when the figure is written."""
        company = self.company_id or self.env.company
        with self._refusing_misfits():
            self._measure(company)
