from odoo import api, fields, models

from ...tools import identity

RELATIONS = [
    ("spouse", "Spouse"),
    ("son", "Son"),
    ("daughter", "Daughter"),
    ("father", "Father"),
    ("mother", "Mother"),
    ("sibling", "Sibling"),
    ("grandchild", "Grandchild"),
    ("other", "Other"),
]


class FamilyMember(models.Model):
    """A person of the beneficiary's household (R-14)."""

    _name = "beneficiary.family.member"
    _description = "Family Member"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "birth_date, id"

    beneficiary_id = fields.Many2one("beneficiary.beneficiary", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="beneficiary_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    name = fields.Char(required=True)
    relation = fields.Selection(RELATIONS, required=True)
    birth_date = fields.Date()
    national_id = fields.Char("ID / Iqama number", groups="beneficiary.group_delegate,beneficiary.group_researcher")
    is_breadwinner = fields.Boolean("Breadwinner")
    is_studying = fields.Boolean("Student")
    note = fields.Char()

    def _set_once_fields(self):
        return super()._set_once_fields() | {"beneficiary_id"}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._clean_identity(vals)
        members = super().create(vals_list)
        members.beneficiary_id._signed_content_changed()
        return members

    def write(self, vals):
        vals = dict(vals)
        self._clean_identity(vals)
        before = self.beneficiary_id
        result = super().write(vals)
        (before | self.beneficiary_id)._signed_content_changed()
        return result

    def unlink(self):
        beneficiaries = self.beneficiary_id
        result = super().unlink()
        beneficiaries._signed_content_changed()
        return result

    @staticmethod
    def _clean_identity(vals):
        if vals.get("national_id"):
            vals["national_id"] = identity.clean(vals["national_id"])

    @api.constrains("national_id")
    def _check_national_id(self):
        for member in self.filtered("national_id"):
            self.env["beneficiary.beneficiary"]._check_identity_number(member.national_id, None, member.name)
