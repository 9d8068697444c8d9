from odoo import models
from odoo.exceptions import AccessError

from ..models.acknowledgement.acknowledgement import READERS


class AcknowledgementRegister(models.AbstractModel):
    """Who of the staff has signed a policy and when, who has not, and which departments have a copy (R-86)."""

    _name = "report.beneficiary.report_acknowledgement_register"
    _description = "Register of acknowledgements"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.policy"

    def _get_report_values(self, docids, data=None):
        # every employee reads the policy; who signed it is for those who keep the staff's duties
        if not (self.env.su or self.env.user.has_groups(READERS)):
            raise AccessError(self.env._("The register is printed by the HR officer, the manager and top management."))
        return super()._get_report_values(docids, data=data)

    def _title(self, doc):
        return self.env._("Register of acknowledgements")

    def _facts(self, policy):
        """Return what the register is about and how far it is, as pairs of label and text."""
        return [
            (self.env._("Policy"), policy.name),
            (self.env._("Version"), str(policy.version)),
            (self.env._("In force since"), self._date(policy.date_in_force)),
            (self.env._("Signed of those who have to"), f"{policy.acknowledgement_rate:.0f}%"),
            (self.env._("Signed"), str(policy.acknowledgement_signed)),
            (self.env._("To sign"), str(policy.acknowledgement_pending)),
            (self.env._("Exempted"), str(policy.acknowledgement_exempted)),
            (self.env._("Copies handed over"), f"{policy.distribution_handed} / {policy.distribution_count}"),
        ]

    def _by_state(self, policy, state):
        """Return the acknowledgements of one state, by department and name."""
        return (
            self.env["beneficiary.policy.acknowledgement"]
            .search([("policy_id", "=", policy.id), ("state", "=", state)])
            .sorted(lambda a: (a.department_id.name or "", a.employee_id.display_name or "", a.id))
        )

    def _copies(self, policy):
        """Return the copies for the departments, those that are not needed any more left out."""
        return policy.distribution_ids.filtered(lambda line: line.state != "closed").sorted(
            lambda line: (line.department_id.name or "", line.id)
        )

    def _signature(self, record):
        return record.with_context(bin_size=False).signature
