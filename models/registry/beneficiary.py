from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.i18n import format_list

from ...tools import arabic, identity

SENSITIVE = "beneficiary.group_researcher"
IDENTITY = "beneficiary.group_delegate,beneficiary.group_researcher"


class Beneficiary(models.Model):
    """The file of a party to the association: mostly a beneficiary, but also a supporter, volunteer or member (R-01).

    The person's name, phone, e-mail, address and bank accounts are those of the contact it is built on. A file number
    is given when the registration is complete, not before (R-50).
    """

    _name = "beneficiary.beneficiary"
    _description = "Beneficiary"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.thread.mixin", "beneficiary.notified.mixin"]
    _inherits = {"res.partner": "partner_id"}
    _order = "id desc"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", "Linked contact", required=True, index=True, check_company=True, ondelete="restrict"
    )
    # `active` and `company_id` are the file's own: searching those of the contact would join it into every list
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    file_number = fields.Char(readonly=True, copy=False, index="btree_not_null", tracking=True)
    state = fields.Selection(
        [
            ("prospect", "Prospect"),
            ("registered", "Registered"),
            ("suspended", "Suspended"),
            ("closed", "Closed"),
        ],
        "Status",
        default="prospect",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    date_registered = fields.Date("Registered on", readonly=True, copy=False)
    identity_type = fields.Selection(
        [
            ("citizen", "National ID"),
            ("resident", "Iqama"),
            ("passport", "Passport"),
            ("other", "Other document"),
            ("none", "No document"),
        ],
        default="citizen",
        required=True,
        groups=IDENTITY,
    )
    national_id = fields.Char("ID / Iqama number", copy=False, index="btree_not_null", groups=IDENTITY)
    gender = fields.Selection([("male", "Male"), ("female", "Female")])
    birth_date = fields.Date(index="btree_not_null")
    nationality_id = fields.Many2one("res.country")
    marital_status = fields.Selection(
        [("single", "Single"), ("married", "Married"), ("divorced", "Divorced"), ("widowed", "Widowed")]
    )
    category_ids = fields.Many2many("beneficiary.category", string="Categories", check_company=True)
    branch_id = fields.Many2one(
        "beneficiary.branch",
        check_company=True,
        index="btree_not_null",
        tracking=True,
        default=lambda self: self.env.user._beneficiary_default_branch(),
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        index="btree_not_null",
        tracking=True,
        default=lambda self: self.env.user,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    agreed_medium = fields.Selection(
        [
            ("email", "E-mail"),
            ("sms", "SMS"),
            ("phone", "Phone"),
            ("letter", "Letter"),
            ("fax", "Fax"),
            ("portal", "Portal"),
        ],
        tracking=True,
        help="The means by which the person agreed to be informed (R-49).",
    )
    family_member_ids = fields.One2many("beneficiary.family.member", "beneficiary_id", "Household")
    monthly_income = fields.Monetary(groups=SENSITIVE)
    health_condition = fields.Text(groups=SENSITIVE)
    currency_id = fields.Many2one(related="company_id.currency_id")
    request_ids = fields.One2many("beneficiary.request", "beneficiary_id", "Requests")
    request_count = fields.Integer(compute="_compute_request_count")
    merged_into_id = fields.Many2one(
        "beneficiary.beneficiary", "Merged into", readonly=True, copy=False, index="btree_not_null"
    )

    _company_recent = models.Index("(company_id, id DESC) WHERE active IS TRUE")
    _registered = models.Index("(company_id, id) WHERE state = 'registered' AND active IS TRUE")
    _national_id_uniq = models.UniqueIndex(
        "(company_id, national_id) WHERE national_id IS NOT NULL AND active IS TRUE AND is_confirmed IS TRUE",
        "Another file of the association already has this ID number. Open that file instead of making a second one.",
    )
    _file_number_uniq = models.UniqueIndex(
        "(company_id, file_number) WHERE file_number IS NOT NULL", "This file number is already given."
    )
    _partner_uniq = models.UniqueIndex(
        "(partner_id, company_id)", "This contact already has a file in the association. Open that file instead."
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"partner_id", "company_id"}

    def _compute_request_count(self):
        counts = dict(
            self.env["beneficiary.request"]._read_group(
                [("beneficiary_id", "in", self.ids)], ["beneficiary_id"], ["__count"]
            )
        )
        for beneficiary in self:
            beneficiary.request_count = counts.get(beneficiary, 0)

    # ------------------------------------------------------------- constraints
    @api.constrains("national_id", "identity_type")
    def _check_national_id(self):
        for beneficiary in self.sudo():
            if beneficiary.national_id and beneficiary.identity_type in identity.FIRST_DIGIT:
                self._check_identity_number(beneficiary.national_id, beneficiary.identity_type, beneficiary.name)

    @api.model
    def _check_identity_number(self, number, identity_type, name):
        """Raise unless ``number`` is a well-formed national ID or Iqama (of any kind, when the type is unknown)."""
        types = [identity_type] if identity_type else list(identity.FIRST_DIGIT)
        if any(identity.is_valid(number, known) for known in types):
            return
        messages = {
            "citizen": self.env._(
                "“ID / Iqama number” of %(name)s: %(number)s is not a national ID. It has 10 digits, begins with 1, "
                "and its last digit must fit the others. Read it again from the card.",
                name=name,
                number=number,
            ),
            "resident": self.env._(
                "“ID / Iqama number” of %(name)s: %(number)s is not an Iqama number. It has 10 digits, begins with 2, "
                "and its last digit must fit the others. Read it again from the card.",
                name=name,
                number=number,
            ),
            None: self.env._(
                "“ID / Iqama number” of %(name)s: %(number)s is neither a national ID nor an Iqama number. "
                "Read it again from the card.",
                name=name,
                number=number,
            ),
        }
        raise ValidationError(messages[identity_type])

    @api.constrains("birth_date")
    def _check_birth_date(self):
        today = fields.Date.context_today(self)
        for beneficiary in self:
            if beneficiary.birth_date and beneficiary.birth_date > today:
                raise ValidationError(
                    self.env._("“Birth Date” of %(name)s lies in the future. Correct it.", name=beneficiary.name)
                )

    # -------------------------------------------------------------- onchanges
    @api.onchange("national_id")
    def _onchange_national_id(self):
        number = identity.clean(self.national_id)
        self.national_id = number or False
        for identity_type, digit in identity.FIRST_DIGIT.items():
            if len(number) == 10 and number.startswith(digit):
                self.identity_type = identity_type

    @api.onchange("phone")
    def _onchange_phone(self):
        if self.phone:
            self.phone = self._international_phone(self.phone) or self.phone

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            self._clean_vals(vals)
        self.browse().check_access("create")
        self._create_contacts(vals_list)
        bank_commands = [vals.pop("bank_ids", []) for vals in vals_list]
        beneficiaries = super().create(vals_list)
        beneficiaries._sync_partner()
        for beneficiary, commands in zip(beneficiaries, bank_commands, strict=True):
            beneficiary._write_bank_accounts(commands)
        return beneficiaries

    def write(self, vals):
        vals = dict(vals)
        self._clean_vals(vals)
        self.check_access("write")
        contact = {name: vals.pop(name) for name in self._contact_fields() & vals.keys()}
        bank_commands = vals.pop("bank_ids", [])
        result = super().write(vals)
        self._write_contact(contact)
        for beneficiary in self if bank_commands else ():
            beneficiary._write_bank_accounts(bank_commands)
        if {"branch_id", "active"} & vals.keys():
            self._sync_partner()
        if self._signed_fields() & vals.keys():
            self._signed_content_changed()
        return result

    def _clean_vals(self, vals):
        """Bring what was typed into its stored form: ASCII digits, international phone."""
        if "national_id" in vals:
            vals["national_id"] = identity.clean(vals["national_id"]) or False
        if vals.get("phone"):
            vals["phone"] = self._international_phone(vals["phone"], raise_exception=True)

    def _sync_partner(self):
        """Keep company and branch of the contact those of the file: the contact's record rules read them."""
        for (company, branch), files in self.sudo().grouped(lambda b: (b.company_id, b.branch_id)).items():
            vals = {"is_beneficiary": True, "beneficiary_branch_id": branch.id}
            users = files.partner_id.filtered("user_ids")  # the contact of a user stays free of a company
            users.write(vals)
            (files.partner_id - users).write(vals | {"company_id": company.id})

    def _international_phone(self, number, raise_exception=False):
        """Return a phone number in international form; numbers without a country code are the company's country's.

        :raise ValidationError: when it is no phone number and ``raise_exception`` is set
        """
        country = self.env.company.country_id or self.env.ref("base.sa")
        formatted = self._phone_format(
            number=arabic.ascii_digits(number), country=country, force_format="INTERNATIONAL"
        )
        if not formatted and raise_exception:
            raise ValidationError(
                self.env._(
                    "“Phone”: %(number)s is not a phone number. Write it as 05XXXXXXXX or with the country code, "
                    "such as +966 5X XXX XXXX.",
                    number=number,
                )
            )
        return formatted

    # ---------------------------------------------------------------- actions
    def action_register(self):
        """Complete the registration and give the file number (R-50).

        :raise UserError: naming what is still missing
        """
        self._check_role("beneficiary.group_officer")
        for beneficiary in self:
            beneficiary._check_can_register()
        for company, beneficiaries in self.grouped("company_id").items():
            numbers = self.env["ir.sequence"]._beneficiary_next("beneficiary.file", company.id, len(beneficiaries))
            today = fields.Date.context_today(self)
            for beneficiary, number in zip(beneficiaries, numbers, strict=True):
                beneficiary._guarded_write(
                    {
                        "state": "registered",
                        "file_number": beneficiary.file_number or number,
                        "date_registered": beneficiary.date_registered or today,
                    }
                )
        return True

    def _check_can_register(self):
        if self.state == "registered":
            raise UserError(self.env._("%(name)s is already registered.", name=self.name))
        missing = self._missing_for_registration()
        if missing:
            raise UserError(
                self.env._(
                    "%(name)s cannot be registered yet. Still missing: %(missing)s.",
                    name=self.name,
                    missing=format_list(self.env, missing, style="unit"),
                )
            )

    def _missing_for_registration(self):
        """Return what a file number waits for, in words."""
        missing = []
        if not self.category_ids:
            missing.append(self.env._("a category"))
        if not self.agreed_medium:
            missing.append(self.env._("the agreed medium"))
        if self.identity_type not in ("none", False) and not self.national_id:
            missing.append(self.env._("the ID number"))
        if not self.request_ids.filtered(lambda r: r.state in ("complete", "review", "approved", "done")):
            missing.append(self.env._("a request whose requirements are complete"))
        return missing

    def action_suspend(self):
        """Suspend a file: no new request is submitted for it until it is resumed."""
        self._check_role("beneficiary.group_officer")
        self._check_file_state("prospect", "registered")
        return self._guarded_write({"state": "suspended"})

    def action_resume(self):
        """Resume a suspended or closed file."""
        self._check_role("beneficiary.group_officer")
        self._check_file_state("suspended", "closed")
        for state, files in self.grouped(lambda b: "registered" if b.file_number else "prospect").items():
            files._guarded_write({"state": state})
        return True

    def action_close(self):
        """Close the file."""
        self._check_role("beneficiary.group_manager")
        self._check_file_state("prospect", "registered", "suspended")
        return self._guarded_write({"state": "closed"})

    def _check_file_state(self, *states):
        """Raise unless the files are in one of ``states`` and not merged into another one."""
        for beneficiary in self:
            if beneficiary.merged_into_id:
                raise UserError(
                    self.env._(
                        "%(name)s was merged into another file. Work with that one: %(target)s.",
                        name=beneficiary.name,
                        target=beneficiary.merged_into_id.display_name,
                    )
                )
        self._check_state(*states)

    def action_view_requests(self):
        """Open the requests of this person."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_request_action") | {
            "domain": [("beneficiary_id", "=", self.id)],
            "context": {"default_beneficiary_id": self.id},
        }

    # ------------------------------------------------------- signed declarations
    def _signed_fields(self):
        """Return the fields of the file that a declaration states, and whose change voids it (R-44)."""
        return {
            "name",
            "national_id",
            "identity_type",
            "birth_date",
            "gender",
            "marital_status",
            "phone",
            "street",
            "city",
            "family_member_ids",
        }

    def _signed_content_changed(self):
        """Void the declarations that no longer say what was signed."""
        declarations = self.env["beneficiary.declaration"].sudo()
        declarations.search(
            [
                ("state", "=", "valid"),
                ("request_id.beneficiary_id", "in", self.ids),
                ("request_id.state", "in", declarations._open_request_states()),
            ]
        )._void_if_changed()
