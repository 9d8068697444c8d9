from odoo import models


class ProgramFeedback(models.Model):
    _inherit = "beneficiary.program"

    def action_view_feedback(self):
        """Open what people think of these programmes: results of five people and more (R-18).

        :raise AccessError: when it is not the user's role
        """
        self._check_role("beneficiary.group_officer", "beneficiary.group_management")
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_feedback_cell_action") | {
            "domain": [("program_id", "in", self.ids)],
        }
