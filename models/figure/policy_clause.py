import re

from odoo import api, fields, models
from odoo.tools.i18n import format_list

READERS = "beneficiary.group_officer,beneficiary.group_management"


class PolicyClause(models.Model):
    """What proves that a clause is kept."""

    _inherit = "beneficiary.policy.clause"

    figure_ids = fields.Many2many(
        "beneficiary.figure",
        "beneficiary_policy_clause_figure_rel",
        "clause_id",
        "figure_id",
        "Figures",
        compute="_compute_figure_ids",
        store=True,
        readonly=False,
        groups=READERS,
        check_company=True,
        help="What shows how far the clause is kept. Chosen by its requirement; you may choose others at any time.",
    )

    @api.depends("requirement")
    def _compute_figure_ids(self):
        figures = self.env["beneficiary.figure"].sudo().search([("company_id", "=", False)])
        proven = figures._by_requirement()
        for clause in self:
            found = [proven[code] for code in re.findall(r"R-\d+", clause.requirement or "") if code in proven]
            clause.figure_ids = figures.browse().union(*found)

    def _frozen_except(self):
        # how a clause is proven is not what the board approved; a template is the same for all associations
        return super()._frozen_except() | (set() if self.policy_id.is_template else {"figure_ids"})

    def write(self, vals):
        before = {clause: clause.figure_ids for clause in self} if "figure_ids" in vals else {}
        result = super().write(vals)
        for clause, figures in before.items():
            if clause.policy_id.state != "draft" and clause.figure_ids != figures:
                clause._log_figures(figures)
        return result

    def _log_figures(self, before):
        """Note on the policy that this one clause is proven by other figures than ``before``."""
        names = [
            format_list(self.env, figures.mapped("name"), style="unit") if figures else self.env._("nothing")
            for figures in (before, self.figure_ids)
        ]
        self.policy_id.sudo()._message_log(
            body=self.env._(
                "What proves “%(clause)s” was changed from %(before)s to %(after)s.",
                clause=self.name,
                before=names[0],
                after=names[1],
            )
        )

    @api.model
    def _find_figures(self):
        """Give the clauses that have none the figures of their requirement: of policies older than the figures."""
        self.search([("requirement", "!=", False), ("figure_ids", "=", False)])._compute_figure_ids()
