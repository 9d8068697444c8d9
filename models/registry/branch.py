from odoo import api, fields, models


class Branch(models.Model):
    """A branch office and the delegates who work for it (R-30). Delegates see their own branches only."""

    _name = "beneficiary.branch"
    _description = "Branch"
    _order = "company_id, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    manager_id = fields.Many2one("res.users", domain="[('share', '=', False), ('company_ids', 'in', company_id)]")
    delegate_ids = fields.Many2many(
        "res.users",
        "beneficiary_branch_delegate_rel",
        "branch_id",
        "user_id",
        string="Delegates",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    active = fields.Boolean(default=True)

    @api.model_create_multi
    def create(self, vals_list):
        branches = super().create(vals_list)
        self.env.registry.clear_cache()  # record rules cache the branches of a user
        return branches

    def write(self, vals):
        result = super().write(vals)
        if {"delegate_ids", "active"} & vals.keys():
            self.env.registry.clear_cache()
        return result
