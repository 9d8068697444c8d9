from odoo import api, fields, models
from odoo.fields import Domain

from .acknowledgement import KEEPERS, READERS
from .acknowledgement_duty import SILENT


class PolicyStaff(models.Model):
    """What a policy asks of the staff: everyone signs it, and every department has a copy (R-05, R-86)."""

    _inherit = "beneficiary.policy"

    acknowledgement_ids = fields.One2many(
        "beneficiary.policy.acknowledgement", "policy_id", "Acknowledgements", readonly=True, copy=False
    )
    distribution_ids = fields.One2many(
        "beneficiary.policy.distribution", "policy_id", "Copies", readonly=True, copy=False, groups=READERS
    )
    acknowledgement_count = fields.Integer(compute="_compute_acknowledgement_counts", groups=READERS)
    acknowledgement_signed = fields.Integer("Signed", compute="_compute_acknowledgement_counts", groups=READERS)
    acknowledgement_pending = fields.Integer("To sign", compute="_compute_acknowledgement_counts", groups=READERS)
    acknowledgement_exempted = fields.Integer("Exempted", compute="_compute_acknowledgement_counts", groups=READERS)
    acknowledgement_rate = fields.Float(
        "Signed (%)",
        compute="_compute_acknowledgement_counts",
        groups=READERS,
        help="How many of those who have to sign have signed, in percent.",
    )
    distribution_count = fields.Integer(compute="_compute_distribution_counts", groups=READERS)
    distribution_handed = fields.Integer("Copies handed over", compute="_compute_distribution_counts", groups=READERS)

    def _compute_acknowledgement_counts(self):
        counts = self._counts_by_state("beneficiary.policy.acknowledgement")
        for policy in self:
            signed, pending, exempted = (
                counts.get((policy.id, state), 0) for state in ("signed", "pending", "exempted")
            )
            policy.acknowledgement_signed = signed
            policy.acknowledgement_pending = pending
            policy.acknowledgement_exempted = exempted
            policy.acknowledgement_count = signed + pending + exempted
            policy.acknowledgement_rate = 100.0 * signed / (signed + pending) if signed + pending else 0.0

    def _compute_distribution_counts(self):
        counts = self._counts_by_state("beneficiary.policy.distribution")
        for policy in self:
            policy.distribution_handed = counts.get((policy.id, "handed"), 0)
            policy.distribution_count = policy.distribution_handed + counts.get((policy.id, "pending"), 0)

    def _counts_by_state(self, model):
        groups = self.env[model]._read_group([("policy_id", "in", self.ids)], ["policy_id", "state"], ["__count"])
        return {(policy.id, state): count for policy, state, count in groups}

    # ----------------------------------------------------------------- opening
    def _put_in_force(self):
        result = super()._put_in_force()
        self._open_staff_duties()
        return result

    def _open_staff_duties(self):
        """Open what the staff has to sign and the departments are given, and close it for the versions before."""
        policy = self.sudo()
        acknowledgements = self.env["beneficiary.policy.acknowledgement"].sudo()
        acknowledgements._close_superseded(policy.company_id)
        policy._close_superseded_copies()
        acknowledgements._open_for(
            policy, self.env["hr.employee"].sudo().search(acknowledgements._audience_domain(policy))
        )
        policy._open_distribution(self.env["hr.department"].sudo().search(policy._departments_missing_domain()))
        self.env.ref("beneficiary.ir_cron_staff_duties").sudo()._trigger()  # it tells everyone, in batches

    def _departments_missing_domain(self):
        """Return the domain of the departments that are not on the list of copies yet."""
        return Domain("company_id", "in", [self.company_id.id, False]) & Domain(
            "beneficiary_distribution_ids", "not any", [("policy_id", "=", self.id)]
        )

    def _open_distribution(self, departments):
        """Put ``departments`` on the list of copies. Called in ``sudo``."""
        return (
            self.env["beneficiary.policy.distribution"]
            .sudo()
            .with_context(**SILENT)
            .create([{"policy_id": self.id, "department_id": department.id} for department in departments])
        )

    def _close_superseded_copies(self):
        lines = self.env["beneficiary.policy.distribution"].sudo().with_context(**SILENT)
        lines.search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "pending"),
                ("policy_id.state", "=", "superseded"),
            ]
        ).write({"state": "closed"})

    # ----------------------------------------------------------------- buttons
    def action_view_acknowledgements(self):
        """Open who has signed these policies and who has not."""
        self._check_role(*KEEPERS, "beneficiary.group_management")
        return self._staff_action("beneficiary.beneficiary_policy_acknowledgement_action")

    def action_view_distribution(self):
        """Open the list of copies for the departments."""
        self._check_role(*KEEPERS, "beneficiary.group_management")
        return self._staff_action("beneficiary.beneficiary_policy_distribution_action")

    @api.readonly
    def action_my_acknowledgement(self):
        """Open the user's own acknowledgement of this policy, to read and sign it."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "beneficiary.beneficiary_policy_acknowledgement_action_my"
        )
        own = self.env["beneficiary.policy.acknowledgement"].search(
            [("policy_id", "=", self.id), ("user_id", "=", self.env.uid)], limit=1
        )
        return action | ({"views": [(False, "form")], "res_id": own.id} if own else {})

    def _staff_action(self, xmlid):
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id(xmlid) | {
            "domain": [("policy_id", "in", self.ids)],
            "context": {"default_policy_id": self.id if len(self) == 1 else False, "hide_policy": len(self) == 1},
        }
