from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class Document(models.Model):
    """One line of a request's checklist: a paper, who matched it with the original, when, and until when it holds."""

    _name = "beneficiary.document"
    _description = "Document"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.files.mixin"]
    _order = "request_id desc, sequence, id"
    _check_company_auto = True

    request_id = fields.Many2one("beneficiary.request", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, precompute=True, index="btree_not_null")
    committee_id = fields.Many2one(related="request_id.committee_id", store=True, index="btree_not_null")
    beneficiary_id = fields.Many2one(related="request_id.beneficiary_id", store=True, precompute=True, index=True)
    type_id = fields.Many2one(
        "beneficiary.document.type", required=True, index=True, check_company=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="type_id.sequence", store=True, precompute=True)
    required = fields.Boolean(related="type_id.required", store=True, precompute=True)
    name = fields.Char(related="type_id.name")
    instructions = fields.Text(related="type_id.instructions")
    state = fields.Selection(
        [
            ("missing", "Missing"),
            ("received", "Received"),
            ("verified", "Verified"),
            ("rejected", "Rejected"),
        ],
        default="missing",
        required=True,
        readonly=True,
        copy=False,
    )
    number = fields.Char(help="Number printed on the paper.")
    issue_date = fields.Date()
    expiry_date = fields.Date()
    valid_until = fields.Date(
        compute="_compute_valid_until",
        store=True,
        help="The expiry date, or the age limit of this type of paper, whichever comes first.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment", "beneficiary_document_attachment_rel", string="Files", copy=False
    )
    verified_by = fields.Many2one("res.users", "Matched by", readonly=True, copy=False)
    verified_on = fields.Datetime("Matched on", readonly=True, copy=False)
    reject_reason = fields.Char(copy=False)

    # the figures of the policy look for complete requests of which something was not verified
    _unverified = models.Index("(request_id) WHERE required IS TRUE AND state != 'verified'")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"request_id", "type_id"}

    @api.depends("expiry_date", "issue_date", "type_id.max_age_days")
    def _compute_valid_until(self):
        for document in self:
            limits = [document.expiry_date]
            if document.issue_date and document.type_id.max_age_days:
                limits.append(document.issue_date + timedelta(days=document.type_id.max_age_days))
            document.valid_until = min(filter(None, limits), default=False)

    @api.constrains("issue_date", "expiry_date")
    def _check_dates(self):
        for document in self:
            if document.issue_date and document.expiry_date and document.expiry_date < document.issue_date:
                raise ValidationError(
                    self.env._(
                        "%(paper)s: the expiry date lies before the issue date. Read both again.",
                        paper=document.type_id.name,
                    )
                )

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        if not self.env.su:
            documents._check_request_open()
        documents._after_change(vals.keys() for vals in vals_list)
        return documents

    def write(self, vals):
        if self._signed_fields() & vals.keys():
            self._check_request_open()
        result = super().write(vals)
        self._after_change([vals.keys()] * len(self))
        return result

    def unlink(self):
        requests = self.request_id
        result = super().unlink()
        requests.sudo().declaration_id._void_if_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_handed_in(self):
        for document in self:
            if not self.env.su and document.type_id in document.request_id.program_id.document_type_ids:
                raise UserError(
                    self.env._(
                        "The programme asks for “%(paper)s”: the line cannot be deleted.", paper=document.type_id.name
                    )
                )
            if document.state != "missing" and document.request_id.state != "draft":
                raise UserError(
                    self.env._("%(paper)s was handed in and cannot be deleted.", paper=document.type_id.name)
                )

    @api.model
    def _signed_fields(self):
        """Return the fields of a paper that a declaration states, and whose change voids it (R-44)."""
        return {"type_id", "number", "issue_date", "expiry_date", "attachment_ids"}

    def _after_change(self, keys_list):
        """A paper whose content changed must be matched again, and what was signed about it is void."""
        changed = self.browse().concat(
            *(doc for doc, keys in zip(self, keys_list, strict=True) if self._signed_fields() & set(keys) - {"type_id"})
        )
        if changed:
            changed._files_changed()

    def _check_files_open(self):
        super()._check_files_open()
        self._check_request_open()

    def _files_changed(self):
        """Let papers whose content or files changed be matched again, and void what was signed about them."""
        super()._files_changed()
        handed_in = self.filtered(lambda d: d.attachment_ids or d.number or d.state != "missing")
        handed_in.sudo().filtered(lambda d: d.state != "received").write(
            {"state": "received", "verified_by": False, "verified_on": False}
        )
        self.request_id.sudo().declaration_id._void_if_changed()

    # ---------------------------------------------------------------- actions
    def action_receive(self):
        """Record that the paper was handed in."""
        self._check_role("beneficiary.group_delegate")
        self._check_request_open()
        return self._guarded_write({"state": "received", "verified_by": False, "verified_on": False})

    def action_verify(self):
        """Confirm that the paper was matched with its original and is valid (R-41).

        :raise UserError: when its validity is unknown or it has expired
        """
        self._check_role("beneficiary.group_officer")
        self._check_request_open()
        for document in self:
            document._check_can_verify()
        return self._guarded_write(
            {
                "state": "verified",
                "verified_by": self.env.uid,
                "verified_on": fields.Datetime.now(),
                "reject_reason": False,
            }
        )

    def _check_can_verify(self):
        paper = self.type_id
        if paper.needs_expiry and not self.expiry_date:
            raise UserError(self.env._("Write the expiry date of “%(paper)s” before you verify it.", paper=paper.name))
        if paper.max_age_days and not self.issue_date:
            raise UserError(
                self.env._(
                    "Write the issue date of “%(paper)s” before you verify it: it is accepted for %(days)s days.",
                    paper=paper.name,
                    days=paper.max_age_days,
                )
            )
        company = self.company_id.sudo()
        on_date = company._beneficiary_date(self.request_id.date_submitted) or company._beneficiary_today()
        if self.valid_until and self.valid_until < on_date:
            raise UserError(
                self.env._(
                    "“%(paper)s” expired on %(date)s. Ask for a valid one.", paper=paper.name, date=self.valid_until
                )
            )

    def action_reject(self, reason=None):
        """Reject a paper that does not serve.

        :param str reason: what is wrong with it; may stand in ``reject_reason`` instead
        :raise UserError: without a reason
        """
        self._check_role("beneficiary.group_officer")
        self._check_request_open()
        for document in self:
            if not (reason or document.reject_reason or "").strip():
                raise UserError(
                    self.env._(
                        "Write under “Reject Reason” what is wrong with “%(paper)s”.", paper=document.type_id.name
                    )
                )
        vals = {"state": "rejected", "verified_by": False, "verified_on": False}
        return self._guarded_write(vals | ({"reject_reason": reason} if reason else {}))

    def _check_request_open(self):
        self.request_id._check_state(*self.env["beneficiary.declaration"]._open_request_states())
