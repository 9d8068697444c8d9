from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Domain

from .terms import KINDS


class Agreement(models.Model):
    """An agreement with a party: its terms, rights and duties, and both signatures (R-02, R-04).

    The terms are written while it is a draft. Once somebody has signed, terms and lines never change; a correction is
    another agreement that points to this one. This file holds what an agreement is; `agreement_signature.py` what is
    signed, `agreement_flow.py` its path, and `agreement_reminder.py` what days that pass do to it.
    """

    _name = "beneficiary.agreement"
    _description = "Agreement"
    _inherit = [
        "beneficiary.two.sides.mixin",
        "portal.mixin",
        "beneficiary.thread.mixin",
        "beneficiary.notified.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["name", "subject", "partner_id.name"]
    _check_company_auto = True

    # who holds the token acts as the party: not for those who only read the agreement
    access_token = fields.Char(groups="beneficiary.group_delegate")
    name = fields.Char("Reference", readonly=True, copy=False, index="trigram", default=lambda self: self.env._("New"))
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company, index=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Party",
        required=True,
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        readonly=False,
        check_company=True,
        tracking=True,
        ondelete="restrict",
    )
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary",
        "File",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The file of the party, if there is one.",
    )
    branch_id = fields.Many2one(
        "beneficiary.branch",
        check_company=True,
        compute="_compute_branch_id",
        store=True,
        precompute=True,
        readonly=False,
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        tracking=True,
        index=True,
        default=lambda self: self.env.user,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    template_id = fields.Many2one(
        "beneficiary.agreement.template", check_company=True, index="btree_not_null", ondelete="set null"
    )
    subject = fields.Char(
        required=True, compute="_compute_terms", store=True, precompute=True, readonly=False, tracking=True
    )
    kind = fields.Selection(KINDS, required=True, compute="_compute_terms", store=True, precompute=True, readonly=False)
    date_start = fields.Date("From", required=True, default=fields.Date.context_today, copy=False)
    date_end = fields.Date(
        "Until",
        compute="_compute_date_end",
        store=True,
        precompute=True,
        readonly=False,
        copy=False,
        tracking=True,
        help="The last day of the agreement. Leave empty if it has no end.",
    )
    text = fields.Html("Terms", compute="_compute_terms", store=True, precompute=True, readonly=False)
    liability_limits = fields.Text(
        "Limits of liability", compute="_compute_terms", store=True, precompute=True, readonly=False
    )
    remedy_rules = fields.Text(
        "Default and remedy",
        compute="_compute_terms",
        store=True,
        precompute=True,
        readonly=False,
        help="What follows when somebody does not perform a duty.",
    )
    dispute_path = fields.Text(
        "Settling disputes", compute="_compute_terms", store=True, precompute=True, readonly=False
    )
    line_ids = fields.One2many("beneficiary.agreement.line", "agreement_id", "Rights and duties")
    work_ids = fields.One2many("beneficiary.work", "agreement_id", "Works")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("sent", "Sent for signature"),
            ("signed", "Signed by the party"),
            ("active", "In force"),
            ("renewed", "Renewed"),
            ("amended", "Amended"),
            ("ended", "Ended"),
            ("terminated", "Terminated"),
            ("cancelled", "Withdrawn"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    date_sent = fields.Datetime("Sent on", readonly=True, copy=False)
    date_closed = fields.Date("Closed on", readonly=True, copy=False)
    close_reason = fields.Text("Reason", readonly=True, copy=False)
    previous_id = fields.Many2one(
        "beneficiary.agreement",
        "Follows",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        help="The agreement that this one renews or amends.",
    )
    succession = fields.Selection([("renewal", "Renewal"), ("amendment", "Amendment")], readonly=True, copy=False)
    next_ids = fields.One2many("beneficiary.agreement", "previous_id", "Followed by")
    next_count = fields.Integer(compute="_compute_counts")
    work_count = fields.Integer(compute="_compute_counts")
    open_count = fields.Integer("Open lines", compute="_compute_line_figures")
    missed_count = fields.Integer("In default", compute="_compute_line_figures")
    next_due = fields.Date("Next due", compute="_compute_line_figures")

    _company_recent = models.Index("(company_id, id DESC)")
    _company_state = models.Index("(company_id, state, id DESC)")
    _branch_recent = models.Index("(branch_id, id DESC) WHERE branch_id IS NOT NULL")
    # the pages of the party itself: one column decides whose agreement it is
    _partner_recent = models.Index("(partner_id, id DESC)")
    _ending = models.Index("(company_id, date_end) WHERE state = 'active' AND date_end IS NOT NULL")
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_start)", "“Until” lies before “From”. Correct one of them."
    )

    def _free_on_create(self):
        # `create` numbers them itself; the record rules decide in which company a user may make one
        return super()._free_on_create() | {"name", "company_id"}

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    # --------------------------------------------------------------- computes
    @api.depends("beneficiary_id.partner_id")
    def _compute_partner_id(self):
        for agreement in self:
            # a file that is merged into another takes its agreements along
            agreement.partner_id = agreement.beneficiary_id.sudo().partner_id or agreement.partner_id

    @api.depends("beneficiary_id.branch_id")
    def _compute_branch_id(self):
        for agreement in self:
            own = agreement.env.user.beneficiary_branch_ids
            own = own.filtered_domain([("company_id", "=", agreement.company_id.id)])
            agreement.branch_id = agreement.beneficiary_id.sudo().branch_id or agreement.branch_id or own[:1]

    @api.depends("template_id")
    def _compute_terms(self):
        for agreement in self:
            template = agreement._template_in_language()
            for name in ("kind", "text", "liability_limits", "remedy_rules", "dispute_path"):
                agreement[name] = template[name] if template else agreement[name]
            agreement.subject = template.name if template else agreement.subject
            agreement.kind = agreement.kind or "service"

    @api.depends("template_id", "date_start")
    def _compute_date_end(self):
        for agreement in self:
            months = agreement.template_id.duration_months
            if months and agreement.date_start:
                agreement.date_end = agreement.date_start + relativedelta(months=months, days=-1)
            elif agreement.template_id or not agreement.date_end:
                agreement.date_end = False

    def _compute_counts(self):
        works = dict(
            self.env["beneficiary.work"]._read_group([("agreement_id", "in", self.ids)], ["agreement_id"], ["__count"])
        )
        following = dict(self._read_group([("previous_id", "in", self.ids)], ["previous_id"], ["__count"]))
        for agreement in self:
            agreement.work_count = works.get(agreement, 0)
            agreement.next_count = following.get(agreement, 0)

    @api.depends("line_ids.state", "line_ids.due_date")
    def _compute_line_figures(self):
        figures = {}
        for agreement, state, count, due in self.env["beneficiary.agreement.line"]._read_group(
            [("agreement_id", "in", self.ids), ("state", "in", ("open", "missed"))],
            ["agreement_id", "state"],
            ["__count", "due_date:min"],
        ):
            figures[agreement.id, state] = (count, due)
        for agreement in self:
            agreement.open_count, agreement.next_due = figures.get((agreement._origin.id, "open"), (0, False))
            agreement.missed_count = figures.get((agreement._origin.id, "missed"), (0, False))[0]

    def _compute_access_url(self):
        for agreement in self:
            agreement.access_url = f"/my/agreements/{agreement.id}"

    @api.depends("name", "subject")
    def _compute_display_name(self):
        for agreement in self:
            agreement.display_name = f"{agreement.name} – {agreement.subject}" if agreement.subject else agreement.name

    def _template_in_language(self):
        """Return the template in the language of the party."""
        partner = self.partner_id.sudo()
        return self.template_id.with_context(lang=partner.lang or self.env.lang)

    # -------------------------------------------------- constraints, onchanges
    @api.constrains("beneficiary_id", "partner_id", "branch_id")
    def _check_file(self):
        for agreement in self.sudo():
            file = agreement.beneficiary_id
            if file and file.partner_id != agreement.partner_id:
                raise ValidationError(
                    self.env._(
                        "“File” belongs to %(file)s, “Party” is %(party)s. Choose the file of the party.",
                        file=file.name,
                        party=agreement.partner_id.name,
                    )
                )
            if file.branch_id and agreement.branch_id != file.branch_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s belongs to the branch of its party's file, “%(branch)s”. To move it, move the file.",
                        name=agreement.name,
                        branch=file.branch_id.name,
                    )
                )

    @api.onchange("partner_id", "company_id")
    def _onchange_partner_id(self):
        if self.beneficiary_id.partner_id != self.partner_id:
            self.beneficiary_id = self._files_of(self.partner_id, self.company_id)

    @api.onchange("template_id")
    def _onchange_template_id(self):
        if self.template_id:
            values = self._template_in_language().line_ids._line_values(
                self.date_start or fields.Date.context_today(self)
            )
            self.line_ids = [Command.clear(), *map(Command.create, values)]

    @api.model
    def _files_of(self, partners, companies):
        """Return the files of contacts as far as the user sees them."""
        files = self.env["beneficiary.beneficiary"]
        if not partners or not files.has_access("read"):
            return files
        return files.search(Domain("partner_id", "in", partners.ids) & Domain("company_id", "in", companies.ids))

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        self._fill_files(vals_list)
        self._number(vals_list)
        agreements = super().create(vals_list)
        agreements._check_parties_visible()
        agreements._create_standard_lines(["line_ids" in vals for vals in vals_list])
        return agreements

    def write(self, vals):
        if self._term_fields() & vals.keys():
            for agreement in self:
                agreement._check_draft()
        result = super().write(vals)
        if {"partner_id", "beneficiary_id"} & vals.keys():
            self._check_parties_visible()
        return result

    def copy(self, default=None):
        copies = super().copy(default)
        for agreement, new in zip(self, copies, strict=True):
            new._copy_lines(agreement)
        return copies

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for agreement in self:
            if agreement.state != "draft":
                raise UserError(
                    self.env._("%(name)s was sent: withdraw it, it cannot be deleted.", name=agreement.display_name)
                )

    @api.model
    def _term_fields(self):
        """Return the fields that both sides sign, and that are written in a draft only."""
        return {
            "partner_id",
            "beneficiary_id",
            "subject",
            "kind",
            "date_start",
            "date_end",
            "text",
            "liability_limits",
            "remedy_rules",
            "dispute_path",
            "template_id",
            "previous_id",
            "succession",
        }

    def _check_draft(self):
        if self.state != "draft":
            self._check_not_frozen()
            raise UserError(
                self.env._(
                    "%(name)s was sent to be signed. Take it back to draft to change its terms.",
                    name=self.display_name,
                )
            )

    def _check_parties_visible(self):
        """An agreement shows who its party is, so it may only name somebody whom the user may see."""
        self.partner_id.check_access("read")
        self.beneficiary_id.check_access("read")

    def _fill_files(self, vals_list):
        """Name the file of the party where there is one, for all of them in one query."""
        missing = [vals for vals in vals_list if vals.get("partner_id") and "beneficiary_id" not in vals]
        if not missing:
            return
        default = self.env.company.id
        companies = self.env["res.company"].browse({vals.get("company_id") or default for vals in missing})
        partners = self.env["res.partner"].browse({vals["partner_id"] for vals in missing})
        files = {(f.partner_id.id, f.company_id.id): f.id for f in self._files_of(partners, companies)}
        for vals in missing:
            vals["beneficiary_id"] = files.get((vals["partner_id"], vals.get("company_id") or default), False)

    def _number(self, vals_list):
        """Give every agreement its reference, drawing the numbers of one company in one query."""
        by_company = {}
        for vals in vals_list:
            by_company.setdefault(vals.get("company_id") or self.env.company.id, []).append(vals)
        for company_id, company_vals in by_company.items():
            numbers = self.env["ir.sequence"]._beneficiary_next(self._name, company_id, len(company_vals))
            for vals, number in zip(company_vals, numbers, strict=True):
                vals["name"] = number

    def _create_standard_lines(self, given):
        """Give new agreements the lines of their template, unless they were given lines."""
        values = []
        for agreement, has_lines in zip(self, given, strict=True):
            if agreement.template_id and not has_lines:
                lines = agreement._template_in_language().line_ids._line_values(agreement.date_start)
                values += [line | {"agreement_id": agreement.id} for line in lines]
        self.env["beneficiary.agreement.line"].create(values)
