from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools import identity

READERS = "beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_management"


class BeneficiaryVolunteer(models.Model):
    """The person as a volunteer: number of the platform, abilities, hours, ratings, review of the record (R-61)."""

    _inherit = "beneficiary.beneficiary"

    volunteer_platform_number = fields.Char(
        "Volunteering platform number",
        copy=False,
        help="The number under which the person is registered on the national volunteering platform.",
    )
    volunteer_platform_verified_by = fields.Many2one("res.users", "Platform looked up by", readonly=True, copy=False)
    volunteer_platform_verified_on = fields.Datetime("Platform looked up on", readonly=True, copy=False)
    ability_ids = fields.Many2many(
        "beneficiary.ability", "beneficiary_beneficiary_ability_rel", string="Abilities", check_company=True
    )
    volunteer_assignment_ids = fields.One2many(
        "beneficiary.volunteer.assignment", "beneficiary_id", "Volunteer assignments", groups=READERS
    )
    volunteer_hour_ids = fields.One2many(
        "beneficiary.volunteer.hour", "beneficiary_id", "Volunteering hours", groups=READERS
    )
    volunteer_rating_ids = fields.One2many(
        "beneficiary.volunteer.rating", "beneficiary_id", "Ratings by other entities", groups=READERS
    )
    volunteer_certificate_ids = fields.One2many(
        "beneficiary.volunteer.certificate", "beneficiary_id", "Certificates of hours", groups=READERS
    )
    volunteer_hours = fields.Float("Approved volunteering hours", compute="_compute_volunteer_hours", store=True)
    volunteer_rating = fields.Float(
        "Average rating by other entities", compute="_compute_volunteer_rating", store=True, digits=(3, 2)
    )
    volunteer_assignment_count = fields.Integer(compute="_compute_volunteer_assignment_count", groups=READERS)
    volunteer_record_reviewed_by = fields.Many2one("res.users", "Record reviewed by", readonly=True, copy=False)
    volunteer_record_reviewed_on = fields.Datetime("Record reviewed on", readonly=True, copy=False)
    volunteer_record_reviewed_note = fields.Text("What was looked at", readonly=True, copy=False)

    _volunteer_platform_number_uniq = models.UniqueIndex(
        "(company_id, volunteer_platform_number) WHERE volunteer_platform_number IS NOT NULL AND active IS TRUE",
        "Another file of the association already has this number of the volunteering platform.",
    )

    @api.depends("volunteer_hour_ids.state", "volunteer_hour_ids.hours", "volunteer_hour_ids.beneficiary_id")
    def _compute_volunteer_hours(self):
        groups = self.env["beneficiary.volunteer.hour"]._read_group(
            [("beneficiary_id", "in", self.ids), ("state", "=", "approved")], ["beneficiary_id"], ["hours:sum"]
        )
        hours = {beneficiary.id: total for beneficiary, total in groups}
        for beneficiary in self:
            beneficiary.volunteer_hours = hours.get(beneficiary._origin.id, 0)

    @api.depends(
        "volunteer_rating_ids.reviewed_on", "volunteer_rating_ids.score_value", "volunteer_rating_ids.beneficiary_id"
    )
    def _compute_volunteer_rating(self):
        """Only ratings that somebody has reviewed count."""
        groups = self.env["beneficiary.volunteer.rating"]._read_group(
            [("beneficiary_id", "in", self.ids), ("reviewed_on", "!=", False)], ["beneficiary_id"], ["score_value:avg"]
        )
        averages = {beneficiary.id: average for beneficiary, average in groups}
        for beneficiary in self:
            beneficiary.volunteer_rating = averages.get(beneficiary._origin.id, 0)

    def _compute_volunteer_assignment_count(self):
        counts = dict(
            self.env["beneficiary.volunteer.assignment"]._read_group(
                [("beneficiary_id", "in", self.ids)], ["beneficiary_id"], ["__count"]
            )
        )
        for beneficiary in self:
            beneficiary.volunteer_assignment_count = counts.get(beneficiary, 0)

    # ---------------------------------------------------------- platform number
    @api.constrains("volunteer_platform_number")
    def _check_volunteer_platform_number(self):
        for beneficiary in self:
            number = beneficiary.volunteer_platform_number
            if number and not (number.isascii() and number.isdigit() and len(number) <= 20):
                raise ValidationError(
                    self.env._(
                        "“Volunteering platform number” of %(name)s: %(number)s is no number. Write its digits only.",
                        name=beneficiary.name,
                        number=number,
                    )
                )

    def _clean_vals(self, vals):
        super()._clean_vals(vals)
        if "volunteer_platform_number" in vals:
            vals["volunteer_platform_number"] = identity.clean(vals["volunteer_platform_number"]) or False

    def write(self, vals):
        if "volunteer_platform_number" not in vals:
            return super().write(vals)
        before = {beneficiary: beneficiary.volunteer_platform_number for beneficiary in self}
        result = super().write(vals)
        changed = self.filtered(lambda beneficiary: beneficiary.volunteer_platform_number != before[beneficiary])
        changed.sudo().write({"volunteer_platform_verified_by": False, "volunteer_platform_verified_on": False})
        return result

    def action_verify_platform_number(self):
        """Record that the person was looked up on the volunteering platform under this number (R-61).

        :raise UserError: without a number, or for one's own file
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_not_about_oneself()
        for beneficiary in self:
            if not beneficiary.volunteer_platform_number:
                raise UserError(
                    self.env._(
                        "Write the “Volunteering platform number” of %(name)s first.", name=beneficiary.display_name
                    )
                )
        return self._guarded_write(
            {
                "volunteer_platform_verified_by": self.env.uid,
                "volunteer_platform_verified_on": fields.Datetime.now(),
            }
        )

    # ------------------------------------------------------------------ review
    def action_review_volunteer_record(self, looked_at):
        """Record that the volunteering record was reviewed, with the ratings of other entities that there are (R-61).

        :param str looked_at: what was looked at: the certificate of another association, a phone call with it, …
        :raise UserError: without words, or for one's own file
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_not_about_oneself()
        if not (looked_at or "").strip():
            raise UserError(self.env._("Write what you looked at: which record, and whose ratings."))
        self.volunteer_rating_ids.action_review()
        now = fields.Datetime.now()
        for beneficiary in self:
            beneficiary._guarded_write(
                {
                    "volunteer_record_reviewed_by": self.env.uid,
                    "volunteer_record_reviewed_on": now,
                    "volunteer_record_reviewed_note": beneficiary._reviewed_words(looked_at.strip()),
                }
            )
        return True

    def _reviewed_words(self, looked_at):
        """Return what is kept of a review: the words of the officer, and what the file held at that moment."""
        facts = self.env._(
            "Hours approved: %(hours)s. Ratings by other entities: %(ratings)s.",
            hours=f"{self.volunteer_hours:g}",
            ratings=len(self.volunteer_rating_ids),
        )
        return f"{looked_at}\n{facts}"

    def action_view_volunteer_assignments(self):
        """Open the opportunities for which this person is proposed or confirmed."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_volunteer_assignment_action") | {
            "domain": [("beneficiary_id", "=", self.id)],
            "context": {"default_beneficiary_id": self.id},
        }

    def action_issue_certificate(self):
        """Issue a certificate of the approved hours, and open it (R-61).

        :raise UserError: without approved hours, or for one's own file
        """
        self.ensure_one()
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_not_about_oneself()
        certificate = self.env["beneficiary.volunteer.certificate"]._issue(self)
        return certificate.get_formview_action()
