from odoo import api, fields, models
from odoo.exceptions import UserError

INVESTIGATORS = ("beneficiary.group_officer", "beneficiary.group_committee_member")


class ComplaintPart(models.AbstractModel):
    """What hangs on a complaint and is as confidential: evidence, hearings, rulings, settlements (R-73…R-75).

    A model that inherits it has a global record rule ``complaint_id.barred_user_ids not in user``: who is accused or
    withdrew sees nothing of it.
    """

    _name = "beneficiary.complaint.part.mixin"
    _description = "Part of a complaint"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.viewed.mixin"]
    _check_company_auto = True

    complaint_id = fields.Many2one(
        "beneficiary.complaint", required=True, index=True, check_company=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="complaint_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="complaint_id.branch_id", store=True, precompute=True, index="btree_not_null")
    committee_id = fields.Many2one(
        related="complaint_id.committee_id", store=True, precompute=True, index="btree_not_null"
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"complaint_id"}

    @api.model_create_multi
    def create(self, vals_list):
        # a part shows what it belongs to, so it may only name a complaint that the user sees
        named = {vals["complaint_id"] for vals in vals_list if vals.get("complaint_id")}
        self.env["beneficiary.complaint"].browse(named).check_access("read")
        parts = super().create(vals_list)
        parts.complaint_id.check_access("read")
        parts._check_complaint_open()
        parts._own_attachments()
        return parts

    @api.model
    def _open_complaint_states(self):
        """Return the states of a complaint in which such a part may be added."""
        return ("new", "acknowledged", "amicable", "investigation")

    def _check_complaint_open(self):
        self.sudo().complaint_id._check_state(*self._open_complaint_states())

    def _files(self):
        """Return the uploaded files that are part of these records."""
        return self.env["ir.attachment"]

    def _frozen_files(self):
        return super()._frozen_files() | self._files()

    def _own_attachments(self):
        """Make freshly uploaded files belong to their record, so that they are read by whoever reads that one."""
        for part in self:
            part._files().sudo().filtered(lambda a: not a.res_id and a.create_uid == self.env.user).write(
                {"res_model": self._name, "res_id": part.id}
            )

    def _number(self, vals_list):
        """Give new records the numbers of their associations' sequences, one query for each association."""
        complaints, by_company = self.env["beneficiary.complaint"].sudo(), {}
        for vals in vals_list:
            complaint_id = vals.get("complaint_id") or self.env.context.get("default_complaint_id")
            company = complaints.browse(complaint_id).company_id or self.env.company
            by_company.setdefault(company.id, []).append(vals)
        for company_id, group in by_company.items():
            numbers = self.env["ir.sequence"]._beneficiary_next(self._name, company_id, len(group))
            for vals, number in zip(group, numbers, strict=True):
                vals["name"] = number

    def _check_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason: the file needs it."))
