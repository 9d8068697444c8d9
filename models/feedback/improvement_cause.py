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
        """Open what is improved because of these complaints."""
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


class Visit(models.Model):
    _inherit = "beneficiary.visit"

    improvement_count = fields.Integer("Improvements", compute="_compute_improvement_count")

    def _compute_improvement_count(self):
        counts = dict(
            self.env["beneficiary.improvement"]._read_group([("visit_id", "in", self.ids)], ["visit_id"], ["__count"])
        )
        for visit in self:
            visit.improvement_count = counts.get(visit, 0)

    def action_view_improvements(self):
        """Open what is improved because of what was found on these visits."""
        self.check_access("read")
        self.env["beneficiary.improvement"].check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_improvement_action") | {
            "domain": [("visit_id", "in", self.ids)],
            "context": {},
        }


class VisitLine(models.Model):
    _inherit = "beneficiary.visit.line"

    def action_improve(self):
        """Open the form of an improvement that comes from this finding."""
        self.ensure_one()
        self._check_role("beneficiary.group_officer")
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "beneficiary.improvement",
            "name": self.env._("Improvement"),
            "views": [(False, "form")],
            "context": {
                "default_cause_kind": "finding",
                "default_line_id": self.id,
                "default_branch_id": self.visit_id.branch_id.id,
                "default_description": self.note,
            },
        }
