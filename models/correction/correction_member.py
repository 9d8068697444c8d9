from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list

from ..registry.beneficiary import IDENTITY
from ..registry.family_member import RELATIONS


class CorrectionMember(models.Model):
    """What a person asks to have changed in the household: somebody more, somebody less, or something about one."""

    _name = "beneficiary.correction.member"
    _description = "Corrected household member"
    _inherit = ["beneficiary.correction.part.mixin"]

    action = fields.Selection(
        [("add", "Add"), ("change", "Change"), ("remove", "Remove")], required=True, readonly=True
    )
    member_id = fields.Many2one("beneficiary.family.member", readonly=True, index="btree_not_null", ondelete="set null")
    name = fields.Char(readonly=True)
    relation = fields.Selection(RELATIONS, readonly=True)
    birth_date = fields.Date(readonly=True)
    national_id = fields.Char("ID / Iqama number", readonly=True, groups=IDENTITY)

    def _frozen_except(self):
        return super()._frozen_except() | {"member_id"}

    @api.model
    def _words(self, member):
        """Return what the file says of a household member in one line, without the ID number."""
        relation = dict(member._fields["relation"]._description_selection(self.env))[member.relation]
        parts = [member.name, relation, fields.Date.to_string(member.birth_date) if member.birth_date else ""]
        return format_list(self.env, [part for part in parts if part], style="unit")

    def _apply(self):
        """Write the proposals into the household of the file.

        :raise UserError: when the member is not in the household any more
        """
        for proposal in self:
            household = proposal.correction_id.beneficiary_id.family_member_ids
            member = proposal.member_id & household
            if proposal.action == "add":
                household.create(proposal._member_vals() | {"beneficiary_id": proposal.correction_id.beneficiary_id.id})
            elif not member:
                raise UserError(
                    self.env._("“%(who)s” is not in the household any more. Untick the line.", who=proposal.old_value)
                )
            elif proposal.action == "change":
                member.write(proposal._member_vals())
            else:
                member.unlink()

    def _member_vals(self):
        vals = {"name": self.name, "relation": self.relation, "birth_date": self.birth_date}
        # it is shown in part only, so an empty one means: as it was
        return vals | ({"national_id": self.national_id} if self.national_id else {})
