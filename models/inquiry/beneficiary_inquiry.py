from odoo import api, fields, models

from ..crm_lead import INQUIRY_READERS


class BeneficiaryInquiry(models.Model):
    """The inquiries of a person, and who is in charge of them."""

    _inherit = "beneficiary.beneficiary"

    liaison_id = fields.Many2one(
        "res.users",
        "Liaison officer",
        compute="_compute_liaison_id",
        compute_sudo=True,
        help="Who answers this person now, by the categories of the file. The substitute during an absence (R-83).",
    )
    inquiry_count = fields.Integer(compute="_compute_inquiry_count", groups=INQUIRY_READERS)

    # not stored: who is in charge changes with every absence
    @api.depends("category_ids", "company_id")
    def _compute_liaison_id(self):
        keys = {file: (file.company_id.id, tuple(file.category_ids.ids), False) for file in self}
        users = self.env["beneficiary.liaison"]._find_users(keys.values())
        for file, key in keys.items():
            file.liaison_id = users[key]

    def _compute_inquiry_count(self):
        counts = dict(
            self.env["crm.lead"]._read_group(
                [("beneficiary_id", "in", self.ids), ("is_inquiry", "=", True)], ["beneficiary_id"], ["__count"]
            )
        )
        for file in self:
            file.inquiry_count = counts.get(file, 0)

    def action_view_inquiries(self):
        """Open the inquiries of this person."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.crm_lead_action_inquiry") | {
            "domain": [("is_inquiry", "=", True), ("beneficiary_id", "=", self.id)],
            "context": {"default_is_inquiry": True, "default_beneficiary_id": self.id},
        }
