from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.complaint.kind import OPEN_STATES


class ComplaintStep(models.TransientModel):
    """Asks for what a step of complaints needs: a reason, the resolution, or the complaint that goes on."""

    _name = "beneficiary.complaint.step"
    _description = "Step of Complaints"

    complaint_ids = fields.Many2many(
        "beneficiary.complaint", required=True, default=lambda self: self.env.context.get("active_ids", [])
    )
    step = fields.Selection(
        [
            ("investigate", "Investigate"),
            ("resolve", "Resolve"),
            ("dismiss", "Dismiss"),
            ("withdraw", "Withdraw"),
            ("reopen", "Reopen"),
            ("merge", "Merge"),
            ("recuse", "Recuse myself"),
        ],
        required=True,
        default="resolve",
    )
    outcome = fields.Selection(
        [("answered", "Answered"), ("amicable", "Settled amicably"), ("upheld", "Upheld")],
        compute="_compute_outcome",
        store=True,
        readonly=False,
        precompute=True,
    )
    cause_ids = fields.Many2many("beneficiary.complaint.cause", string="Root causes")
    text = fields.Text("Reason")
    attempted = fields.Boolean(compute="_compute_attempted", help="An amicable attempt is logged in each of them.")
    main_id = fields.Many2one(
        "beneficiary.complaint", "Goes on", compute="_compute_main_id", store=True, readonly=False
    )
    candidate_ids = fields.Many2many("beneficiary.complaint", compute="_compute_candidate_ids")

    @api.depends("complaint_ids")
    def _compute_outcome(self):
        for wizard in self:
            settled = "settled" in wizard.complaint_ids.attempt_ids.mapped("outcome")
            investigated = set(wizard.complaint_ids.mapped("state")) == {"investigation"}
            wizard.outcome = "upheld" if investigated else "amicable" if settled else "answered"

    @api.depends("complaint_ids")
    def _compute_attempted(self):
        for wizard in self:
            wizard.attempted = all(
                complaint.attempt_ids or not complaint.route_id.amicable_first for complaint in wizard.complaint_ids
            )

    @api.depends("complaint_ids")
    def _compute_main_id(self):
        for wizard in self:
            several = len(wizard.complaint_ids) > 1
            wizard.main_id = wizard.complaint_ids.sorted("id")[:1] if several else False

    @api.depends("complaint_ids")
    def _compute_candidate_ids(self):
        for wizard in self:
            found = wizard.complaint_ids
            if len(found) == 1:
                domain = found._origin._similar_domain() & fields.Domain("state", "in", OPEN_STATES)
                found = self.env["beneficiary.complaint"].search(domain, limit=200)
            wizard.candidate_ids = found

    def action_confirm(self):
        """Take the step for all complaints, with the user's own rights."""
        self.ensure_one()
        complaints = self.complaint_ids
        if not complaints:  # none that the user may see
            raise UserError(self.env._("Choose the complaints first."))
        if self.step == "resolve":
            complaints.action_resolve(self.outcome, self.text, self.cause_ids.ids)
        elif self.step == "merge":
            if not self.main_id:
                raise UserError(self.env._("Choose under “Goes on” the complaint into which it is merged."))
            complaints.action_merge(self.main_id.id)
            return self.main_id.get_formview_action()
        elif self.step == "recuse":
            return complaints.action_recuse(self.text)
        else:
            getattr(complaints, f"action_{self.step}")(self.text)
        return {"type": "ir.actions.act_window_close"}
