from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import clean_context
from odoo.tools.i18n import format_list

from ..tools import arabic, identity
from .registry.beneficiary import IDENTITY

INQUIRY_READERS = "beneficiary.group_delegate,beneficiary.group_management"
INQUIRY_STATES = [
    ("new", "New"),
    ("open", "In progress"),
    ("referred", "Referred"),
    ("answered", "Answered"),
    ("converted", "Request opened"),
    ("closed", "Closed"),
]
# an inquiry in one of these waits for the association
WAITING = ("new", "open", "referred")


class CrmLead(models.Model):
    """An inquiry: a lead of the association's own team, kept apart from the leads of sales (R-17, R-40).

    This file holds what an inquiry is. Its steps are in `crm_lead_inquiry.py`, how a person is recognised in
    `crm_lead_recognition.py`, e-mail in `crm_lead_mail.py`, by when it is answered in `crm_lead_clock.py`, who is asked
    to in `crm_lead_activity.py`, and what keeps it apart from sales in `crm_lead_separation.py`.
    """

    _name = "crm.lead"
    # before the lead itself: one of them builds on mail.thread, as the lead does
    _inherit = [
        "beneficiary.guarded.mixin",
        "beneficiary.thread.mixin",
        "beneficiary.clock.mixin",  # which is a notified one
        "crm.lead",
    ]

    is_inquiry = fields.Boolean(readonly=True, copy=False, help="Set from the team: it decides who sees the lead.")
    type = fields.Selection(selection_add=[("inquiry", "Inquiry")], ondelete={"inquiry": "set default"})
    inquiry_reference = fields.Char("Reference", readonly=True, copy=False, index="trigram")
    inquiry_state = fields.Selection(
        INQUIRY_STATES, "Inquiry status", readonly=True, copy=False, tracking=True, group_expand=True
    )
    channel_id = fields.Many2one(
        "beneficiary.channel",
        tracking=True,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('id', 'in', allowed_channel_ids)]",
        help="How the person reached the association. The policy in force says which channels there are.",
    )
    allowed_channel_ids = fields.Many2many("beneficiary.channel", compute="_compute_allowed_channel_ids")
    category_id = fields.Many2one("beneficiary.category", tracking=True, check_company=True, index="btree_not_null")
    work_field_id = fields.Many2one(
        "beneficiary.field",
        "Field of work",
        tracking=True,
        check_company=True,
        index="btree_not_null",
        help="Category and field of work decide which liaison officer answers.",
    )
    branch_id = fields.Many2one(
        "beneficiary.branch",
        check_company=True,
        index="btree_not_null",
        compute="_compute_branch_id",
        store=True,
        precompute=True,
        readonly=False,
    )
    # not tracked: after the inquiry has moved on, the thread would say who was linked before
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary",
        "Person",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )
    identity_number = fields.Char("ID / Iqama number", groups=IDENTITY, copy=False)
    question = fields.Text()
    answer = fields.Text(copy=False)
    first_answered_on = fields.Datetime("First answer", readonly=True, copy=False)
    answered_on = fields.Datetime(readonly=True, copy=False)
    answered_by = fields.Many2one("res.users", readonly=True, copy=False)
    close_reason = fields.Char("Reason for closing without an answer", copy=False)
    request_id = fields.Many2one(
        "beneficiary.request", readonly=True, copy=False, index="btree_not_null", check_company=True
    )
    contact_log_ids = fields.One2many("beneficiary.contact.log", "lead_id", "Contacts")
    contact_start = fields.Datetime(
        store=False, default=fields.Datetime.now, help="When the visitor began to talk: when the form was opened."
    )

    _inquiry_recent = models.Index("(company_id, priority DESC, id DESC) WHERE is_inquiry IS TRUE AND active IS TRUE")
    _inquiry_state_recent = models.Index("(inquiry_state, priority DESC, id DESC) WHERE is_inquiry IS TRUE")
    _inquiry_branch = models.Index("(branch_id, priority DESC, id DESC) WHERE is_inquiry IS TRUE")
    _inquiry_received = models.Index("(company_id, create_date) WHERE is_inquiry IS TRUE")
    _inquiry_type = models.Constraint(
        "CHECK (COALESCE(is_inquiry, FALSE) = (type = 'inquiry'))",
        "Inquiries and sales leads are kept apart: one does not become the other.",
    )
    _inquiry_reference_uniq = models.UniqueIndex(
        "(company_id, inquiry_reference) WHERE inquiry_reference IS NOT NULL",
        "Another inquiry already has this reference.",
    )

    # ------------------------------------------------------------------ guards
    def _guarded_fields(self):
        # only what this addon adds: Odoo's own read-only fields of a lead stay as they are
        return {
            "is_inquiry",
            "inquiry_reference",
            "inquiry_state",
            "first_answered_on",
            "answered_on",
            "answered_by",
            "request_id",
            "clock_state",
            "clock_deadline",
        }

    def _free_on_create(self):
        # `_prepare_inquiries` sets these, whatever is given
        return super()._free_on_create() | {"is_inquiry", "inquiry_reference", "inquiry_state"}

    def _inquiry_fixed_fields(self):
        """Return the fields of a lead that make an inquiry one, and that nobody changes afterwards."""
        return {"type", "team_id", "company_id", "stage_id", "active"}

    def _check_may_write_to_people(self):
        super(CrmLead, self.filtered(lambda lead: lead.sudo().is_inquiry))._check_may_write_to_people()

    # --------------------------------------------------------------- computes
    @api.depends("company_id", "is_inquiry")
    def _compute_allowed_channel_ids(self):
        for lead in self:
            lead.allowed_channel_ids = lead.is_inquiry and lead.company_id.sudo().beneficiary_policy_id.channel_ids

    @api.depends("beneficiary_id.branch_id")
    def _compute_branch_id(self):
        for lead in self:
            if lead.beneficiary_id.branch_id:
                lead.branch_id = lead.beneficiary_id.branch_id
            else:
                lead.branch_id = lead.branch_id

    def _compute_display_name(self):
        inquiries = self.filtered("inquiry_reference")
        for lead in inquiries:
            lead.display_name = f"{lead.inquiry_reference} {lead.name or ''}".strip()
        return super(CrmLead, self - inquiries)._compute_display_name()

    @api.onchange("question")
    def _onchange_question(self):
        if self.is_inquiry and self.question and not self.name:
            self.name = self._inquiry_title(self.question)

    # ------------------------------------------------------------- constraints
    @api.constrains("team_id", "is_inquiry")
    def _check_inquiry_team(self):
        for lead in self.sudo():
            if lead.is_inquiry != lead.team_id.is_beneficiary:
                raise ValidationError(
                    self.env._("Inquiries belong to the team of Beneficiary Relations, and sales leads to another one.")
                )

    @api.constrains("channel_id")
    def _check_inquiry_channel(self):
        for lead in self.filtered("is_inquiry"):
            channels = lead.allowed_channel_ids
            if lead.channel_id not in channels:
                raise ValidationError(
                    self.env._(
                        "The policy in force does not know the channel “%(channel)s”. Choose one of: %(channels)s.",
                        channel=lead.channel_id.name or "",
                        channels=format_list(self.env, channels.mapped("name"), style="unit"),
                    )
                )

    @api.constrains("branch_id", "beneficiary_id")
    def _check_inquiry_branch(self):
        for lead in self.sudo():
            branch = lead.beneficiary_id.branch_id
            if branch and lead.branch_id != branch:
                raise ValidationError(
                    self.env._(
                        "%(name)s belongs to the branch of the person, “%(branch)s”. To move it, move the file.",
                        name=lead.display_name,
                        branch=branch.name,
                    )
                )

    # ------------------------------------------------------------------- CRUD
    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if values.get("is_inquiry") or self.env.context.get("default_is_inquiry"):
            company = self.env.company.sudo()
            defaults = {
                "is_inquiry": True,
                "inquiry_state": "new",
                "type": "inquiry",
                "company_id": company.id,
                "team_id": company.beneficiary_team_id.id,
                "user_id": False,
                "branch_id": self.env.user._beneficiary_default_branch().id,
                "channel_id": values.get("channel_id") or company.beneficiary_policy_id.channel_ids[:1].id,
            }
            values |= {name: value for name, value in defaults.items() if name in fields}
        return values

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        teams = self._inquiry_teams(vals_list)
        inquiry_vals = [vals for vals, team in zip(vals_list, teams, strict=True) if team]
        other_vals = [vals for vals, team in zip(vals_list, teams, strict=True) if not team]
        starts = self._prepare_inquiries(inquiry_vals, [team for team in teams if team])
        model = self.with_context(**clean_context(self.env.context) | {"mail_create_nosubscribe": True})
        inquiries = super(CrmLead, model).create(inquiry_vals).with_env(self.env)
        inquiries._inquiries_created(starts)
        others = super().create(other_vals) if other_vals else self.browse()
        ids = (iter(others.ids), iter(inquiries.ids))
        return self.browse([next(ids[bool(team)]) for team in teams])

    def _inquiry_teams(self, vals_list):
        """Return for every dict of values the team that makes it an inquiry, or an empty record."""
        given = {vals["team_id"] for vals in vals_list if vals.get("team_id")}
        ours = self.env["crm.team"].sudo().browse(given).exists().filtered("is_beneficiary")
        wanted = self.env.context.get("default_is_inquiry")
        teams = []
        for vals in vals_list:
            team = ours & ours.browse(vals.get("team_id") or [])
            if not team and not vals.get("team_id") and vals.get("is_inquiry", wanted):
                company = self.env["res.company"].browse(vals.get("company_id") or self.env.company.id).sudo()
                self.env["beneficiary.case.mixin"]._case_check_policy([{"company_id": company.id}])
                team = company._beneficiary_ensure_team()
            teams.append(team)
        return teams

    def _prepare_inquiries(self, vals_list, teams):
        """Complete the values of new inquiries: numbered, the person recognised and routed, for all of them at once.

        :return: when each visitor began to talk
        """
        if not vals_list:
            return []
        self.browse().check_access("create")
        starts = [self._prepare_inquiry(vals, team) for vals, team in zip(vals_list, teams, strict=True)]
        self._check_persons_visible(vals_list)
        self._number_inquiries(vals_list)
        self._recognise_vals(vals_list)
        self._route_vals(vals_list)
        return starts

    def _inquiries_created(self, starts):
        if self:
            self._subscribe_responsible()
            self._log_first_contacts(starts)

    def _prepare_inquiry(self, vals, team):
        """Complete the values of one inquiry, and return when the visitor began to talk."""
        company = team.company_id
        for name in self._guarded_fields() | {"partner_id", "stage_id", "active"}:
            vals.pop(name, None)
        self._clean_inquiry_vals(vals)
        vals |= {
            "is_inquiry": True,
            "type": "inquiry",
            "team_id": team.id,
            "company_id": company.id,
            "inquiry_state": "new",
            "name": vals.get("name") or self._inquiry_title(vals.get("question")),
        }
        if not vals.get("channel_id"):
            vals["channel_id"] = company.beneficiary_policy_id.channel_ids[:1].id
        if "branch_id" not in vals and not vals.get("beneficiary_id") and not self.env.su:
            vals["branch_id"] = self.env.user._beneficiary_default_branch().id
        now = fields.Datetime.now()
        start = fields.Datetime.to_datetime(vals.pop("contact_start", None)) or now
        return min(start, now)

    def _clean_inquiry_vals(self, vals):
        """Bring what was typed into its stored form, losing nothing: a phone that is none stays as it is."""
        if vals.get("phone"):
            files = self.env["beneficiary.beneficiary"]
            vals["phone"] = files._international_phone(vals["phone"]) or arabic.ascii_digits(vals["phone"])
        if vals.get("identity_number"):
            vals["identity_number"] = identity.clean(vals["identity_number"])

    def _inquiry_title(self, text):
        """Return the subject of an inquiry that has none: the beginning of what is asked."""
        first = next((line.strip() for line in (text or "").splitlines() if line.strip()), "")
        return (first[:77] + "…" if len(first) > 80 else first) or self.env._("Inquiry")

    def _number_inquiries(self, vals_list):
        by_company = {}
        for vals in vals_list:
            by_company.setdefault(vals["company_id"], []).append(vals)
        for company_id, company_vals in by_company.items():
            numbers = self.env["ir.sequence"]._beneficiary_next("beneficiary.inquiry", company_id, len(company_vals))
            for vals, number in zip(company_vals, numbers, strict=True):
                vals["inquiry_reference"] = number

    def write(self, vals):
        inquiries = self.filtered(lambda lead: lead.sudo().is_inquiry)
        others = self - inquiries
        if others or not self:
            super(CrmLead, others).write(dict(vals))
        if inquiries:
            vals = dict(vals)
            vals.pop("partner_id", None)  # the contact of a file would give its data away, and be overwritten from here
            inquiries._check_inquiry_vals(vals)
            inquiries._clean_inquiry_vals(vals)
            moves = {"branch_id", "beneficiary_id"} & vals.keys()
            branches = {lead: lead.branch_id for lead in inquiries} if moves else {}
            super(CrmLead, inquiries).write(vals)
            inquiries._inquiries_written(vals, branches)
        return True

    def _inquiries_written(self, vals, branches):
        """Follow up a change of inquiries.

        :param dict branches: inquiry → branch before it, where that may have changed
        """
        if "branch_id" in vals:
            self.check_access("write")  # a delegate hands nothing to a branch that is not his
        if {"phone", "email_from", "identity_number"} & vals.keys() and "beneficiary_id" not in vals:
            self._recognise()
        if {"category_id", "work_field_id"} & vals.keys() and "user_id" not in vals:
            self._route()
        moved = self.filtered(lambda lead: lead in branches and lead.branch_id != branches[lead])
        moved._forget_outsiders()

    def _check_inquiry_vals(self, vals):
        if self.env.su:
            return
        fixed = self._inquiry_fixed_fields() & vals.keys()
        if self.env.user.has_group("beneficiary.group_manager"):
            fixed -= {"active"}
        for name in fixed:
            raise AccessError(
                self.env._(
                    "“%(field)s” of an inquiry does not change.", field=self._fields[name]._description_string(self.env)
                )
            )
        self._check_persons_visible([vals])
        if {"question", "answer"} & vals.keys():
            self._check_inquiry_state(*WAITING)
        if "beneficiary_id" in vals:
            told = self.filtered(lambda lead: lead.beneficiary_id and lead.first_answered_on)
            for lead in told.filtered(lambda lead: lead.beneficiary_id.id != vals["beneficiary_id"]):
                raise UserError(
                    self.env._("%(name)s was answered to this person; take in a new inquiry.", name=lead.display_name)
                )

    def _check_persons_visible(self, vals_list):
        """An inquiry shows whose it is, so it may only name somebody whom the user may see."""
        ids = {vals["beneficiary_id"] for vals in vals_list if vals.get("beneficiary_id")}
        self.env["beneficiary.beneficiary"].browse(ids).check_access("read")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered_inquiry(self):
        for lead in self.sudo():
            if lead.is_inquiry and (lead.first_answered_on or lead.request_id):
                raise UserError(
                    self.env._("%(name)s was answered or became a request: close it.", name=lead.display_name)
                )
