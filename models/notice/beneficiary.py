from odoo import fields, models


class Beneficiary(models.Model):
    _name = "beneficiary.beneficiary"
    _inherit = ["beneficiary.beneficiary", "beneficiary.notified.mixin"]

    fax = fields.Char()
    notice_count = fields.Integer(compute="_compute_notice_count")
    notice_problems = fields.Integer("Failed notices", compute="_compute_notice_count")

    def _compute_notice_count(self):
        counts = self.env["beneficiary.notice"]._count_by("beneficiary_id", self)
        for beneficiary in self:
            beneficiary.notice_count, beneficiary.notice_problems = counts.get(beneficiary._origin.id, (0, 0))

    def action_view_notices(self):
        """Open what these people were told."""
        self.check_access("read")
        return self.env["beneficiary.notice"]._list_action([("beneficiary_id", "in", self.ids)])

    def _notice_beneficiary(self):
        return self
