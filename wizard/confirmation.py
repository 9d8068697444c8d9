from odoo import api, fields, models
from odoo.exceptions import UserError


class Confirmation(models.TransientModel):
    """Says who a person is whose file was made on the website: somebody new, or somebody who has a file already."""

    _name = "beneficiary.confirmation"
    _description = "Confirm the identity"

    beneficiary_id = fields.Many2one("beneficiary.beneficiary", required=True, readonly=True)
    candidate_ids = fields.Many2many(related="beneficiary_id.duplicate_ids", string="Possible duplicates")
    hidden_count = fields.Integer(related="beneficiary_id.duplicate_hidden_count")
    answer = fields.Selection(
        [("new", "A new person"), ("known", "Has a file already")],
        compute="_compute_answer",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    target_id = fields.Many2one(
        "beneficiary.beneficiary",
        "File",
        compute="_compute_answer",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('id', '!=', beneficiary_id), ('is_confirmed', '=', True)]",
    )
    take_over = fields.Boolean(
        "Take over phone, e-mail and address",
        default=True,
        help="Write what the applicant gave now into the file that exists. Where it stays different, the declaration "
        "becomes void and the applicant signs again.",
    )

    @api.depends("beneficiary_id")
    def _compute_answer(self):
        for wizard in self:
            known = wizard.candidate_ids._origin.filtered("is_confirmed")
            wizard.answer = "known" if known else "new"
            wizard.target_id = known[:1]

    def action_confirm(self):
        """Confirm the file, or put everything that came with it into the file that the person has.

        :return: the action that opens the file
        :raise UserError: when the file is confirmed already, or the other file is missing
        """
        self.ensure_one()
        beneficiary = self.beneficiary_id
        beneficiary._check_role("beneficiary.group_officer")
        beneficiary.check_access("write")
        if beneficiary.is_confirmed:
            raise UserError(self.env._("%(name)s is confirmed already.", name=beneficiary.name))
        if self.answer == "new":
            beneficiary._confirm()
            return beneficiary.get_formview_action()
        return self._attach()

    def _attach(self):
        target = self.target_id
        if not target:
            raise UserError(self.env._("Choose the file that the person has already."))
        target.check_access("write")
        if not target.is_confirmed or target.company_id != self.beneficiary_id.company_id:
            raise UserError(self.env._("Choose a file of the association whose person is confirmed."))
        if self.take_over:
            target.write(self._given_contact())
        if target.family_member_ids:  # the household that is known stays
            self.beneficiary_id.sudo().family_member_ids.unlink()
        merge = self.env["beneficiary.merge"].sudo()
        merge.create({"beneficiary_ids": (self.beneficiary_id | target).ids, "target_id": target.id}).action_merge()
        return target.get_formview_action()

    def _given_contact(self):
        """Return what the applicant gave about how he is reached."""
        given = self.beneficiary_id
        return {name: given[name] for name in ("phone", "email", "street", "city", "agreed_medium") if given[name]}
