from datetime import datetime, time

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

    beneficiary_first_answer_hours = fields.Float(
        "First answer (working hours)", default=8, help="How long a request waits for its first answer. 0: no clock."
    )
    beneficiary_inquiry_hours = fields.Float(
        "Answer to an inquiry (working hours)",
        default=8,
        help="How long who asks waits for the first answer. 0: no clock.",
    )
    beneficiary_update_days = fields.Integer(
        "News (working days)", default=10, help="How long an applicant waits for news. 0: no clock."
    )
    beneficiary_decision_days = fields.Integer(
        "Decision (working days)",
        default=15,
        help="How long a complete request waits for its decision; never longer than the policy promised. 0: no clock.",
    )

    beneficiary_research_months = fields.Integer(
        "Validity of social research (months)",
        default=12,
        help="How long a completed social research serves new requests of the same person (R-14, R-15).",
    )
    beneficiary_researcher_id = fields.Many2one(
        "res.users",
        "Researcher for new cases",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Gets the research that officers ask for, unless somebody knows the person already.",
    )

    _beneficiary_research_positive = models.Constraint(
        "CHECK (beneficiary_research_months > 0)", "“Validity of social research (months)” must be at least 1."
    )
    beneficiary_notice_medium = fields.Selection(
        MEDIA,
        "Usual medium",
        help="By which people are told when their file names no agreed medium, or when that one does not work (R-49).",
    )
    beneficiary_team_id = fields.Many2one(
        "crm.team", "Team of inquiries", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    beneficiary_ack_days = fields.Integer(
        "Time to sign (days)", default=14, help="In how many days staff sign the policy that is put in force (R-86)."
    )
    beneficiary_ack_reminder_days = fields.Integer(
        "Reminder to sign (days)",
        default=7,
        help="Every how many days staff are reminded to sign. 0: they are told once, and not reminded.",
    )
    beneficiary_review_reminder_days = fields.Integer(
        "Reminder of the review (days)",
        default=30,
        help="How many days before its review the policy's managers are told.",
    )

    beneficiary_reminder_days = fields.Integer(
        "Remind of agreements (days)", default=7, help="Duties of agreements are reminded of this many days ahead."
    )
    beneficiary_renewal_days = fields.Integer(
        "Ask for renewal (days)", default=30, help="Renewal is asked for this many days before an agreement ends."
    )
    beneficiary_upload_mb = fields.Integer(
        "Largest file (MB)", default=10, help="How large a photo or PDF may be that somebody sends on the website."
    )
    beneficiary_draft_days = fields.Integer(
        "Keep unfinished applications (days)",
        default=14,
        help="An application that is begun on the website and not sent is deleted with its files when nothing was "
        "typed for so many days.",
    )
    beneficiary_return_days = fields.Integer(
        "Complete a returned request (days)",
        default=14,
        help="In how many days an applicant brings what is missing. 0: no date is set.",
    )
    beneficiary_return_reminder_days = fields.Integer(
        "Remind of missing papers (days)",
        default=3,
        help="How many days before that date the applicant is reminded; and after how many days of a request on the "
        "website that is not signed. 0: nobody is reminded.",
    )
    beneficiary_objection_days = fields.Integer(
        "Object to a decision (days)",
        default=30,
        help="How long after a decision the applicant may object to it. 0: no objections are taken.",
    )

    _beneficiary_return_positive = models.Constraint(
        "CHECK (beneficiary_return_days >= 0 AND beneficiary_return_reminder_days >= 0"
        " AND beneficiary_objection_days >= 0)",
        "The days to complete a request, to remind and to object cannot be negative.",
    )
    _beneficiary_upload_positive = models.Constraint(
        "CHECK (beneficiary_upload_mb BETWEEN 1 AND 100 AND beneficiary_draft_days > 0)",
        "“Largest file (MB)” must be between 1 and 100, and unfinished applications are kept at least one day.",
    )
    _beneficiary_agreement_days_positive = models.Constraint(
        "CHECK (beneficiary_reminder_days >= 0 AND beneficiary_renewal_days >= 0)",
        "The days before a reminder cannot be negative.",
    )
    _beneficiary_due_soon_positive = models.Constraint(
        "CHECK (beneficiary_due_soon_days >= 0)", "“Due soon (days)” cannot be negative."
    )
    _beneficiary_staff_days_positive = models.Constraint(
        "CHECK (beneficiary_ack_days >= 0 AND beneficiary_ack_reminder_days >= 0"
        " AND beneficiary_review_reminder_days >= 0)",
        "The days to sign, to remind and before a review cannot be negative.",
    )

    _beneficiary_clocks_positive = models.Constraint(
        "CHECK (beneficiary_first_answer_hours >= 0 AND beneficiary_inquiry_hours >= 0 "
        "AND beneficiary_update_days >= 0 AND beneficiary_decision_days >= 0)",
        "The time that a clock allows cannot be negative. Use 0 for no such clock.",
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

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env["beneficiary.complaint.route"]._ensure(companies)
        return companies

    def write(self, vals):
        result = super().write(vals)
        if {"beneficiary_calendar_id", "beneficiary_due_soon_days"} & vals.keys():
            self.env["beneficiary.request"]._recompute_open_windows(self, working_days_only=False)
        elif self._beneficiary_clock_fields() & vals.keys():
            self.env["beneficiary.clock"]._reset_companies(self)
        return result

    def _beneficiary_clock_fields(self):
        """Return the names of the fields that say how long a clock runs."""
        return {
            "beneficiary_first_answer_hours",
            "beneficiary_inquiry_hours",
            "beneficiary_update_days",
            "beneficiary_decision_days",
        }

    def _beneficiary_clock_targets(self):
        """Return kind → target of the association's clocks, in the unit of the kind; 0 for no such clock."""
        return {
            "first_answer": self.beneficiary_first_answer_hours,
            "update": self.beneficiary_update_days,
            "decision": self.beneficiary_decision_days,
        }

    def _beneficiary_calendar(self):
        """Return the working calendar of the association; Sunday to Thursday unless it chose another."""
        self.ensure_one()
        if self.beneficiary_calendar_id:
            return self.beneficiary_calendar_id
        # cached, where `env.ref` asks the database every time
        default = self.env["ir.model.data"]._xmlid_to_res_id(
            "beneficiary.resource_calendar_sun_thu", raise_if_not_found=True
        )
        return self.env["resource.calendar"].browse(default)

    def _beneficiary_date(self, moment):
        """Return the date of a UTC ``moment`` where the association is, or ``None``."""
        if not moment:
            return None
        return utc.localize(moment).astimezone(timezone(self._beneficiary_calendar().tz)).date()

    def _beneficiary_day_end(self, date):
        """Return the last second of a ``date`` where the association is, in UTC, or ``None``."""
        if not date:
            return None
        zone = timezone(self._beneficiary_calendar().tz)
        return zone.localize(datetime.combine(date, time(23, 59, 59))).astimezone(utc).replace(tzinfo=None)

    def _beneficiary_today(self):
        """Return today's date where the association is."""
        return self._beneficiary_date(fields.Datetime.now())

    def _beneficiary_return_due(self):
        """Return until when a request that is returned today is completed, or ``False``."""
        days = self.beneficiary_return_days
        return fields.Date.add(self._beneficiary_today(), days=days) if days else False

    def _beneficiary_media(self):
        """Return the media of notices in the order in which they stand in for each other."""
        self.ensure_one()
        return list(dict.fromkeys(filter(None, [self.beneficiary_notice_medium, *(code for code, _label in MEDIA)])))

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

    def _beneficiary_free_alias(self, base="inquiries"):
        """Return a name for an e-mail alias, ``base`` or longer, that no other alias of the database has."""
        aliases = self.env["mail.alias"].sudo()
        taken = set(aliases.search([("alias_name", "=like", f"{base}%")]).mapped("alias_name"))
        domain = self.alias_domain_id
        taken |= {domain.bounce_alias, domain.catchall_alias}
        names = [base, f"{base}-{self.id}", *(f"{base}-{self.id}-{number}" for number in range(2, len(taken) + 3))]
        return next(name for name in names if name not in taken)
