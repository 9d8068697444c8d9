from odoo import api, fields, models
from odoo.fields import Command


class CommitteeMember(models.Model):
    """A member of a committee and the part he plays in it."""

    _name = "beneficiary.committee.member"
    _description = "Committee Member"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "committee_id, role, id"
    _rec_name = "user_id"
    _check_company_auto = True

    committee_id = fields.Many2one("beneficiary.committee", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="committee_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        "Member",
        required=True,
        index=True,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    role = fields.Selection(
        [("chair", "Chair"), ("secretary", "Secretary"), ("member", "Member")], required=True, default="member"
    )
    active = fields.Boolean(default=True)

    _user_uniq = models.UniqueIndex(
        "(committee_id, user_id) WHERE active IS TRUE", "This person is already a member of the committee."
    )
    _one_chair = models.UniqueIndex(
        "(committee_id) WHERE role = 'chair' AND active IS TRUE",
        "A committee has one chair. Change the other one first.",
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"committee_id"}

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._grant_role()
        self.env.registry.clear_cache()  # record rules cache the committees of a user
        return members

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            self._grant_role()
        self.env.registry.clear_cache()
        return result

    def _grant_role(self):
        """Give the members the role that lets them read the agenda and vote; the manager who adds them decides."""
        group = self.env.ref("beneficiary.group_committee_member").sudo()
        newcomers = self.sudo().user_id.filtered(lambda u: group not in u.all_group_ids)
        if newcomers:
            newcomers.write({"group_ids": [Command.link(group.id)]})

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
