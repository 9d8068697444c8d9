from odoo import fields, models


class ComplaintCountMixin(models.AbstractModel):
    """Counts the complaints about a record, as far as the user may see them."""

    _name = "beneficiary.complaint.count.mixin"
    _description = "Complaints about a record"
    _complaint_link = None

    complaint_count = fields.Integer(
        "Complaints",
        compute="_compute_complaint_count",
        groups="beneficiary.group_delegate,beneficiary.group_management,beneficiary.group_committee_member",
    )

    def _compute_complaint_count(self):
        link = self._complaint_link
        counts = dict(
            self.env["beneficiary.complaint"]._read_group([(link, "in", self._origin.ids)], [link], ["__count"])
        )
        for record in self:
            record.complaint_count = counts.get(record._origin, 0)

    def action_view_complaints(self):
        """Open the complaints about these records that the user may see."""
        self.check_access("read")
        self.env["beneficiary.complaint"].check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_complaint_action") | {
            "domain": [(self._complaint_link, "in", self.ids)],
            "context": {},
        }


class Request(models.Model):
    _name = "beneficiary.request"
    _inherit = ["beneficiary.request", "beneficiary.complaint.count.mixin"]
    _complaint_link = "request_id"


class Beneficiary(models.Model):
    _name = "beneficiary.beneficiary"
    _inherit = ["beneficiary.beneficiary", "beneficiary.complaint.count.mixin"]
    _complaint_link = "beneficiary_id"
