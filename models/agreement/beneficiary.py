from odoo import fields, models


class Beneficiary(models.Model):
    """The agreements with the party of a file."""

    _inherit = "beneficiary.beneficiary"

    agreement_ids = fields.One2many(
        "beneficiary.agreement",
        "beneficiary_id",
        "Agreements",
        groups="beneficiary.group_delegate,beneficiary.group_management",
    )
    agreement_count = fields.Integer(
        compute="_compute_agreement_count", groups="beneficiary.group_delegate,beneficiary.group_management"
    )

    def _compute_agreement_count(self):
        counts = dict(
            self.env["beneficiary.agreement"]._read_group(
                [("beneficiary_id", "in", self.ids)], ["beneficiary_id"], ["__count"]
            )
        )
        for beneficiary in self:
            beneficiary.agreement_count = counts.get(beneficiary, 0)

    def action_view_agreements(self):
        """Open the agreements with this party."""
        self.ensure_one()
        self.check_access("read")
        self.env["beneficiary.agreement"].check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_agreement_action") | {
            "domain": [("beneficiary_id", "=", self.id)],
            "context": {"default_beneficiary_id": self.id},
        }
