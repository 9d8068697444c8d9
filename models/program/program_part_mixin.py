from odoo import fields, models


class ProgramPartMixin(models.AbstractModel):
    """What a programme offers at a place and time: of the whole association, or of a branch of its own."""

    _name = "beneficiary.program.part.mixin"
    _description = "Offered by a programme"
    _inherit = ["beneficiary.guarded.mixin"]

    program_id = fields.Many2one(
        "beneficiary.program", "Programme", required=True, index=True, check_company=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="program_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(
        "beneficiary.branch",
        check_company=True,
        index="btree_not_null",
        default=lambda self: self.env.user._beneficiary_default_branch(),
        help="Leave empty for the whole association.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"program_id"}
