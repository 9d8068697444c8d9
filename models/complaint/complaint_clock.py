from odoo import api, fields, models
from odoo.fields import Domain

from .kind import OPEN_STATES


class ComplaintClocks(models.Model):
    """Clocks of complaints."""

    _inherit = "beneficiary.clock"

    kind = fields.Selection(
        selection_add=[("acknowledge", "Notice of receipt"), ("resolve", "Resolution")],
        ondelete={"acknowledge": "cascade", "resolve": "cascade"},
    )
    complaint_id = fields.Many2one(
        "beneficiary.complaint",
        compute="_compute_complaint_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="cascade",
    )

    @api.depends("res_model", "res_id")
    def _compute_complaint_id(self):
        for clock in self:
            clock.complaint_id = clock.res_id if clock.res_model == "beneficiary.complaint" else False

    @api.depends("complaint_id.name", "complaint_id.company_id", "complaint_id.branch_id", "complaint_id.user_id")
    def _compute_case(self):
        return super()._compute_case()

    def _may_be_told(self, user):
        return user not in self.complaint_id.barred_user_ids and super()._may_be_told(user)

    @api.model
    def _kind_unit(self, kind):
        return "hour" if kind == "acknowledge" else super()._kind_unit(kind)


class ComplaintClock(models.Model):
    """The clocks of a complaint: from its receipt to the acknowledgement, and to the resolution (R-70)."""

    _name = "beneficiary.complaint"
    _inherit = ["beneficiary.complaint", "beneficiary.clock.mixin"]

    _clock_due = models.Index("(clock_deadline) WHERE clock_state IN ('running', 'late')")

    def _clock_kinds(self):
        if self.state not in OPEN_STATES:
            return set()
        return {"acknowledge", "resolve"} if self.state == "new" else {"resolve"}

    def _clock_met(self, kind):
        if kind == "acknowledge":
            return bool(self.date_acknowledged)
        return self.state in ("resolved", "closed") and not self.merged_into_id

    @api.model
    def _clock_open_domain(self):
        return Domain("state", "in", OPEN_STATES)

    @api.model
    def _clock_target_fields(self):
        return super()._clock_target_fields() | {"kind"}

    def _clock_targets(self):
        return {
            case: {"acknowledge": case.route_id.ack_hours, "resolve": case.route_id.resolve_days}
            for case in self.sudo()
        }

    def _clock_started_on(self, kind):
        return self.date_reopened or self.date_received

    def _clock_run(self):
        return self.reopen_count

    def _clocks_planned(self):
        super()._clocks_planned()
        for complaint in self:
            for kind, name in (("acknowledge", "ack_deadline"), ("resolve", "resolve_deadline")):
                clocks = complaint.clock_ids.filtered(lambda c, kind=kind: c.kind == kind)
                deadline = clocks.sorted("run")[-1:].deadline
                if complaint[name] != deadline:
                    complaint[name] = deadline
