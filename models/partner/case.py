from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.i18n import format_list

OPEN = ("sent", "received")
SENDABLE = ("submitted", "complete", "review")  # states of a request
IDENTITY = "beneficiary.group_delegate,beneficiary.group_researcher"
DIGITS = 4  # of the identity number that the entity sees


class PartnerCase(models.Model):
    """One round in which a partner entity verifies a request (R-12, R-62).

    What the entity sees is taken down when the case is sent: name, last digits of the identity number, categories, the
    question, and the files of the papers that the officer chose. It sees nothing else of the request or the file.
    What was answered never changes; what is asked again is a new case.

    This file holds what a case is; `case_flow.py` its path, `case_portal.py` what the entity does on its pages,
    `case_notice.py` what it is told, and `case_reminder.py` what days that pass do.
    """

    _name = "beneficiary.partner.case"
    _description = "Case at a Partner"
    _inherit = [
        "beneficiary.guarded.mixin",
        "beneficiary.frozen.mixin",
        "beneficiary.thread.mixin",
        "beneficiary.notified.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Reference", readonly=True, copy=False, index="trigram", default=lambda self: self.env._("New"))
    request_id = fields.Many2one(
        "beneficiary.request", required=True, index=True, check_company=True, ondelete="restrict", copy=False
    )
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, precompute=True, index="btree_not_null")
    committee_id = fields.Many2one(related="request_id.committee_id", store=True, index="btree_not_null")
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", "Applicant", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    program_id = fields.Many2one(
        "beneficiary.program", "Programme", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    entity_id = fields.Many2one(
        "beneficiary.partner.entity",
        "Partner",
        required=True,
        check_company=True,
        tracking=True,
        ondelete="restrict",
        domain="[('id', 'in', allowed_entity_ids)]",
    )
    allowed_entity_ids = fields.Many2many("beneficiary.partner.entity", compute="_compute_allowed_entity_ids")
    question = fields.Text(
        "What is to be verified", required=True, help="The partner reads it as you write it. Name only what it needs."
    )
    document_ids = fields.Many2many(
        "beneficiary.document",
        string="Papers that it sees",
        domain="[('request_id', '=', request_id), ('attachment_ids', '!=', False)]",
        help="Only the files of these papers, as they are now. Empty: it sees no paper.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment", "beneficiary_partner_case_attachment_rel", string="Shared files", readonly=True, copy=False
    )
    shared_name = fields.Char("Name that it sees", readonly=True, copy=False)
    shared_identity = fields.Char("Digits that it sees", readonly=True, copy=False, groups=IDENTITY)
    shared_categories = fields.Char("Categories that it sees", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        index=True,
        check_company=True,
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    state = fields.Selection(
        [
            ("sent", "Sent"),
            ("received", "Received"),
            ("verified", "Verified"),
            ("returned", "Returned"),
            ("withdrawn", "Withdrawn"),
        ],
        default="sent",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    sent_by = fields.Many2one(
        "res.users", "Sent by", readonly=True, required=True, copy=False, default=lambda self: self.env.user
    )
    sent_on = fields.Datetime("Sent on", readonly=True, required=True, copy=False, default=fields.Datetime.now)
    due_date = fields.Date(
        "Answer by",
        compute="_compute_due_date",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        copy=False,
        tracking=True,
    )
    received_on = fields.Datetime("Received on", readonly=True, copy=False)
    received_by = fields.Many2one("res.users", "Received by", readonly=True, copy=False)
    answered_on = fields.Datetime("Answered on", readonly=True, copy=False)
    answered_by = fields.Many2one("res.users", "Answered by", readonly=True, copy=False)
    on_paper = fields.Boolean(
        "Answered on paper", readonly=True, copy=False, help="A colleague recorded an answer that came on paper."
    )
    verdict = fields.Text("Statement", readonly=True, copy=False, help="What the partner states.")
    return_reason = fields.Text("Reason of the return", readonly=True, copy=False)
    withdraw_reason = fields.Text("Reason of the withdrawal", readonly=True, copy=False)
    reminded_on = fields.Datetime("Reminded on", readonly=True, copy=False)
    escalated_on = fields.Datetime(readonly=True, copy=False)
    is_late = fields.Boolean("Late", compute="_compute_is_late", search="_search_is_late")

    _one_open = models.UniqueIndex(
        "(request_id, entity_id) WHERE state IN ('sent', 'received')",
        "This request is with that partner already. Wait for the answer, or withdraw the other case.",
    )
    _entity_recent = models.Index("(entity_id, id DESC)")
    _company_recent = models.Index("(company_id, id DESC)")
    _waiting = models.Index("(company_id, due_date) WHERE state IN ('sent', 'received')")

    # ----------------------------------------------------------------- guards
    def _set_once_fields(self):
        return super()._set_once_fields() | {"request_id", "entity_id", "question", "document_ids"}

    def _is_frozen(self):
        return self.state not in OPEN

    def _frozen_message(self):
        return self.env._(
            "%(name)s is answered or withdrawn and cannot be changed. Send the request again.", name=self.name
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for case in self:
            raise UserError(self.env._("%(name)s was sent: withdraw it, it cannot be deleted.", name=case.name))

    # --------------------------------------------------------------- computes
    @api.depends("request_id")
    def _compute_allowed_entity_ids(self):
        for case in self:
            case.allowed_entity_ids = case.request_id.sudo()._partner_entities().sudo(False)

    @api.depends("entity_id")
    def _compute_due_date(self):
        for case in self:
            company = (case.company_id or self.env.company).sudo()
            days = case.entity_id.sudo().answer_days or 14
            case.due_date = company._beneficiary_today() + timedelta(days=days)

    @api.depends("due_date", "state")
    def _compute_is_late(self):
        for case in self:
            today = (case.company_id or self.env.company).sudo()._beneficiary_today()
            case.is_late = case.state in OPEN and bool(case.due_date) and case.due_date < today

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company.sudo()._beneficiary_today()
        late = fields.Domain("state", "in", OPEN) & fields.Domain("due_date", "<", today)
        return fields.Domain.OR(late if one else ~late for one in value)

    @api.constrains("document_ids", "request_id")
    def _check_documents(self):
        for case in self.sudo():
            if case.document_ids.request_id - case.request_id:
                raise ValidationError(
                    self.env._(
                        "Choose papers of %(name)s only: the partner must not see those of another request.",
                        name=case.request_id.name,
                    )
                )

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self._check_role("beneficiary.group_officer")
        self._check_requests(vals_list)
        self.flush_model(["state"])  # the unique index allows one that is open
        quiet = self.with_context(mail_create_nosubscribe=True)
        cases = super(PartnerCase, quiet).create(vals_list).with_env(self.env)
        cases._check_entities()
        cases._check_due_dates()
        cases.sudo()._take_down()
        cases._subscribe_responsible()
        cases._after_sending()
        return cases

    def write(self, vals):
        if "due_date" in vals:
            self._check_role("beneficiary.group_officer")
        result = super().write(vals)
        if "due_date" in vals:
            self._check_due_dates()
            self.sudo().write({"reminded_on": False, "escalated_on": False})
        return result

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        # mail.thread calls it once for every created record; `_subscribe_responsible` does it for all of them
        if self.env.context.get("mail_create_nosubscribe"):
            return None
        return super()._message_auto_subscribe(updated_values, followers_existing_policy)

    def _check_requests(self, vals_list):
        """Refuse to send a request that the user may not change, or that is not under way."""
        requests = self.env["beneficiary.request"].browse({v["request_id"] for v in vals_list if v.get("request_id")})
        requests.check_access("write")
        requests._check_can_send_to_partner()

    def _check_entities(self):
        for case in self:
            allowed = case.request_id.sudo()._partner_entities()
            if case.entity_id not in allowed:
                raise UserError(
                    self.env._(
                        "%(entity)s does not verify cases of “%(program)s” now: its agreement must be in force, and "
                        "the programme must name it. Partners that do: %(partners)s.",
                        entity=case.entity_id.sudo().name,
                        program=case.request_id.program_id.name,
                        partners=format_list(self.env, allowed.mapped("name"), style="unit") or "–",
                    )
                )

    def _check_due_dates(self):
        for case in self:
            if case.due_date < case.company_id.sudo()._beneficiary_today():
                raise UserError(self.env._("“Answer by” lies in the past. Choose a later day."))

    def _take_down(self):
        """Keep what the entity will see, as it is now, and number the cases. Called in ``sudo``."""
        for company, cases in self.grouped("company_id").items():
            numbers = self.env["ir.sequence"]._beneficiary_next(self._name, company.id, len(cases))
            for case, number in zip(cases, numbers, strict=True):
                case.write({"name": number} | case._shared_values())

    def _shared_values(self):
        """Return what is kept of the request for the entity. Nothing else is ever shown to it."""
        person = self.request_id.beneficiary_id
        lang = self.entity_id.partner_id.lang or self.company_id.partner_id.lang or self.env.lang
        categories = person.with_context(lang=lang).category_ids.mapped("name")
        return {
            "beneficiary_id": person.id,
            "program_id": self.request_id.program_id.id,
            "shared_name": person.name,
            "shared_identity": self._last_digits(person.national_id),
            "shared_categories": format_list(self.env, categories, style="unit", lang_code=lang),
            "attachment_ids": [fields.Command.set(self.document_ids.attachment_ids.ids)],
        }

    @api.model
    def _last_digits(self, number):
        """Return the end of an identity number, from which the number cannot be told."""
        return number[-DIGITS:] if number and len(number) >= 2 * DIGITS else False
