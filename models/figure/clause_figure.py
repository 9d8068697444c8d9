from odoo import api, fields, models
from odoo.tools import SQL

from ..policy.policy_clause import SECTIONS
from .snapshot import RESULTS


class ClauseFigure(models.Model):
    """The policy in figures: each clause of the policy in force beside what shows how far it is kept.

    A view of the newest snapshots, so it costs the same however many records are behind them.
    """

    _name = "beneficiary.clause.figure"
    _description = "Policy in Figures"
    _auto = False
    _order = "clause_sequence, clause_id, sequence, id"
    _rec_name = "clause_id"

    policy_id = fields.Many2one("beneficiary.policy", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    clause_id = fields.Many2one("beneficiary.policy.clause", readonly=True)
    clause_sequence = fields.Integer(readonly=True)
    section = fields.Selection(SECTIONS, readonly=True)
    number = fields.Char("Clause number", readonly=True)
    figure_id = fields.Many2one("beneficiary.figure", readonly=True)
    sequence = fields.Integer(readonly=True)
    date = fields.Date("Counted on", readonly=True)
    value = fields.Float("Exact value", readonly=True, digits=(16, 2), aggregator=None)
    has_value = fields.Boolean("Has a value", readonly=True)
    good = fields.Integer("Promise kept", readonly=True, aggregator=None)
    total = fields.Integer("Number of records", readonly=True, aggregator=None)
    target = fields.Float(readonly=True, digits=(16, 2), aggregator=None)
    result = fields.Selection(RESULTS, readonly=True)
    value_text = fields.Char("Value", compute="_compute_texts")
    target_text = fields.Char("Target to reach", compute="_compute_texts")
    text = fields.Text(related="clause_id.text")
    description = fields.Text(related="figure_id.description")
    trend = fields.Text(compute="_compute_trend", help="The last twelve months.")
    may_view = fields.Boolean(compute="_compute_may_view")

    @api.depends("figure_id", "value", "target", "has_value", "result")
    @api.depends_context("lang")
    def _compute_texts(self):
        for line in self:
            figure = line.figure_id
            line.value_text = figure._text(line.value, line.company_id) if line.has_value else ""
            shown = figure and line.result and figure.direction != "none"
            line.target_text = figure._text(line.target, line.company_id) if shown else ""

    @api.depends("figure_id", "company_id")
    @api.depends_context("lang")
    def _compute_trend(self):
        for company, lines in self.grouped("company_id").items():
            points = lines.figure_id._trend(company)
            for line in lines:
                line.trend = line.figure_id._trend_data(points.get(line.figure_id.id, []))

    @api.depends("figure_id")
    @api.depends_context("uid")
    def _compute_may_view(self):
        for line in self:
            line.may_view = line.figure_id.may_view

    def action_view_records(self):
        """Open the records behind the figure: those among them that the user may see.

        :raise AccessError: as of the same method of the figure
        """
        self.ensure_one()
        self.check_access("read")
        return self.figure_id.with_company(self.company_id).action_view_records()

    def action_view_missed(self):
        """Open the records that do not keep the clause: those among them that the user may see.

        :raise AccessError: as of the same method of the figure
        """
        self.ensure_one()
        self.check_access("read")
        return self.figure_id.with_company(self.company_id).action_view_missed()

    def action_view_trend(self):
        """Open what the figure was, day by day.

        :raise AccessError: as of the same method of the figure
        """
        self.ensure_one()
        self.check_access("read")
        return self.figure_id.with_company(self.company_id).action_view_trend()

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT (c.id::bigint << 20) + coalesce(f.id, 0) AS id,
                   c.policy_id, p.company_id, c.id AS clause_id, c.sequence AS clause_sequence, c.section, c.number,
                   f.id AS figure_id, coalesce(f.sequence, 0) AS sequence,
                   s.date, s.value, coalesce(s.has_value, FALSE) AS has_value, s.good, s.total, s.target, s.result
              FROM beneficiary_policy p
              JOIN beneficiary_policy_clause c ON c.policy_id = p.id
              LEFT JOIN (
                   beneficiary_policy_clause_figure_rel r JOIN beneficiary_figure f ON f.id = r.figure_id AND f.active
                   ) ON r.clause_id = c.id
              LEFT JOIN LATERAL (
                   SELECT * FROM beneficiary_figure_snapshot
                    WHERE figure_id = f.id AND company_id = p.company_id AND %s ORDER BY date DESC LIMIT 1
                   ) s ON TRUE
             WHERE p.state = 'in_force' %s
            """,
            self.env["beneficiary.figure.snapshot"]._shown(),
            SQL().join(SQL("", to_flush=field) for field in self._read_fields()),
        )

    def _read_fields(self):
        """Return the fields that the view reads, for they are flushed before it is asked."""
        read = {
            "beneficiary.policy": ("state", "company_id"),
            "beneficiary.policy.clause": ("policy_id", "sequence", "section", "number", "figure_ids"),
            "beneficiary.figure": ("active", "sequence"),
            "beneficiary.figure.snapshot": ("figure_id", "company_id", "user_id", "date", "value", "has_value", "good"),
        }
        names = read | {
            "beneficiary.figure.snapshot": (*read["beneficiary.figure.snapshot"], "total", "target", "result")
        }
        return [self.env[model]._fields[name] for model, fnames in names.items() for name in fnames]
