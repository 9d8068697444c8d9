from odoo import fields, models


class HrDepartment(models.Model):
    _inherit = "hr.department"

    beneficiary_distribution_ids = fields.One2many(
        "beneficiary.policy.distribution", "department_id", "Copies of the policy", groups="hr.group_hr_user"
    )
