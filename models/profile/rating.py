from odoo import api, fields, models
from odoo.exceptions import ValidationError


class VolunteerRating(models.Model):
    """What another entity says of a volunteer's work, and who of the association has read it (R-61)."""

    _name = "beneficiary.volunteer.rating"
    _description = "Volunteer Rating"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.files.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", "Volunteer", required=True, index=True, check_company=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="beneficiary_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    entity = fields.Char(required=True, help="The association or body that says it.")
    date = fields.Date(required=True, default=fields.Date.context_today)
    score = fields.Selection(
        [("1", "1 – poor"), ("2", "2"), ("3", "3 – good"), ("4", "4"), ("5", "5 – excellent")], required=True
    )
    score_value = fields.Integer("Score (number)", compute="_compute_score_value", store=True, aggregator="avg")
    text = fields.Text("What it says")
    attachment_ids = fields.Many2many(
        "ir.attachment", "beneficiary_volunteer_rating_attachment_rel", string="File", copy=False
    )
    reviewed_by = fields.Many2one("res.users", readonly=True, copy=False)
    reviewed_on = fields.Datetime(readonly=True, copy=False)

    _company_recent = models.Index("(company_id, date DESC, id DESC)")
    _to_review = models.Index("(beneficiary_id) WHERE reviewed_on IS NULL")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"beneficiary_id"}

    @api.depends("score")
    def _compute_score_value(self):
        for rating in self:
            rating.score_value = int(rating.score or 0)

    @api.depends("entity", "beneficiary_id")
    def _compute_display_name(self):
        for rating in self:
            parts = (rating.entity, rating.beneficiary_id.name)
            rating.display_name = " – ".join(filter(None, parts))

    @api.constrains("date")
    def _check_date(self):
        today = fields.Date.context_today(self)
        for rating in self:
            if rating.date > today:
                raise ValidationError(
                    self.env._("“Date” of the rating by %(entity)s lies in the future.", entity=rating.entity)
                )

    # ------------------------------------------------------------------ frozen
    def _is_frozen(self):
        return bool(self.reviewed_on)

    def _frozen_except(self):
        return super()._frozen_except() | {"beneficiary_id", "branch_id", "company_id"}

    def _frozen_files(self):
        return self.attachment_ids

    def _frozen_message(self):
        return self.env._("This rating was reviewed and cannot be changed. Write down a new one.")

    # ----------------------------------------------------------------- actions
    def action_review(self):
        """Record that the ratings were read and weighed.

        :raise UserError: for ratings about oneself
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self.beneficiary_id._check_not_about_oneself()
        new = self.filtered(lambda rating: not rating.reviewed_on)
        return new._guarded_write({"reviewed_by": self.env.uid, "reviewed_on": fields.Datetime.now()})
