from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .acknowledgement import READERS


class Exemption(models.Model):
    """A group of staff who have a special policy of their own and so do not sign the association's (R-05)."""

    _name = "beneficiary.policy.exemption"
    _description = "Staff Exempted from the Policy"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "id"
    _rec_name = "reason"
    _check_company_auto = True

    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    department_id = fields.Many2one("hr.department", check_company=True, help="With the departments below it.")
    job_id = fields.Many2one("hr.job", "Job position", check_company=True)
    employee_type = fields.Selection(
        selection=lambda self: self.env["hr.version"]._fields["employee_type"].selection, groups=READERS
    )
    reason = fields.Char(required=True, help="Which special policy they have; stands in the register.")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    @api.constrains("department_id", "job_id", "employee_type", "reason")
    def _check_group(self):
        for exemption in self.sudo():
            if not (exemption.department_id or exemption.job_id or exemption.employee_type):
                raise ValidationError(
                    self.env._(
                        "“%(reason)s” would exempt everyone. Choose a department, a job position or an employee type.",
                        reason=exemption.reason,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        exemptions = super().create(vals_list)
        exemptions._apply()
        return exemptions

    def write(self, vals):
        result = super().write(vals)
        self._apply()
        return result

    def _apply(self):
        """Exempt whoever belongs to the groups and has not signed the policy in force yet."""
        for company in self.filtered("active").company_id.sudo():
            pending = (
                self.env["beneficiary.policy.acknowledgement"]
                .sudo()
                .search([("policy_id", "=", company.beneficiary_policy_id.id), ("state", "=", "pending")])
            )
            reasons = self._reasons(company, pending.employee_id)
            for (reason, user_id), group in pending.grouped(
                lambda a, reasons=reasons: tuple(
                    reasons.get(a.employee_id, {}).get(name) for name in ("exempt_reason", "exempted_by")
                )
            ).items():
                if reason:
                    group._exempt(reason, self.env["res.users"].browse(user_id))

    @api.model
    def _reasons(self, company, employees):
        """Return what exempts ``employees`` because of their group.

        :return: ``hr.employee`` → values of the acknowledgement; those who have to sign are not in it
        :rtype: dict
        """
        groups = self.sudo().search([("company_id", "=", company.id)])
        reasons = {}
        for employee in employees.sudo() if groups else ():
            group = next((g for g in groups if g._concerns(employee)), None)
            if group:
                reasons[employee] = {
                    "state": "exempted",
                    "exempt_reason": group.reason,
                    "exempted_by": group.write_uid.id,
                }
        return reasons

    def _concerns(self, employee):
        """Tell whether one employee belongs to this group. Nobody exempts himself."""
        version = employee.current_version_id
        if employee.user_id and employee.user_id in (self.create_uid | self.write_uid):
            return False
        if self.employee_type and self.employee_type != version.employee_type:
            return False
        if self.job_id and self.job_id != version.job_id:
            return False
        path = (version.department_id.parent_path or "").split("/")
        return not self.department_id or str(self.department_id.id) in path
