from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class Review(models.Model):
    """That a policy was reviewed, by whom, and whether it is kept or amended (R-03). It never changes."""

    _name = "beneficiary.policy.review"
    _description = "Policy Review"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    policy_id = fields.Many2one("beneficiary.policy", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="policy_id.company_id", store=True, precompute=True, index=True)
    date = fields.Date("Reviewed on", required=True, default=lambda self: self.env.company.sudo()._beneficiary_today())
    user_id = fields.Many2one(
        "res.users", "Reviewed by", required=True, readonly=True, default=lambda self: self.env.user
    )
    outcome = fields.Selection(
        [("keep", "Keep as it is"), ("amend", "Amend: a new version follows")], required=True, default="keep"
    )
    note = fields.Text("Findings", required=True)
    next_review_date = fields.Date(
        "Next review",
        required=True,
        default=lambda self: self.env.company.sudo()._beneficiary_today() + relativedelta(years=1),
    )

    _policy_recent = models.Index("(policy_id, date DESC, id DESC)")

    def _is_frozen(self):
        return bool(self.id)

    def _frozen_message(self):
        return self.env._("A review that is recorded cannot be changed. Record another one.")

    @api.depends("policy_id", "date")
    def _compute_display_name(self):
        for review in self:
            review.display_name = f"{review.policy_id.name} – {review.date}"

    @api.constrains("date", "next_review_date")
    def _check_dates(self):
        for review in self:
            if review.date > review.company_id.sudo()._beneficiary_today():
                raise ValidationError(self.env._("“Reviewed on” lies in the future. Enter the day of the review."))
            if review.next_review_date <= review.date:
                raise ValidationError(self.env._("“Next review” must be later than the review itself."))

    @api.model_create_multi
    def create(self, vals_list):
        self._check_role("beneficiary.group_manager")
        reviews = super().create(vals_list)
        for review in reviews:
            review._check_policy()
            review.policy_id._reviewed(review)
        return reviews

    def _check_policy(self):
        if self.policy_id.state not in ("approved", "in_force"):
            raise UserError(
                self.env._("“%(name)s” is not in force. Review the version that is.", name=self.policy_id.display_name)
            )
