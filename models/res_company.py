from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import ValidationError


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

    beneficiary_reminder_days = fields.Integer(
        "Remind of agreements (days)", default=7, help="Duties of agreements are reminded of this many days ahead."
    )
    beneficiary_renewal_days = fields.Integer(
        "Ask for renewal (days)", default=30, help="Renewal is asked for this many days before an agreement ends."
    )

    _beneficiary_agreement_days_positive = models.Constraint(
        "CHECK (beneficiary_reminder_days >= 0 AND beneficiary_renewal_days >= 0)",
        "The days before a reminder cannot be negative.",
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
        return self.beneficiary_calendar_id or self.env.ref("beneficiary.resource_calendar_sun_thu")

    def _beneficiary_date(self, moment):
        """Return the date of a UTC ``moment`` where the association is, or ``None``."""
        if not moment:
            return None
        return utc.localize(moment).astimezone(timezone(self._beneficiary_calendar().tz)).date()

    def _beneficiary_today(self):
        """Return today's date where the association is."""
        return self._beneficiary_date(fields.Datetime.now())
