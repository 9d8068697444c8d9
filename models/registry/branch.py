from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.i18n import format_list


class Branch(models.Model):
    """A branch office and the delegates who work for it (R-30). Delegates see their own branches only."""

    _name = "beneficiary.branch"
    _description = "Branch"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "company_id, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    manager_id = fields.Many2one(
        "res.users", check_company=True, domain="[('share', '=', False), ('company_ids', 'in', company_id)]"
    )
    delegate_ids = fields.Many2many(
        "res.users",
        "beneficiary_branch_delegate_rel",
        "branch_id",
        "user_id",
        string="Delegates",
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    active = fields.Boolean(default=True)

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    @api.constrains("delegate_ids")
    def _check_delegates(self):
        for branch in self:
            outsiders = branch.sudo().delegate_ids.filtered("share")
            if outsiders:
                raise ValidationError(
                    self.env._(
                        "Delegates are staff; these are not: %(names)s.",
                        names=format_list(self.env, outsiders.mapped("name"), style="unit"),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        branches = super().create(vals_list)
        self.env.registry.clear_cache()  # record rules cache the branches of a user
        return branches

    def write(self, vals):
        before = {branch: branch.sudo().delegate_ids for branch in self} if "delegate_ids" in vals else {}
        result = super().write(vals)
        if {"delegate_ids", "active"} & vals.keys():
            self.env.registry.clear_cache()
        for branch, users in before.items():
            branch._forget_delegates(users - branch.sudo().delegate_ids)
        return result

    def _delegated_models(self):
        """Return the names of the models whose records delegates of a branch follow."""
        return [
            "beneficiary.request",
            "beneficiary.beneficiary",
            "beneficiary.referral",
            "beneficiary.agreement",
            "crm.lead",
        ]

    def _forget_delegates(self, users):
        """Stop telling people who no longer represent these branches about their cases."""
        users = users.filtered(lambda u: not u.has_group("beneficiary.group_officer"))
        for model in self._delegated_models() if users else ():
            cases = self.env[model].sudo().with_context(active_test=False)._search([("branch_id", "in", self.ids)])
            self.env["mail.followers"].sudo().search(
                [("partner_id", "in", users.partner_id.ids), ("res_model", "=", model), ("res_id", "in", cases)]
            ).unlink()
