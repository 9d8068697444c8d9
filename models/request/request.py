from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.i18n import format_list


class Request(models.Model):
    """A request for support or a service, from draft to delivery (R-40…R-51).

    This file holds what a request is; `request_flow.py` its path and gates, `request_reply.py` the promised window.
    """

    _name = "beneficiary.request"
    _description = "Request"
    _inherit = ["beneficiary.case.mixin"]
    _order = "id desc"
    _case_sequence_code = "beneficiary.request"

    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", required=True, index=True, check_company=True, tracking=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        related="beneficiary_id.partner_id", store=True, precompute=True, index=True, string="Contact"
    )
    program_id = fields.Many2one(
        "beneficiary.program",
        "Programme",
        required=True,
        index=True,
        check_company=True,
        tracking=True,
        ondelete="restrict",
        domain="[('state', '=', 'open'), ('company_id', '=', company_id)]",
    )
    origin = fields.Selection(
        [
            ("staff", "Staff"),
            ("portal", "Portal"),
            ("email", "E-mail"),
            ("inquiry", "Inquiry"),
            ("outreach", "Outreach"),
        ],
        default="staff",
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("complete", "Complete"),
            ("review", "In committee"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("done", "Delivered"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    priority = fields.Selection([("0", "Normal"), ("1", "Urgent")], default="0", index=True)
    description = fields.Text("What is asked for")
    currency_id = fields.Many2one(related="company_id.currency_id")
    answers = fields.Properties(
        definition="program_id.question_definition", copy=True, help="To the questions of the programme."
    )
    amount_requested = fields.Monetary(tracking=True)
    amount_approved = fields.Monetary(readonly=True, copy=False, tracking=True)
    date_submitted = fields.Datetime("Submitted on", readonly=True, copy=False)
    date_complete = fields.Datetime("Complete on", readonly=True, copy=False)
    date_decided = fields.Datetime("Decided on", readonly=True, copy=False)
    decision_reason = fields.Text(readonly=True, copy=False)
    incomplete_reason = fields.Char(
        copy=False,
        help="Why the visitor left before the request was complete. Needed where the policy takes in complete "
        "requests only (R-43).",
    )
    return_reason = fields.Text(readonly=True, copy=False, tracking=True)
    cancel_reason = fields.Text(readonly=True, copy=False)
    committee_id = fields.Many2one(
        "beneficiary.committee", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    document_ids = fields.One2many("beneficiary.document", "request_id", "Documents")
    declaration_ids = fields.One2many("beneficiary.declaration", "request_id", "Declarations")
    declaration_id = fields.Many2one(
        "beneficiary.declaration", "Valid declaration", readonly=True, copy=False, index="btree_not_null"
    )
    item_ids = fields.One2many("beneficiary.committee.item", "request_id", "Committee items")
    delivery_ids = fields.One2many("beneficiary.delivery", "request_id", "Deliveries")
    document_total = fields.Integer("Required papers", compute="_compute_document_counts")
    document_verified = fields.Integer("Verified papers", compute="_compute_document_counts")
    completeness = fields.Integer(
        "Completeness (%)",
        compute="_compute_document_counts",
        help="Share of the required papers that are verified, and of the signed declaration, in percent.",
    )
    document_text = fields.Char(compute="_compute_document_counts")
    missing_text = fields.Char("Still missing", compute="_compute_missing_text")
    beneficiary_state = fields.Selection(related="beneficiary_id.state", string="File")
    file_number = fields.Char(related="beneficiary_id.file_number")
    complete_on_receipt = fields.Boolean(related="policy_id.complete_on_receipt")
    reply_window_text = fields.Char("Promised reply", related="policy_id.window_text")

    _company_recent = models.Index("(company_id, id DESC)")
    _company_state = models.Index("(company_id, state, id DESC)")
    _branch_recent = models.Index("(branch_id, id DESC) WHERE branch_id IS NOT NULL")
    # what the figures of the policy count by
    _submitted_on = models.Index("(company_id, date_submitted)")
    _completed_on = models.Index("(company_id, date_complete)")
    _decided_on = models.Index("(company_id, date_decided, state)")
    _outreach_on = models.Index("(company_id, create_date) WHERE origin = 'outreach'")
    _amount_positive = models.Constraint("CHECK (amount_requested >= 0)", "The requested amount cannot be negative.")

    # --------------------------------------------------------------- computes
    @api.depends("beneficiary_id.branch_id")
    def _compute_branch_id(self):
        for request in self:
            if request.beneficiary_id.branch_id:
                request.branch_id = request.beneficiary_id.branch_id
            elif not request.branch_id:
                super(Request, request)._compute_branch_id()

    @api.depends("document_ids.state", "document_ids.required", "declaration_id")
    def _compute_document_counts(self):
        counts = {}
        for request, state, count in self.env["beneficiary.document"]._read_group(
            [("request_id", "in", self.ids), ("required", "=", True)], ["request_id", "state"], ["__count"]
        ):
            counts.setdefault(request.id, {})[state] = count
        for request in self:
            states = counts.get(request._origin.id, {})
            request.document_total = sum(states.values())
            request.document_verified = states.get("verified", 0)
            request.document_text = self.env._(
                "%(verified)s of %(total)s required papers verified",
                verified=request.document_verified,
                total=request.document_total,
            )
            parts = request.document_total + 1
            request.completeness = 100 * (request.document_verified + bool(request.declaration_id)) // parts

    @api.depends("document_ids.state", "document_ids.expiry_date", "declaration_id", "date_submitted")
    def _compute_missing_text(self):
        for request in self:
            request.missing_text = format_list(self.env, request._missing_for_completeness(), style="unit")

    def _compute_access_url(self):
        for request in self:
            request.access_url = f"/my/requests/{request.id}"

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self._check_applicants_visible(vals_list)
        requests = super().create(vals_list)
        requests._sync_documents()
        return requests

    def write(self, vals):
        if self._signed_fields() & vals.keys():
            # what was decided upon does not change
            self._check_state(*self.env["beneficiary.declaration"]._open_request_states())
        self._check_applicants_visible([vals])
        self._check_responsible_is_no_voter(vals)
        result = super().write(vals)
        if "program_id" in vals:
            self._sync_documents()
        if self._signed_fields() & vals.keys():
            self.sudo().declaration_id._void_if_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for request in self:
            if request.state not in ("draft", "cancelled") or request.declaration_ids:
                raise UserError(
                    self.env._("%(name)s was signed or submitted: cancel it, it cannot be deleted.", name=request.name)
                )

    def _check_applicants_visible(self, vals_list):
        """A request shows who its applicant is, so it may only name somebody whom the user may see."""
        ids = {vals["beneficiary_id"] for vals in vals_list if vals.get("beneficiary_id")}
        self.env["beneficiary.beneficiary"].browse(ids).check_access("read")

    def _check_responsible_is_no_voter(self, vals):
        """Who handles a request does not vote on it: making a member responsible would take his vote away silently.

        :raise UserError: when a request in committee is given to a member of that committee
        """
        user = self.env["res.users"].browse(vals.get("user_id"))
        for request in self if user else ():
            if request.state == "review" and request.user_id != user and request.committee_id._member(user):
                raise UserError(
                    self.env._(
                        "%(user)s votes on %(name)s as a member of “%(committee)s”, and who is responsible does not "
                        "vote. Choose another under “Responsible”, or wait for the decision.",
                        user=user.sudo().name,
                        name=request.name,
                        committee=request.committee_id.sudo().name,
                    )
                )

    @api.constrains("branch_id", "beneficiary_id")
    def _check_branch(self):
        for request in self:
            branch = request.beneficiary_id.sudo().branch_id
            if branch and request.branch_id != branch:
                raise ValidationError(
                    self.env._(
                        "%(name)s belongs to the branch of its applicant, “%(branch)s”. To move it, move the file.",
                        name=request.name,
                        branch=branch.name,
                    )
                )

    def _sync_documents(self):
        """Give every draft the checklist of its programme; papers already handed in stay."""
        missing = []
        for request in self.filtered(lambda r: r.state in self.env["beneficiary.declaration"]._open_request_states()):
            wanted = request.program_id.document_type_ids
            request.document_ids.filtered(lambda d, w=wanted: d.state == "missing" and d.type_id not in w).unlink()
            missing += [
                {"request_id": request.id, "type_id": document_type.id}
                for document_type in wanted - request.document_ids.type_id
            ]
        self.env["beneficiary.document"].create(missing)

    # ------------------------------------------------------------ declaration
    def _signed_fields(self):
        """Return the fields of the request that a declaration states, and whose change voids it (R-44)."""
        return {"beneficiary_id", "program_id", "amount_requested", "description", "answers"}

    def sign_declaration(self, signer_name, signature):
        """Record the applicant's signed declaration that the data is correct (R-44).

        :param str signer_name: who signs
        :param signature: base64 image of the signature
        :return: the new ``beneficiary.declaration``
        :raise UserError: when the request is decided, or name or signature is missing or not an image
        """
        return self._sign_declaration(signer_name, signature)

    def _sign_declaration(self, signer_name, signature, **vals):
        """Do what :meth:`sign_declaration` says; ``vals`` are more values of the declaration, such as who took it."""
        self.ensure_one()
        self.check_access("write")
        declarations = self.env["beneficiary.declaration"]
        if self.state not in declarations._open_request_states():
            raise UserError(self.env._("%(name)s is already decided; nothing is left to sign.", name=self.name))
        declarations._check_signature(signer_name, signature)
        self.sudo().declaration_id._void(self.env._("Replaced by a newer declaration."))
        declaration = declarations.sudo().create(
            vals | {"request_id": self.id, "signer_name": signer_name.strip(), "signature": signature}
        )
        self.sudo().declaration_id = declaration
        return declaration.with_env(self.env)

    def action_sign_declaration(self):
        """Open the screen on which the applicant reads and signs the declaration."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_declaration_sign_action") | {
            "context": {"default_request_id": self.id}
        }
