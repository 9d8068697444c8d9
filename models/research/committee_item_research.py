from odoo import api, fields, models

from .request_research import READERS


class CommitteeItemResearch(models.Model):
    """The social research as the members of the committee see it beside the case (R-14)."""

    _inherit = "beneficiary.committee.item"

    assessment_ids = fields.Many2many(
        "beneficiary.assessment", compute="_compute_assessment_ids", string="Social research", groups=READERS
    )
    score_line_ids = fields.Many2many(
        "beneficiary.assessment.score.line",
        compute="_compute_assessment_ids",
        string="How the score arises",
        groups=READERS,
    )

    @api.depends("request_id")
    @api.depends_context("uid")
    def _compute_assessment_ids(self):
        # by the rights of the user, so no related field: those are read by the superuser
        linked = self.request_id.sudo().assessment_ids.filtered(lambda a: a.state in ("done", "superseded"))
        readable = linked.with_env(self.env)._filtered_access("read")
        for item in self:
            own = readable & item.request_id.sudo().assessment_ids.with_env(self.env)
            latest = own.sorted("id", reverse=True)[:1]
            item.assessment_ids = latest
            item.score_line_ids = latest.score_line_ids
