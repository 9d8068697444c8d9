from odoo import api, fields, models
from odoo.exceptions import UserError


class BeneficiaryProfile(models.Model):
    """Qualifications and experience on the file, and what of them is verified, as criteria compare it (R-60)."""

    _inherit = "beneficiary.beneficiary"

    qualification_ids = fields.One2many("beneficiary.qualification", "beneficiary_id", "Qualifications")
    experience_ids = fields.One2many("beneficiary.experience", "beneficiary_id")
    qualification_level_id = fields.Many2one(
        "beneficiary.qualification.level",
        "Highest verified qualification",
        compute="_compute_qualification",
        store=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    qualification_rank = fields.Integer(
        "Rank of the highest verified qualification", compute="_compute_qualification", store=True
    )
    experience_months = fields.Integer("Verified experience (months)", compute="_compute_experience_months", store=True)

    @api.depends("qualification_ids.state", "qualification_ids.level_id.rank")
    def _compute_qualification(self):
        for beneficiary in self:
            verified = beneficiary.qualification_ids.filtered(lambda q: q.state == "verified")
            level = verified.level_id.sorted("rank")[-1:]
            beneficiary.qualification_level_id = level
            beneficiary.qualification_rank = level.rank

    @api.depends("experience_ids.state", "experience_ids.date_from", "experience_ids.counted_to")
    def _compute_experience_months(self):
        for beneficiary in self:
            verified = beneficiary.experience_ids.filtered(lambda e: e.state == "verified")
            periods = [(experience.date_from, experience.counted_to) for experience in verified]
            beneficiary.experience_months = verified._full_months(periods)

    def _check_not_about_oneself(self):
        """Raise where the user decides about his own file.

        :raise UserError: naming whom to ask
        """
        if not self.env.su and self.env.user.partner_id in self.sudo().partner_id:
            raise UserError(self.env._("This is your own file. Ask a colleague to decide about it."))
