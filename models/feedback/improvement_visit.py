from odoo import fields, models


class Visit(models.Model):
    """What is improved because of a visit."""

    _inherit = "beneficiary.visit"

    improvement_count = fields.Integer("Improvements", compute="_compute_improvement_count")

    def _compute_improvement_count(self):
        counts = dict(
            self.env["beneficiary.improvement"]._read_group([("visit_id", "in", self.ids)], ["visit_id"], ["__count"])
        )
        for visit in self:
            visit.improvement_count = counts.get(visit, 0)

    def action_view_improvements(self):
        """Open what is improved because of what was found on these visits.

        :raise AccessError: when the user may not read them
        """
        self.check_access("read")
        self.env["beneficiary.improvement"].check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_improvement_action") | {
            "domain": [("visit_id", "in", self.ids)],
            "context": {},
        }
