import json
import re

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.misc import format_date, formatLang

from .snapshot import RESULTS
from .snapshot_cron import HISTORY_MONTHS

READERS = ("beneficiary.group_officer", "beneficiary.group_management")


class FigureShown(models.Model):
    """What people see of a figure: the newest snapshot of their association, its trend, the records behind it."""

    _inherit = "beneficiary.figure"

    snapshot_ids = fields.One2many("beneficiary.figure.snapshot", "figure_id", "Snapshots", readonly=True)
    measured_on = fields.Date("Counted on", compute="_compute_newest")
    value_text = fields.Char("Value", compute="_compute_newest")
    target_text = fields.Char("Target to reach", compute="_compute_newest")
    result = fields.Selection(RESULTS, compute="_compute_newest")
    trend = fields.Text(compute="_compute_trend", help="The last twelve months.")
    may_view = fields.Boolean(compute="_compute_may_view")

    @api.depends("snapshot_ids", "target", "direction", "unit")
    @api.depends_context("company", "lang")
    def _compute_newest(self):
        newest = self._newest(self.env.company)
        targets = self._origin._targets(self.env.company)
        for figure in self:
            snapshot = newest.get(figure._origin.id)
            figure.measured_on = snapshot and snapshot.date
            figure.result = snapshot and snapshot.result
            figure.value_text = figure._text(snapshot.value) if snapshot and snapshot.has_value else ""
            target = targets.get(figure._origin.id)
            figure.target_text = "" if target is None else figure._text(target)

    def _newest(self, company):
        """Return figure id → its newest snapshot of ``company``, in two queries."""
        if not self._origin:
            return {}
        snapshots = self.env["beneficiary.figure.snapshot"]
        query = SQL(
            """
            SELECT s.id
              FROM unnest(%s) f(id), LATERAL (
                   SELECT id FROM beneficiary_figure_snapshot
                    WHERE figure_id = f.id AND company_id = %s AND %s ORDER BY date DESC LIMIT 1
                   ) s
            """,
            self._origin.ids,
            company.id,
            snapshots._shown(),
        )
        snapshots.sudo().flush_model(["figure_id", "company_id", "user_id", "date"])
        found = snapshots.sudo().browse(row[0] for row in self.env.execute_query(query))
        return {snapshot.figure_id.id: snapshot for snapshot in found}

    def _text(self, value, company=None):
        """Return ``value`` with the unit of this one figure, as people read it."""
        self.ensure_one()
        if self.unit == "currency":
            return formatLang(self.env, value, currency_obj=(company or self.env.company).currency_id)
        number = formatLang(self.env, value, digits=0 if value == int(value) or self.unit == "records" else 1)
        texts = {
            "percent": self.env._("%(number)s %%", number=number),
            "days": self.env._("%(number)s days", number=number),
            "hours": self.env._("%(number)s hours", number=number),
        }
        return texts.get(self.unit, number)

    @api.depends("snapshot_ids")
    @api.depends_context("company", "lang")
    def _compute_trend(self):
        points = self._trend(self.env.company)
        for figure in self:
            figure.trend = figure._trend_data(points.get(figure._origin.id, []))

    def _trend_data(self, points):
        """Return months and values as the widgets of graphs read them."""
        values = [{"x": format_date(self.env, month, date_format="MMM y"), "y": value} for month, value in points]
        return json.dumps([{"values": values, "key": self.name or "", "is_sample_data": False}])

    def _trend(self, company):
        """Return the last value of each of the last twelve months and of this one.

        :return: figure id → list of (first day of the month, value), oldest first; months without a value are left out
        :rtype: dict
        """
        if not self._origin:
            return {}
        since = company.sudo()._beneficiary_today().replace(day=1) - relativedelta(months=HISTORY_MONTHS)
        snapshots = self.env["beneficiary.figure.snapshot"]
        snapshots.sudo().flush_model(["figure_id", "company_id", "user_id", "date", "value", "has_value"])
        query = SQL(
            """
            SELECT DISTINCT ON (figure_id, date_trunc('month', date))
                   figure_id, date_trunc('month', date)::date, value
              FROM beneficiary_figure_snapshot
             WHERE figure_id IN %s AND company_id = %s AND date >= %s AND has_value AND %s
             ORDER BY figure_id, date_trunc('month', date), date DESC
            """,
            tuple(self._origin.ids),
            company.id,
            since,
            snapshots._shown(),
        )
        result = {}
        for figure_id, month, value in self.env.execute_query(query):
            result.setdefault(figure_id, []).append((month, float(value)))
        return result

    @api.depends("model")
    @api.depends_context("uid")
    def _compute_may_view(self):
        allowed = {name: name in self.env and self.env[name].has_access("read") for name in set(self.mapped("model"))}
        for figure in self:
            figure.may_view = allowed[figure.model]

    def _by_requirement(self):
        """Return requirement, such as ``R-46``, → the figures that prove clauses of it."""
        result = {}
        for figure in self:
            for code in re.findall(r"R-\d+", figure.requirements or ""):
                result[code] = result.get(code, self.browse()) | figure
        return result

    # ----------------------------------------------------------------- actions
    def action_view_records(self):
        """Open the records behind this figure: those among them that the user may see.

        :raise AccessError: when the user may not read such records at all
        """
        return self._view_records()

    def action_view_missed(self):
        """Open the records that do not keep the promise: those among them that the user may see.

        :raise AccessError: when the user may not read such records at all
        """
        return self._view_records(good=False)

    def _view_records(self, good=None):
        self.ensure_one()
        self._check_role(*READERS)
        self.check_access("read")
        model = self._counted()
        model.check_access("read")
        company = self.env.company
        newest = self._newest(company).get(self.id)
        if good is False and not (self.good_domain or "").strip():
            good = None
        # as it was counted, so that the list has as many rows as the figure says
        domain = self.sudo()._records_domain(company.sudo(), end=newest and newest.date, good=good)
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self.model,
            "views": [(False, "list"), (False, "form")],
            "domain": list(domain),
            "context": {"create": False},
        }

    def action_view_trend(self):
        """Open what this figure was, day by day.

        :raise AccessError: when it is not the user's role
        """
        self.ensure_one()
        self._check_role(*READERS)
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_figure_snapshot_action") | {
            "views": [(False, "graph"), (False, "list")],
            "domain": [("figure_id", "=", self.id), ("company_id", "=", self.env.company.id)],
        }

    def action_view_targets(self):
        """Open the targets that associations set for this figure.

        :raise AccessError: when it is not the user's role
        """
        self.ensure_one()
        self._check_role(*READERS)
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_figure_target_action") | {
            "domain": [("figure_id", "=", self.id)],
            "context": {"default_figure_id": self.id, "default_target": self.target},
        }
