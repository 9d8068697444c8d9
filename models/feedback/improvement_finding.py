from odoo import models


class VisitLine(models.Model):
    """A finding from which an improvement comes."""

    _inherit = "beneficiary.visit.line"

    def action_improve(self):
        """Open the form of an improvement that comes from this finding.

        :raise AccessError: when it is not the user's role
        """
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
