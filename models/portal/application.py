import secrets

from odoo import api, fields, models

from ...tools import identity
from ...tools.secret import same_secret

STEPS = ("who", "program", "questions", "documents", "review", "sign")


class Application(models.Model):
    """What a visitor has typed on the website and not sent yet.

    It belongs to the visitor: no role of the association reads it, nothing of it is in the registry before it is sent,
    and it is deleted with its files when it is sent or forgotten. The pages work on it in ``sudo``, after
    :meth:`_find_draft` has said whose it is.

    This file holds what an application is; `application_steps.py` how the steps are filled in,
    `application_send.py` how it becomes a request, `application_expiry.py` how it is forgotten.
    """

    _name = "beneficiary.application"
    _description = "Application on the website"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.upload.mixin"]
    _order = "id desc"

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="cascade")
    website_id = fields.Many2one("website", readonly=True, ondelete="set null")
    access_token = fields.Char(required=True, readonly=True, copy=False, default=lambda self: self._new_token())
    user_id = fields.Many2one(
        "res.users", "Login", readonly=True, ondelete="cascade", help="Who began it; nobody else opens it."
    )
    assisted_by_id = fields.Many2one(
        "res.users",
        "Filed with the help of",
        readonly=True,
        ondelete="cascade",
        help="The colleague who writes down the application for a person who cannot.",
    )
    lang = fields.Char("Language", readonly=True)
    state = fields.Selection(
        [("draft", "Not sent"), ("sent", "Sent"), ("expired", "Expired")],
        default="draft",
        required=True,
        readonly=True,
    )
    last_change = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    reminded_on = fields.Datetime(readonly=True)
    last_reminded_on = fields.Datetime(
        "Reminded for the last time on", readonly=True, help="Shortly before it is deleted. Typing begins it again."
    )
    reference = fields.Char(
        readonly=True, help="The reference that the request will have: it stands in the declaration."
    )
    request_id = fields.Many2one("beneficiary.request", readonly=True, ondelete="set null", index="btree_not_null")

    program_id = fields.Many2one("beneficiary.program", "Programme", ondelete="set null")
    for_beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary",
        "For",
        readonly=True,
        ondelete="cascade",
        help="The file of the visitor himself, or of his ward. Empty: a person whom the association does not know yet.",
    )
    name = fields.Char()
    identity_type = fields.Selection(
        selection=lambda self: self._registry_selection("identity_type"), string="Identity document", default="citizen"
    )
    national_id = fields.Char("Number of the identity document")
    birth_date = fields.Date("Date of birth")
    gender = fields.Selection(selection=lambda self: self._registry_selection("gender"))
    marital_status = fields.Selection(selection=lambda self: self._registry_selection("marital_status"))
    nationality_id = fields.Many2one("res.country", ondelete="set null")
    phone = fields.Char("Mobile phone")
    email = fields.Char("E-mail")
    street = fields.Char("Street and district")
    city = fields.Char()
    agreed_medium = fields.Selection(
        selection=lambda self: self._registry_selection("agreed_medium"),
        string="How shall we tell you?",
    )
    member_ids = fields.One2many("beneficiary.application.member", "application_id", "Household")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount_requested = fields.Monetary("Amount you ask for")
    description = fields.Text("What you need")
    answers = fields.Properties(definition="program_id.question_definition")
    document_ids = fields.One2many("beneficiary.application.document", "application_id", "Papers")
    incomplete_reason = fields.Char("Why papers are missing")

    _token_uniq = models.UniqueIndex("(access_token)", "This token is taken.")
    _user_drafts = models.Index("(user_id, company_id) WHERE state = 'draft' AND user_id IS NOT NULL")
    _forgotten = models.Index("(last_change)")

    @api.model
    def _registry_selection(self, name):
        """Return what a field of the file may be, for the field of the same name here."""
        return self.env["beneficiary.beneficiary"]._fields[name]._description_selection(self.env)

    @api.model
    def _new_token(self):
        return secrets.token_urlsafe(32)

    def unlink(self):
        self.sudo().document_ids.unlink()  # not left to the database: their files go with them
        return super().unlink()

    # ------------------------------------------------------------------- whose
    @api.model
    def _find_draft(self, user, company, token):
        """Return the draft of a visitor, in ``sudo``; empty where there is none that is his.

        What was begun with a login is found again with that login, and with nothing else. What was begun without one
        is found with its token, which the visitor's browser keeps, and becomes that of the login he uses then.

        :param user: who asks; the public user for a visitor
        :param str token: what the browser, or a link, brought along
        """
        drafts = self.sudo()
        domain = [("company_id", "=", company.id), ("state", "=", "draft")]
        if not user._is_public() and (found := drafts.search([*domain, ("user_id", "=", user.id)], limit=1)):
            return found
        if not isinstance(token, str) or not token or not token.isprintable():
            return drafts
        found = drafts.search([*domain, ("access_token", "=", token), ("user_id", "=", False)], limit=1)
        return found if same_secret(found.access_token, token) else drafts

    @api.model
    def _begin(self, user, company, website):
        """Return a new draft of a visitor, in ``sudo``."""
        public = user._is_public()
        return self.sudo().create(
            {
                "company_id": company.id,
                "website_id": website.id,
                "user_id": False if public else user.id,
                "assisted_by_id": user.id if self._may_assist(user) else False,
                "lang": self.env.lang,
                "phone": False if public or self._may_assist(user) else user.partner_id.phone,
            }
        )

    def _claim(self, user):
        """Let a draft that was begun without a login belong to the login that works on it now."""
        if not user._is_public() and not self.user_id:
            self.write({"user_id": user.id, "assisted_by_id": user.id if self._may_assist(user) else False})

    @api.model
    def _may_assist(self, user):
        """Tell whether a user writes down applications for other people: delegates and officers do."""
        return user._is_internal() and user.has_group("beneficiary.group_delegate")

    @api.model
    def _own_files(self, user, company):
        """Return the files for which a visitor may apply: his own one, then those of his wards (in ``sudo``).

        Colleagues have none here: who assists writes down somebody else's words, and others are visitors.
        """
        if user._is_internal():
            return self.env["beneficiary.beneficiary"].sudo()
        return self.env["beneficiary.beneficiary"]._portal_files(user, company)

    def _file(self):
        """Return the file for which this application is made, if its owner still acts for it."""
        self.ensure_one()
        if not self.user_id:
            return self.env["beneficiary.beneficiary"].sudo()
        return self.for_beneficiary_id & self._own_files(self.user_id, self.company_id)

    def _guardianship(self):
        """Return the guardianship by which the owner applies for a ward; empty when he applies for himself."""
        guardians = self.env["beneficiary.guardian"].sudo()
        if not self._file():
            return guardians
        own = self.env["beneficiary.beneficiary"]._portal_own_file(self.user_id, self.company_id)
        if self._file() == own:
            return guardians
        domain = guardians._acting_domain(own)
        return guardians.search([*domain, ("beneficiary_id", "=", self._file().id)], limit=1)

    # ------------------------------------------------------------------ offered
    def _clean_identity(self):
        return identity.clean(self.national_id or "")

    def _program(self):
        """Return the programme that was chosen, while it is still offered."""
        return self.program_id & self.env["beneficiary.program"]._apply_programs(self.company_id)
