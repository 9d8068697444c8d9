from odoo import fields, models

from ..crm_lead import INQUIRY_READERS


class RequestInquiry(models.Model):
    """The inquiries from which a request came, and the contacts about it (R-40)."""

    _inherit = "beneficiary.request"

    inquiry_count = fields.Integer(compute="_compute_inquiry_count", groups=INQUIRY_READERS)
    contact_log_ids = fields.One2many("beneficiary.contact.log", "request_id", "Contacts", groups=INQUIRY_READERS)

    def _compute_inquiry_count(self):
        counts = dict(
            self.env["crm.lead"]._read_group(
                [("request_id", "in", self.ids), ("is_inquiry", "=", True)], ["request_id"], ["__count"]
            )
        )
        for request in self:
            request.inquiry_count = counts.get(request, 0)

    def action_view_inquiries(self):
        """Open the inquiries from which this request came."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.crm_lead_action_inquiry") | {
            "domain": [("is_inquiry", "=", True), ("request_id", "in", self.ids)],
            "context": {"create": False},
        }
