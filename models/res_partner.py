from odoo import api, fields, models
from odoo.exceptions import AccessError

# the record rules of contacts read these
MARKS = {"is_beneficiary", "beneficiary_branch_id"}


class ResPartner(models.Model):
    _inherit = "res.partner"

    beneficiary_ids = fields.One2many(
        "beneficiary.beneficiary", "partner_id", "Beneficiary files", groups="beneficiary.group_delegate"
    )
    is_beneficiary = fields.Boolean(
        readonly=True, copy=False, groups="base.group_user", help="Kept by the person's file."
    )
    beneficiary_branch_id = fields.Many2one(
        "beneficiary.branch",
        "Branch of the file",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
        help="Kept by the person's file, so that delegates see the contacts of their own branches only.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._refuse_marks(name for name in MARKS if vals.get(name))
                vals.update(dict.fromkeys(MARKS, False))  # nor may a default set them
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_marks(MARKS & vals.keys())
        result = super().write(vals)
        files = self.env["beneficiary.beneficiary"]
        if files._signed_fields() & vals.keys() & self._fields.keys():
            # the contact is changed in many places; what was signed about the person is void in all of them
            files.sudo().with_context(active_test=False).search(
                [("partner_id", "in", self.ids)]
            )._signed_content_changed()
        return result

    def _can_be_edited_by_current_customer(self, **kwargs):
        # the contact behind a file is corrected through the file, where an officer decides
        if self.sudo().is_beneficiary and not self.env.user._is_internal():
            return False
        return super()._can_be_edited_by_current_customer(**kwargs)

    def _refuse_marks(self, names):
        for name in names:
            raise AccessError(
                self.env._(
                    "“%(field)s” of a contact is kept by the person's file.",
                    field=self._fields[name]._description_string(self.env),
                )
            )
