from odoo import api, fields, models
from odoo.fields import Domain

from .season_figures import READERS


class ProgramBudget(models.Model):
    """The seasons of a programme, and what is left in those that are open."""

    _inherit = "beneficiary.program"

    season_ids = fields.One2many("beneficiary.program.season", "program_id", "Seasons")
    season_count = fields.Integer("Number of seasons", compute="_compute_season_count")
    currency_id = fields.Many2one(related="company_id.currency_id")
    budget = fields.Monetary(compute="_compute_budget", groups=READERS, help="Of the open seasons.")
    committed = fields.Monetary(
        compute="_compute_budget", groups=READERS, help="Approved in the open seasons and not delivered yet."
    )
    spent = fields.Monetary(compute="_compute_budget", groups=READERS, help="Delivered in the open seasons.")
    remaining = fields.Monetary(
        compute="_compute_budget", groups=READERS, help="Of the budget of the open seasons, not committed or spent."
    )
    places_left = fields.Integer(compute="_compute_budget", groups=READERS)
    used_percent = fields.Float("Budget used (%)", compute="_compute_budget", groups=READERS)

    @api.depends("season_ids")
    def _compute_season_count(self):
        counts = dict(
            self.env["beneficiary.program.season"]._read_group(
                [("program_id", "in", self.ids)], ["program_id"], ["__count"]
            )
        )
        for program in self:
            program.season_count = counts.get(program._origin, 0)

    @api.depends(
        "season_ids.state",
        "season_ids.budget",
        "season_ids.committed",
        "season_ids.spent",
        "season_ids.remaining",
        "season_ids.places_left",
    )
    def _compute_budget(self):
        for program in self:
            seasons = program.season_ids.filtered(lambda s: s.state == "open")
            for name in ("budget", "committed", "spent", "remaining", "places_left"):
                program[name] = sum(seasons.mapped(name))
            limited = seasons.filtered("budget")
            used = sum(limited.mapped("committed")) + sum(limited.mapped("spent"))
            program.used_percent = 100 * used / program.budget if program.budget else 0.0

    def action_view_seasons(self):
        """Open the seasons of these programmes."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_program_season_action") | {
            "domain": [("program_id", "in", self.ids)],
            "context": {"default_program_id": self.id if len(self) == 1 else False},
        }

    # ----------------------------------------------------------- applications
    @api.model
    def _season_domain(self, company):
        """Return the domain of the programmes in which somebody can apply today, as far as seasons go."""
        season = self.env["beneficiary.program.season"]
        now = season._domain_takes_applications(company.sudo()._beneficiary_today())
        return Domain("season_ids", "=", False) | Domain("season_ids", "any", now)

    @api.model
    def _apply_domain(self, company):
        return Domain(super()._apply_domain(company)) & self._season_domain(company)

    def _website_until(self):
        """Return until when somebody can apply, in both calendars; empty without a closing date."""
        self.ensure_one()
        program = self.sudo()
        season = program.season_ids._takes_applications(program.company_id._beneficiary_today())[:1]
        return self.env["beneficiary.report.mixin"]._date(season.closing_date) if season else ""
