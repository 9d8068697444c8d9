from odoo import fields, models


class PolicyPlan(models.Model):
    """A policy that comes in force gets its plan at once."""

    _inherit = "beneficiary.policy"

    due_count = fields.Integer(
        "Due measures", compute="_compute_due_count", groups="beneficiary.group_officer,beneficiary.group_management"
    )

    def _compute_due_count(self):
        counts = dict(
            self.env["beneficiary.measure.due"]._read_group([("policy_id", "in", self.ids)], ["policy_id"], ["__count"])
        )
        for policy in self:
            policy.due_count = counts.get(policy, 0)

    def _frozen_except(self):
        names = super()._frozen_except()
        return names | {"measure_ids"} if names else names  # every measure guards itself

    def _put_in_force(self):
        result = super()._put_in_force()
        cron = self.env.ref("beneficiary.ir_cron_measures", raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger()
        return result

    def action_view_dues(self):
        """Open the plan of measures of these policies.

        :raise AccessError: when the user may not read them
        """
        self.check_access("read")
        self.env["beneficiary.measure.due"].check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_measure_due_action") | {
            "domain": [("policy_id", "in", self.ids)],
            "context": {},
        }
