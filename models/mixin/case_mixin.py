from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, ValidationError
from odoo.tools.i18n import format_list


class CaseMixin(models.AbstractModel):
    """What every case of the association has in common.

    A reference, a channel of the policy, a responsible, a branch, a company, the policy under which it began
    (policies are immutable once approved, so the link *is* the snapshot), a thread, activities and a portal
    address. A model that inherits it sets ``_case_sequence_code`` and has a sequence of that code.
    """

    _name = "beneficiary.case.mixin"
    _description = "Case"
    _inherit = [
        "beneficiary.guarded.mixin",
        "portal.mixin",
        "beneficiary.thread.mixin",
        "beneficiary.notified.mixin",
    ]
    _check_company_auto = True

    _case_sequence_code = None

    # who holds the token acts as the applicant: not for those who only read the case
    access_token = fields.Char(groups="beneficiary.group_delegate")
    name = fields.Char("Reference", readonly=True, copy=False, index="trigram", default=lambda self: self.env._("New"))
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company, index=True
    )
    policy_id = fields.Many2one(
        "beneficiary.policy",
        required=True,
        readonly=True,
        index="btree_not_null",
        compute="_compute_policy_id",
        store=True,
        precompute=True,
        copy=False,
        ondelete="restrict",
        help="The policy that was in force when the case began. It keeps deciding about this case.",
    )
    channel_id = fields.Many2one(
        "beneficiary.channel",
        required=True,
        tracking=True,
        index=True,
        ondelete="restrict",
        domain="[('id', 'in', allowed_channel_ids)]",
        default=lambda self: self.env.company.sudo().beneficiary_policy_id.channel_ids[:1],
        help="How the case reached the association. The policy says which channels there are.",
    )
    allowed_channel_ids = fields.Many2many("beneficiary.channel", compute="_compute_allowed_channel_ids")
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        tracking=True,
        index=True,
        default=lambda self: self.env.user,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
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

    def _free_on_create(self):
        # `create` numbers the case itself; the record rules decide in which company a user may file one
        return super()._free_on_create() | {"name", "company_id"}

    @api.depends("company_id")
    def _compute_policy_id(self):
        for case in self:
            if not case.policy_id:
                case.policy_id = case.company_id.sudo().beneficiary_policy_id

    @api.depends("policy_id")
    def _compute_allowed_channel_ids(self):
        for case in self:
            case.allowed_channel_ids = case._case_channels()

    def _compute_branch_id(self):
        for case in self:
            case.branch_id = case.branch_id or case.env.user._beneficiary_default_branch(case.company_id)

    @api.constrains("channel_id", "policy_id")
    def _check_channel(self):
        for case in self:
            if case.channel_id not in case._case_channels():
                raise ValidationError(
                    self.env._(
                        "The policy “%(policy)s” does not know the channel “%(channel)s”. Choose one of: %(channels)s.",
                        policy=case.policy_id.name,
                        channel=case.channel_id.name,
                        channels=format_list(self.env, case._case_channels().mapped("name"), style="unit"),
                    )
                )

    def _case_channels(self):
        """Return the channels through which such a case may come in (R-30…R-32)."""
        return self.policy_id.channel_ids

    @api.model_create_multi
    def create(self, vals_list):
        self._case_check_policy(vals_list)
        self._case_number(vals_list)
        cases = super(CaseMixin, self.with_context(mail_create_nosubscribe=True)).create(vals_list).with_env(self.env)
        cases._subscribe_responsible()
        return cases

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        # mail.thread calls it once for every created record; `_subscribe_responsible` does it for all of them
        if self.env.context.get("mail_create_nosubscribe"):
            return None
        return super()._message_auto_subscribe(updated_values, followers_existing_policy)

    def _case_check_policy(self, vals_list):
        """Refuse a case of a company that has no policy in force yet, and lead to where one is adopted."""
        default = self.env.company.id
        companies = self.env["res.company"].browse({v.get("company_id") or default for v in vals_list}).sudo()
        missing = companies.filtered(lambda c: not c.beneficiary_policy_id)[:1]
        if not missing or all(v.get("policy_id") for v in vals_list):
            return
        message = self.env._(
            "%(company)s has no policy in force yet. Adopt one of the templates, have it approved and put it in force.",
            company=missing.name,
        )
        raise RedirectWarning(
            message, self.env.ref("beneficiary.beneficiary_policy_action").id, self.env._("Go to the policies")
        )

    def _case_number(self, vals_list):
        """Give every case its reference, drawing the numbers of one company in one query."""
        by_company = {}
        for vals in vals_list:
            if not (self.env.su and vals.get("name")):
                by_company.setdefault(vals.get("company_id") or self.env.company.id, []).append(vals)
        for company_id, company_vals in by_company.items():
            references = self.env["ir.sequence"]._beneficiary_next(
                self._case_sequence_code, company_id, len(company_vals)
            )
            for vals, reference in zip(company_vals, references, strict=True):
                vals["name"] = reference
