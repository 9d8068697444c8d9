from odoo import fields, models


class Beneficiary(models.Model):
    _inherit = "beneficiary.beneficiary"

    invitation_ids = fields.One2many("beneficiary.invitation", "beneficiary_id", "Invitations")
    invitation_count = fields.Integer(
        "Invited to events",
        compute="_compute_invitation_count",
        groups="beneficiary.group_delegate,beneficiary.group_management",
    )

    def _compute_invitation_count(self):
        counts = dict(
            self.env["beneficiary.invitation"]._read_group(
                [("beneficiary_id", "in", self.ids)], ["beneficiary_id"], ["__count"]
            )
        )
        for beneficiary in self:
            beneficiary.invitation_count = counts.get(beneficiary._origin, 0)

    def action_view_invitations(self):
        """Open the events to which these people were invited."""
        self._check_role("beneficiary.group_delegate", "beneficiary.group_management")
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_invitation_action") | {
            "domain": [("beneficiary_id", "in", self.ids)],
            "context": {},
        }
