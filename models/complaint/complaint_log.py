from odoo import fields, models


class ComplaintLog(models.Model):
    """Who looked at a complaint (R-81)."""

    _name = "beneficiary.complaint"
    _inherit = ["beneficiary.complaint", "beneficiary.viewed.mixin"]

    view_count = fields.Integer("Views", compute="_compute_view_count", groups="beneficiary.group_management")

    def _compute_view_count(self):
        counts = dict(
            self.env["beneficiary.access.log"]._read_group(
                [("complaint_id", "in", self.ids)], ["complaint_id"], ["__count"]
            )
        )
        for complaint in self:
            complaint.view_count = counts.get(complaint, 0)

    def _viewed_fields(self):
        return {"description", "wish", "resolution", "accused_name", "contact_name", "contact_email", "contact_phone"}

    def _viewed_complaint(self):
        return self

    def action_view_log(self):
        """Open who looked at these complaints."""
        self._check_role("beneficiary.group_management")
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_access_log_action") | {
            "domain": [("complaint_id", "in", self.ids)]
        }
