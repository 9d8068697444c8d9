from odoo import fields, models


class BeneficiaryResearch(models.Model):
    """The social research about a person (R-14)."""

    _inherit = "beneficiary.beneficiary"

    assessment_ids = fields.One2many(
        "beneficiary.assessment", "beneficiary_id", "Social research", groups="beneficiary.group_researcher"
    )
    assessment_count = fields.Integer(
        "Researches", compute="_compute_assessment_count", groups="beneficiary.group_researcher"
    )

    def _compute_assessment_count(self):
        counts = dict(
            self.env["beneficiary.assessment"]._read_group(
                [("beneficiary_id", "in", self.ids)], ["beneficiary_id"], ["__count"]
            )
        )
        for beneficiary in self:
            beneficiary.assessment_count = counts.get(beneficiary, 0)

    def action_view_assessments(self):
        """Open the social research about these people."""
        self._check_role("beneficiary.group_researcher")
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_assessment_action") | {
            "domain": [("beneficiary_id", "in", self.ids)],
            "context": {"default_beneficiary_id": self.id if len(self) == 1 else False},
        }
