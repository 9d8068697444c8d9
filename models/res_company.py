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

    beneficiary_team_id = fields.Many2one(
        "crm.team", "Team of inquiries", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
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

    def _beneficiary_ensure_team(self):
        """Return the CRM team that takes in the inquiries of this association; it is made once, with its own alias."""
        self.ensure_one()
        company = self.sudo()
        if not company.beneficiary_team_id:
            teams = self.env["crm.team"].sudo().with_context(mail_create_nosubscribe=True).with_company(company)
            company.beneficiary_team_id = teams.create(
                {
                    "name": self.env._("Beneficiary Relations"),
                    "company_id": company.id,
                    "is_beneficiary": True,
                    "use_leads": False,
                    "use_opportunities": True,
                    "assignment_optout": True,
                    "alias_name": company._beneficiary_free_alias(),
                    "favorite_user_ids": False,
                    "sequence": 1000,
                }
            )
        return company.beneficiary_team_id.with_env(self.env)

    def _beneficiary_free_alias(self):
        """Return a name for the e-mail alias of the inquiries that no other alias of the database has."""
        aliases = self.env["mail.alias"].sudo()
        base = "inquiries"
        taken = set(aliases.search([("alias_name", "=like", f"{base}%")]).mapped("alias_name"))
        domain = self.alias_domain_id
        taken |= {domain.bounce_alias, domain.catchall_alias}
        names = [base, f"{base}-{self.id}", *(f"{base}-{self.id}-{number}" for number in range(2, len(taken) + 3))]
        return next(name for name in names if name not in taken)
