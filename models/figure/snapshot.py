from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

RESULTS = [("met", "Target reached"), ("missed", "Target missed"), ("none", "No target"), ("empty", "Nothing to count")]


class FigureSnapshot(models.Model):
    """What a figure was on one day: counted at night, so that no page has to count."""

    _name = "beneficiary.figure.snapshot"
    _description = "Figure of a Day"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "date desc, id desc"
    _rec_name = "figure_id"

    figure_id = fields.Many2one("beneficiary.figure", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users",
        "Counted for",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        groups=fields.NO_ACCESS,
        help="Empty: for all. Somebody: without the cases that are kept from him.",
    )
    date = fields.Date(required=True, readonly=True, help="The last day of the year that was counted.")
    value = fields.Float(readonly=True, digits=(16, 2), aggregator="avg")
    has_value = fields.Boolean("Has a value", readonly=True, help="No: there was nothing to count.")
    good = fields.Integer("Promise kept", readonly=True, aggregator="avg", help="Records that keep the promise.")
    total = fields.Integer("Number of records", readonly=True, aggregator="avg")
    target = fields.Float(readonly=True, digits=(16, 2), aggregator="avg")
    result = fields.Selection(RESULTS, required=True, readonly=True, default="empty")
    met = fields.Boolean("Target reached", compute="_compute_met")
    unit = fields.Selection(related="figure_id.unit")

    _day_uniq = models.UniqueIndex(
        "(figure_id, company_id, date) WHERE user_id IS NULL", "This figure was counted for this day already."
    )
    _day_own_uniq = models.UniqueIndex(
        "(figure_id, company_id, date, user_id) WHERE user_id IS NOT NULL",
        "This figure was counted for this day already.",
    )
    _latest = models.Index("(date DESC, id DESC)")

    @api.depends("result")
    def _compute_met(self):
        for snapshot in self:
            snapshot.met = snapshot.result == "met"

    @api.model
    def _shown(self):
        """Return the condition of the snapshots that the user sees, for queries on the table; the server sees all's."""
        common = Domain("user_id", "=", False) if self.env.su else Domain.TRUE
        return self._search(common).where_clause or SQL("TRUE")

    @api.model
    def _values(self, figure_id, company, date, measured):
        """Return the values of a snapshot of what :meth:`beneficiary.figure._measure` returned for one figure."""
        value, met = measured["value"], measured["met"]
        result = "empty" if value is None else "none" if met is None else "met" if met else "missed"
        return {
            "figure_id": figure_id,
            "company_id": company.id,
            "date": date,
            "value": value or 0.0,
            "has_value": value is not None,
            "good": measured["good"],
            "total": measured["total"],
            "target": measured["target"] or 0.0,
            "result": result,
        }
