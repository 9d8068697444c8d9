from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .notice.media import MEDIA


class ResCompany(models.Model):
    _inherit = "res.company"

    beneficiary_policy_id = fields.Many2one(
        "beneficiary.policy", "Policy in force", copy=False, index="btree_not_null", ondelete="set null"
    )
    beneficiary_calendar_id = fields.Many2one(
        "resource.calendar",
        "Working calendar for replies",
        domain="[('company_id', 'in', [id, False])]",
        help="Working days and holidays by which promised reply windows are counted.",
    )
    beneficiary_license_number = fields.Char("Licence number", help="Number of the association's licence (R-06).")
    beneficiary_due_soon_days = fields.Integer(
        "Due soon (days)", default=3, help="A reply is due soon this many days before its deadline."
    )

    beneficiary_notice_medium = fields.Selection(
        MEDIA,
        "Usual medium",
        help="By which people are told when their file names no agreed medium, or when that one does not work (R-49).",
    )

    _beneficiary_due_soon_positive = models.Constraint(
        "CHECK (beneficiary_due_soon_days >= 0)", "“Due soon (days)” cannot be negative."
    )

    @api.constrains("beneficiary_policy_id")
    def _check_beneficiary_policy(self):
        for company in self:
            policy = company.beneficiary_policy_id.sudo()
            if policy and (policy.state != "in_force" or policy.company_id != company):
                raise ValidationError(
                    self.env._(
                        "“%(policy)s” is not in force for %(company)s. Put it in force on the policy itself.",
                        policy=policy.name,
                        company=company.name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if {"beneficiary_calendar_id", "beneficiary_due_soon_days"} & vals.keys():
            self.env["beneficiary.request"]._recompute_open_windows(self, working_days_only=False)
        return result

    def _beneficiary_calendar(self):
        """Return the working calendar of the association; Sunday to Thursday unless it chose another."""
        self.ensure_one()
        if self.beneficiary_calendar_id:
            return self.beneficiary_calendar_id
        # by its id from the cache: `ref` would ask the database each time whether it still exists
        calendar_id = self.env["ir.model.data"]._xmlid_to_res_id("beneficiary.resource_calendar_sun_thu")
        return self.env["resource.calendar"].browse(calendar_id)

    def _beneficiary_date(self, moment):
        """Return the date of a UTC ``moment`` where the association is, or ``None``."""
        if not moment:
            return None
        return utc.localize(moment).astimezone(timezone(self._beneficiary_calendar().tz)).date()

    def _beneficiary_today(self):
        """Return today's date where the association is."""
        return self._beneficiary_date(fields.Datetime.now())

    def _beneficiary_media(self):
        """Return the media of notices in the order in which they stand in for each other."""
        self.ensure_one()
        return list(dict.fromkeys(filter(None, [self.beneficiary_notice_medium, *(code for code, _label in MEDIA)])))
