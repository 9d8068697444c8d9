from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CriterionGroup(models.Model):
    """Criteria of a programme that are taken together: all of them, or any one of them."""

    _name = "beneficiary.criterion.group"
    _description = "Group of Criteria"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "program_id, sequence, id"

    name = fields.Char("Group", required=True, translate=True)
    sequence = fields.Integer(default=10)
    program_id = fields.Many2one("beneficiary.program", "Programme", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="program_id.company_id", store=True, precompute=True, index=True)
    mode = fields.Selection([("all", "All of"), ("any", "Any of")], "Needed", required=True, default="any")
    criterion_ids = fields.One2many("beneficiary.criterion", "group_id", "Criteria")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"program_id"}

    def write(self, vals):
        result = super().write(vals)
        if "mode" in vals:
            self.criterion_ids._make_versions()
        return result

    @api.constrains("criterion_ids")
    def _check_one_level(self):
        for group in self:
            if len(set(group.criterion_ids.mapped("level"))) > 1:
                raise ValidationError(
                    self.env._(
                        "The criteria of the group “%(name)s” are asked of different sides. Make a group for what is "
                        "asked of each applicant and another for what is asked of the programme.",
                        name=group.name,
                    )
                )
