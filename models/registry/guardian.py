from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class Guardian(models.Model):
    """Who acts for a person who cannot act alone: for a minor, or a dependent adult.

    The guardian has a file of his own. Once an officer has seen the deed, he files, signs and follows requests for the
    ward on the portal as for himself, until the guardianship ends.
    """

    _name = "beneficiary.guardian"
    _description = "Guardianship"
    _inherit = ["beneficiary.guarded.mixin", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", "Ward", required=True, index=True, check_company=True, ondelete="cascade"
    )
    guardian_id = fields.Many2one(
        "beneficiary.beneficiary", required=True, index=True, check_company=True, ondelete="restrict", tracking=True
    )
    company_id = fields.Many2one(related="beneficiary_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    relation = fields.Selection(
        [
            ("parent", "Parent"),
            ("sibling", "Sibling"),
            ("spouse", "Spouse"),
            ("child", "Son or daughter"),
            ("relative", "Other relative"),
            ("court", "Appointed by a court"),
            ("attorney", "By power of attorney"),
        ],
        required=True,
        default="parent",
        tracking=True,
    )
    deed_number = fields.Char("Number of the deed", help="Family card, court decision or power of attorney.")
    date_from = fields.Date("From", required=True, default=fields.Date.context_today)
    date_to = fields.Date("Until", help="Empty: until it is ended.", tracking=True)
    state = fields.Selection(
        [("pending", "To verify"), ("verified", "Deed verified"), ("ended", "Ended")],
        default="pending",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    verified_by = fields.Many2one("res.users", readonly=True, copy=False)
    verified_on = fields.Datetime(readonly=True, copy=False)
    end_reason = fields.Char(readonly=True, copy=False)

    _not_oneself = models.Constraint(
        "CHECK (beneficiary_id != guardian_id)", "Nobody is his own guardian. Choose the file of somebody else."
    )
    _dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "“Until” lies before “From”. Correct one of them."
    )
    _acting = models.Index("(guardian_id) WHERE state = 'verified'")
    _pending = models.Index("(company_id) WHERE state = 'pending'")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"beneficiary_id", "guardian_id"}

    @api.depends("guardian_id", "beneficiary_id")
    def _compute_display_name(self):
        for guardian in self:
            guardian.display_name = self.env._(
                "%(guardian)s for %(ward)s", guardian=guardian.guardian_id.name, ward=guardian.beneficiary_id.name
            )

    @api.model_create_multi
    def create(self, vals_list):
        # whoever names a file here reads it
        files = {vals[name] for vals in vals_list for name in ("beneficiary_id", "guardian_id") if vals.get(name)}
        self.env["beneficiary.beneficiary"].browse(files).check_access("read")
        return super().create(vals_list)

    def write(self, vals):
        if {"relation", "deed_number", "date_from"} & vals.keys():
            self._check_state("pending")
        return super().write(vals)

    @api.constrains("guardian_id", "beneficiary_id")
    def _check_merged(self):
        for guardian in self:
            if (guardian.guardian_id | guardian.beneficiary_id).sudo().merged_into_id:
                raise ValidationError(self.env._("One of the files was merged into another one. Choose that one."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_verified(self):
        if self.filtered("verified_on"):
            raise UserError(self.env._("A guardianship that was verified is ended, not deleted."))

    def action_verify(self):
        """Confirm that the deed was seen: from now on the guardian acts for the ward.

        :raise UserError: without the number of the deed, or when the guardian's own file is not confirmed
        """
        self._check_role("beneficiary.group_officer")
        self._check_state("pending")
        for guardian in self:
            if not (guardian.deed_number or "").strip():
                raise UserError(self.env._("Write the number of the deed that you have seen."))
            if not (guardian.guardian_id.is_confirmed and guardian.beneficiary_id.is_confirmed):
                raise UserError(self.env._("Confirm first who both of them are, on their files."))
        return self._guarded_write(
            {"state": "verified", "verified_by": self.env.uid, "verified_on": fields.Datetime.now()}
        )

    def action_end(self, reason=None):
        """End guardianships: from now on the guardian sees nothing of the ward.

        :param str reason: why, such as the ward having come of age
        """
        self._check_role("beneficiary.group_officer")
        self._check_state("pending", "verified")
        result = self._guarded_write({"state": "ended", "end_reason": reason or False})
        self.env["beneficiary.notice"].sudo()._fail_ended()
        return result

    @api.model
    def _acting_domain(self, files):
        """Return the domain of the guardianships by which the persons of ``files`` act today."""
        return Domain("guardian_id", "in", files.ids) & self._in_force_domain()

    @api.model
    def _acting_for_domain(self, wards):
        """Return the domain of the guardianships by which somebody acts today for the persons of ``wards``."""
        return Domain("beneficiary_id", "in", wards.ids) & self._in_force_domain()

    @api.model
    def _in_force_domain(self):
        """Return the domain of the guardianships that hold today."""
        today = fields.Date.context_today(self)
        return (
            Domain("state", "=", "verified")
            & Domain("date_from", "<=", today)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", today))
        )
