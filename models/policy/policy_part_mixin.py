from odoo import api, fields, models


class PolicyPartMixin(models.AbstractModel):
    """A part of a policy: it changes only while the policy itself is a draft."""

    _name = "beneficiary.policy.part.mixin"
    _description = "Part of a policy"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    policy_id = fields.Many2one("beneficiary.policy", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_not_frozen()
        return parts

    def write(self, vals):
        result = super().write(vals)
        if "policy_id" in vals:  # nor may the superuser move a part into a policy that is final
            self._check_not_frozen()
        return result

    def _set_once_fields(self):
        return super()._set_once_fields() | {"policy_id"}

    def _is_frozen(self):
        return self.policy_id._is_frozen()

    def _frozen_message(self):
        return self.policy_id._frozen_message()
