from odoo import api, fields, models
from odoo.exceptions import UserError


class Referral(models.Model):
    """A case that is referred to a social researcher because the procedure is unclear (R-42).

    It is about a request or an inquiry, one of both. This file holds what a referral is, `referral_flow.py` its path.
    """

    _name = "beneficiary.referral"
    _description = "Referral"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.thread.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Case", compute="_compute_name", store=True, precompute=True, compute_sudo=True)
    request_id = fields.Many2one(
        "beneficiary.request", index="btree_not_null", check_company=True, ondelete="restrict", copy=False
    )
    lead_id = fields.Many2one(
        "crm.lead", "Inquiry", index="btree_not_null", check_company=True, ondelete="restrict", copy=False
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True, compute_sudo=True, index=True
    )
    branch_id = fields.Many2one(
        "beneficiary.branch",
        compute="_compute_branch_id",
        store=True,
        precompute=True,
        compute_sudo=True,
        index="btree_not_null",
    )
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary",
        "Applicant",
        compute="_compute_beneficiary_id",
        store=True,
        precompute=True,
        compute_sudo=True,
        index="btree_not_null",
    )
    reason = fields.Char(required=True, help="Why the case is referred, such as a procedure that is unclear.")
    question = fields.Text(required=True, help="What the researcher is asked.")
    referred_by = fields.Many2one(
        "res.users", readonly=True, required=True, default=lambda self: self.env.user, index=True, copy=False
    )
    user_id = fields.Many2one(
        "res.users",
        "Researcher",
        index=True,
        check_company=True,
        tracking=True,
        domain=lambda self: self._researcher_domain(),
        help="Who is asked. Empty: any social researcher of the association.",
    )
    tell_applicant = fields.Boolean(
        "Tell the applicant", help="The answer is also sent to the applicant, by the means agreed on."
    )
    state = fields.Selection(
        [
            ("open", "Open"),
            ("accepted", "Accepted"),
            ("answered", "Answered"),
            ("declined", "Declined"),
            ("revoked", "Revoked"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    answer = fields.Text(readonly=True, copy=False)
    decline_reason = fields.Text(readonly=True, copy=False)
    revoke_reason = fields.Text(readonly=True, copy=False)
    date_accepted = fields.Datetime("Accepted on", readonly=True, copy=False)
    date_closed = fields.Datetime("Closed on", readonly=True, copy=False)
    may_reply = fields.Boolean(compute="_compute_may")
    may_revoke = fields.Boolean(compute="_compute_may")

    _one_case = models.Constraint(
        "CHECK (num_nonnulls(request_id, lead_id) = 1)", "A referral is about one request or one inquiry."
    )
    _one_open_request = models.UniqueIndex(
        "(request_id) WHERE state IN ('open', 'accepted') AND request_id IS NOT NULL",
        "This request is already referred. Wait for the answer, or revoke the other referral.",
    )
    _one_open_lead = models.UniqueIndex(
        "(lead_id) WHERE state IN ('open', 'accepted') AND lead_id IS NOT NULL",
        "This inquiry is already referred. Wait for the answer, or revoke the other referral.",
    )
    _waiting = models.Index("(company_id, user_id) WHERE state IN ('open', 'accepted')")
    _referred_on = models.Index("(company_id, create_date)")

    # ------------------------------------------------------------------ guards
    def _set_once_fields(self):
        return super()._set_once_fields() | {
            "request_id",
            "lead_id",
            "reason",
            "question",
            "user_id",
            "tell_applicant",
        }

    def _is_frozen(self):
        return self.state in ("answered", "declined", "revoked")

    def _frozen_message(self):
        return self.env._(
            "The referral of %(name)s is closed and cannot be changed. Refer the case again.", name=self.name
        )

    # --------------------------------------------------------------- computes
    @api.model
    def _researcher_domain(self):
        group = self.env.ref("beneficiary.group_researcher").id
        return f"[('share', '=', False), ('company_ids', 'in', company_id), ('all_group_ids', 'in', {group})]"

    def _get_case(self):
        """Return the request or the inquiry that this one referral is about."""
        self.ensure_one()
        return self.request_id or self.lead_id

    def _get_cases(self):
        """Return the cases of these referrals, a list of one recordset for each model."""
        return [cases for cases in (self.request_id, self.lead_id) if cases]

    @api.depends("request_id.name", "lead_id.name")
    def _compute_name(self):
        for referral in self:
            referral.name = referral._get_case().display_name

    @api.depends("request_id.company_id", "lead_id.company_id")
    def _compute_company_id(self):
        for referral in self:
            referral.company_id = referral._get_case().company_id or referral.company_id or self.env.company

    @api.depends("request_id.branch_id", "lead_id.branch_id")
    def _compute_branch_id(self):
        for referral in self:
            referral.branch_id = referral._get_case().branch_id

    @api.depends("request_id.beneficiary_id")
    def _compute_beneficiary_id(self):
        for referral in self:
            referral.beneficiary_id = referral.request_id.beneficiary_id

    @api.depends("state", "user_id", "referred_by")
    @api.depends_context("uid")
    def _compute_may(self):
        for referral in self:
            referral.may_reply = referral._may_reply()
            referral.may_revoke = referral._may_revoke()

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self._check_role("beneficiary.group_delegate")
        self._check_cases(vals_list)
        self.flush_model(["state"])  # the unique index allows one that is open
        quiet = self.with_context(mail_create_nosubscribe=True)
        referrals = super(Referral, quiet).create(vals_list).with_env(self.env)
        for cases in referrals._get_cases():
            cases.sudo()._referral_opened()
        referrals._subscribe_referrers()
        referrals._schedule_for_researchers()
        return referrals

    def _subscribe_referrers(self):
        """Let who referred follow; the researcher follows by the activity. One batch for each person."""
        for user, referrals in self.sudo().grouped("referred_by").items():
            self.env["mail.followers"].sudo()._insert_followers(
                self._name, referrals.ids, user.partner_id.ids, subtypes=None, customer_ids=[], check_existing=False
            )

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        # mail.thread would mail every researcher once for every created record
        if self.env.context.get("mail_create_nosubscribe"):
            return None
        return super()._message_auto_subscribe(updated_values, followers_existing_policy)

    def _check_cases(self, vals_list):
        """Refuse to refer a case that the user may not change, that is closed, or whose policy refers nothing.

        :raise UserError: naming the case
        """
        for name, model in (("request_id", "beneficiary.request"), ("lead_id", "crm.lead")):
            cases = self.env[model].browse({vals[name] for vals in vals_list if vals.get(name)})
            if cases:
                cases.check_access("write")
                cases._check_can_refer()

    @api.constrains("user_id", "company_id")
    def _check_user(self):
        for referral in self:
            if referral.user_id and not referral.user_id.has_group("beneficiary.group_researcher"):
                raise UserError(
                    self.env._(
                        "%(name)s is no social researcher. Choose another under “Researcher”, or leave it empty.",
                        name=referral.user_id.name,
                    )
                )
            if referral.user_id and referral.user_id == referral.referred_by:
                raise UserError(self.env._("You cannot refer a case to yourself. Choose another under “Researcher”."))
