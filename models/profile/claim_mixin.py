from odoo import api, fields, models
from odoo.exceptions import UserError


class ClaimMixin(models.AbstractModel):
    """Something that a person says of himself, with a proof, until an officer has compared both (R-60).

    What is changed after it was verified or rejected is a claim again. A model that inherits it declares
    ``attachment_ids`` and says in :meth:`_claimed_fields` what the proof shows.
    """

    _name = "beneficiary.claim.mixin"
    _description = "Claim with a proof"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.files.mixin"]

    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", required=True, index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(related="beneficiary_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    state = fields.Selection(
        [("claimed", "Claimed"), ("verified", "Verified"), ("rejected", "Rejected")],
        "Status",
        default="claimed",
        required=True,
        readonly=True,
        copy=False,
    )
    origin = fields.Selection(
        [("staff", "Staff"), ("portal", "The person, on the website")],
        default="staff",
        required=True,
        readonly=True,
        copy=False,
    )
    verified_by = fields.Many2one("res.users", readonly=True, copy=False)
    verified_on = fields.Datetime(readonly=True, copy=False)
    reject_reason = fields.Char(copy=False, help="What is wrong with it. The person reads it on his page.")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"beneficiary_id"}

    @api.model
    def _claimed_fields(self):
        """Return the names of the fields that the proof shows; a change of one must be verified again."""
        return {"attachment_ids"}

    def _claim_label(self):
        """Return how people name this one claim."""
        return self.display_name

    # ------------------------------------------------------------------- CRUD
    def write(self, vals):
        result = super().write(vals)
        if self._claimed_fields() & vals.keys():
            self._claim_again()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_verified(self):
        for claim in self:
            if claim.state == "verified" and not self.env.su:
                raise UserError(
                    self.env._(
                        "“%(claim)s” is verified and cannot be deleted. Reject it with a reason, if it was wrong.",
                        claim=claim._claim_label(),
                    )
                )

    def _files_changed(self):
        super()._files_changed()
        self._claim_again()

    def _claim_again(self):
        """Let what was decided be looked at again, for it or its proof is not the same any more."""
        self.sudo().filtered(lambda claim: claim.state != "claimed").write(
            {"state": "claimed", "verified_by": False, "verified_on": False, "reject_reason": False}
        )

    # ---------------------------------------------------------------- actions
    def action_verify(self):
        """Confirm that the claim was compared with its proof (R-60).

        :raise UserError: without a proof, or for a claim about oneself
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self.beneficiary_id._check_not_about_oneself()
        for claim in self:
            claim._check_can_verify()
        return self._guarded_write(
            {
                "state": "verified",
                "verified_by": self.env.uid,
                "verified_on": fields.Datetime.now(),
                "reject_reason": False,
            }
        )

    def _check_can_verify(self):
        if not self.attachment_ids:
            raise UserError(self.env._("Add the proof of “%(claim)s” before you verify it.", claim=self._claim_label()))

    def action_reject(self, reason=None):
        """Reject a claim that its proof does not show.

        :param str reason: what is wrong with it; may stand in ``reject_reason`` instead
        :raise UserError: without a reason, or for a claim about oneself
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self.beneficiary_id._check_not_about_oneself()
        for claim in self:
            if not (reason or claim.reject_reason or "").strip():
                raise UserError(
                    self.env._(
                        "Write under “Reject Reason” what is wrong with “%(claim)s”.", claim=claim._claim_label()
                    )
                )
        vals = {"state": "rejected", "verified_by": self.env.uid, "verified_on": fields.Datetime.now()}
        return self._guarded_write(vals | ({"reject_reason": reason} if reason else {}))
