from odoo import fields, models


class Complaint(models.Model):
    """Improvements that come from a complaint are as confidential as the complaint."""

    _inherit = "beneficiary.complaint"

    improvement_count = fields.Integer(
        "Improvements",
        compute="_compute_improvement_count",
        groups="beneficiary.group_officer,beneficiary.group_management",
    )

    def _compute_improvement_count(self):
        counts = dict(
            self.env["beneficiary.improvement"]._read_group(
                [("complaint_id", "in", self.ids)], ["complaint_id"], ["__count"]
            )
        )
        for complaint in self:
            complaint.improvement_count = counts.get(complaint, 0)

    def action_view_improvements(self):
        """Open what is improved because of these complaints.

        :raise AccessError: when the user may not read them
        """
        self.check_access("read")
        self.env["beneficiary.improvement"].check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_improvement_action") | {
            "domain": [("complaint_id", "in", self.ids)],
            "context": {
                "default_cause_kind": "complaint",
                "default_complaint_id": self.id if len(self) == 1 else False,
            },
        }

    def _barred_records(self, user):
        improvements = self.env["beneficiary.improvement"].sudo()
        hidden = improvements.search([("complaint_id.barred_user_ids", "in", user.ids)])
        return [*super()._barred_records(user), hidden]

    def _bar(self):
        result = super()._bar()
        for complaint in self.filtered("barred_user_ids"):
            improvements = self.env["beneficiary.improvement"].search([("complaint_id", "=", complaint.id)])
            improvements._hand_over(complaint.barred_user_ids)
        return result
