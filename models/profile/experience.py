from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Experience(models.Model):
    """Work that a person has done, with its proof (R-60).

    Work that goes on counts up to the day on which it was verified: that is what the proof shows, and a number of
    months that grows by itself would be nobody's word.
    """

    _name = "beneficiary.experience"
    _description = "Experience"
    _inherit = ["beneficiary.claim.mixin"]
    _order = "beneficiary_id desc, date_from desc, id desc"
    _check_company_auto = True

    name = fields.Char("What", required=True, help="The post or the work.")
    organisation = fields.Char("Employer", required=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", help="Leave empty while the work goes on.")
    counted_to = fields.Date(
        "Counted to",
        compute="_compute_months",
        store=True,
        help="The end of the work; while it goes on, the day on which it was verified or written down.",
    )
    months = fields.Integer(compute="_compute_months", store=True, help="Full months.")
    attachment_ids = fields.Many2many(
        "ir.attachment", "beneficiary_experience_attachment_rel", string="Proof", copy=False
    )

    _to_verify = models.Index("(company_id, beneficiary_id DESC) WHERE state = 'claimed'")

    @api.model
    def _claimed_fields(self):
        return super()._claimed_fields() | {"name", "organisation", "date_from", "date_to"}

    @api.depends("date_from", "date_to", "verified_on")
    def _compute_months(self):
        today = fields.Date.context_today(self)
        for experience in self:
            known = fields.Date.to_date(experience.verified_on or experience.create_date) or today
            experience.counted_to = experience.date_to or known
            experience.months = self._full_months([(experience.date_from, experience.counted_to)])

    @api.depends("name", "organisation")
    def _compute_display_name(self):
        for experience in self:
            parts = (experience.name, experience.organisation)
            experience.display_name = " – ".join(filter(None, parts))

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        today = fields.Date.context_today(self)
        for experience in self:
            if experience.date_from > today or (experience.date_to and experience.date_to > today):
                raise ValidationError(
                    self.env._(
                        "“%(claim)s” lies in the future. Correct the dates, or leave “To” empty while it goes on.",
                        claim=experience.display_name,
                    )
                )
            if experience.date_to and experience.date_to < experience.date_from:
                raise ValidationError(
                    self.env._(
                        "“%(claim)s” ends before it begins. Correct “From” or “To”.", claim=experience.display_name
                    )
                )

    # --------------------------------------------------------------- counting
    @api.model
    def _full_months(self, periods):
        """Return the full months of several periods; months in which they overlap count once.

        :param list periods: pairs of the first and the last day
        """
        months = 0
        for first, last in self._joined(periods):
            length = relativedelta(last + relativedelta(days=1), first)
            months += 12 * length.years + length.months
        return months

    @api.model
    def _joined(self, periods):
        """Return periods that do not overlap, in order; those that touch are one."""
        joined = []
        for first, last in sorted((first, last) for first, last in periods if first and last and first <= last):
            if joined and first <= joined[-1][1] + relativedelta(days=1):
                joined[-1][1] = max(last, joined[-1][1])
            else:
                joined.append([first, last])
        return joined
