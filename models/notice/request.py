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

    def action_cancel(self, reason=None):
        result = super().action_cancel(reason)
        self._withdraw_notices()
        return result

    def _withdraw_notices(self):
        """Withdraw what these requests, which are cancelled, have still to tell."""
        notices = self.env["beneficiary.notice"].sudo()
        queued = notices.search([("request_id", "in", self.ids), ("state", "=", "queued")])
        queued._withdraw(self.env._("The request was cancelled before it was sent."))

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
