from odoo import api, fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    beneficiary_acknowledgement_ids = fields.One2many(
        "beneficiary.policy.acknowledgement",
        "employee_id",
        "Policy acknowledgements",
        readonly=True,
        groups="hr.group_hr_user",
    )

    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(vals_list)
        self.env["beneficiary.policy.acknowledgement"]._open_for_new_staff(employees)
        return employees

    def write(self, vals):
        result = super().write(vals)
        if {"active", "company_id"} & vals.keys():
            acknowledgements = self.env["beneficiary.policy.acknowledgement"]
            acknowledgements._close_for_leavers(self)
            acknowledgements._open_for_new_staff(self)
        return result

    def unlink(self):
        # what was signed keeps the person; what was not is no reason to
        acknowledgements = self.env["beneficiary.policy.acknowledgement"].sudo()
        acknowledgements.search([("employee_id", "in", self.ids), ("state", "!=", "signed")]).unlink()
        return super().unlink()
