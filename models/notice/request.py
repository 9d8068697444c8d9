from odoo import fields, models


class Request(models.Model):
    _inherit = "beneficiary.request"

    notice_ids = fields.One2many("beneficiary.notice", "request_id", "Notices")
    notice_count = fields.Integer(compute="_compute_notice_count")
    notice_problems = fields.Integer("Failed notices", compute="_compute_notice_count")

    def _compute_notice_count(self):
        counts = self.env["beneficiary.notice"]._count_by("request_id", self)
        for request in self:
            request.notice_count, request.notice_problems = counts.get(request._origin.id, (0, 0))

    def action_view_notices(self):
        """Open what the applicant was told about these requests."""
        self.check_access("read")
        return self.env["beneficiary.notice"]._list_action([("request_id", "in", self.ids)])

    def _notice_request(self):
        return self

    def _notice_enclosures(self, kind):
        if kind == "acknowledgement":
            return [self.env._("Tracking slip")]
        if kind == "missing":
            return [self.env._("Requirements sheet")]
        if kind == "delivery":
            return [self.env._("Delivery receipt")]
        return super()._notice_enclosures(kind)
