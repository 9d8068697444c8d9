from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# who keeps the staff's duties, and who reads about them
KEEPERS = ("hr.group_hr_user", "beneficiary.group_manager")
READERS = "hr.group_hr_user,beneficiary.group_management"


class Acknowledgement(models.Model):
    """That one member of staff has read one version of the policy, complies with it and signed it (R-05, R-86).

    It is opened for everyone in scope when a policy is put in force, for new staff when they come, and closed for those
    who leave. Who has a special policy is exempted, with the reason. Once signed it never changes.
    """

    _name = "beneficiary.policy.acknowledgement"
    _description = "Policy Acknowledgement"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.thread.mixin"]
    _order = "id desc"
    _check_company_auto = True

    policy_id = fields.Many2one("beneficiary.policy", required=True, readonly=True, index=True, ondelete="restrict")
    version = fields.Integer(related="policy_id.version", aggregator=None)
    company_id = fields.Many2one(related="policy_id.company_id", store=True, precompute=True, index=True)
    employee_id = fields.Many2one(
        "hr.employee", "Person", required=True, readonly=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        related="employee_id.user_id", string="Login", store=True, precompute=True, index="btree_not_null"
    )
    department_id = fields.Many2one(
        related="employee_id.current_version_id.department_id", store=True, precompute=True, index="btree_not_null"
    )
    employee_type = fields.Selection(
        related="employee_id.current_version_id.employee_type", store=True, precompute=True, groups=READERS
    )
    state = fields.Selection(
        [("pending", "To sign"), ("signed", "Signed"), ("exempted", "Exempted"), ("closed", "No longer needed")],
        default="pending",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    deadline = fields.Date("Sign by", readonly=True)
    overdue = fields.Boolean(compute="_compute_overdue", search="_search_overdue")
    is_mine = fields.Boolean(compute="_compute_may_sign")
    may_sign = fields.Boolean(compute="_compute_may_sign")
    text = fields.Html("The policy", compute="_compute_text")
    change_text = fields.Text("What changed", compute="_compute_change_text")

    signer_name = fields.Char("Signed by", readonly=True, copy=False)
    signature = fields.Binary(attachment=True, readonly=True, copy=False, groups=READERS)
    signed_on = fields.Datetime(readonly=True, copy=False)
    signed_login_id = fields.Many2one(
        "res.users", "Signed with the login", readonly=True, copy=False, help="Empty for a person without a login."
    )
    collected_by = fields.Many2one(
        "res.users", "Taken by", readonly=True, copy=False, help="Who let a person without a login sign on the screen."
    )
    content = fields.Json(
        "What was signed", readonly=True, copy=False, prefetch=False, groups="beneficiary.group_manager"
    )
    content_hash = fields.Char("SHA-256", readonly=True, copy=False)

    exempt_reason = fields.Char("Reason of the exemption", readonly=True, copy=False, tracking=True)
    exempted_by = fields.Many2one("res.users", readonly=True, copy=False)
    close_reason = fields.Char("Why it is no longer needed", readonly=True, copy=False)

    reminder_date = fields.Date("Next reminder", readonly=True, copy=False)
    reminded_on = fields.Date("Last reminder", readonly=True, copy=False)
    reminder_count = fields.Integer("Reminders", readonly=True, copy=False)
    escalated_on = fields.Date("Manager told on", readonly=True, copy=False)
    escalated_to = fields.Many2one("res.users", "Manager told", readonly=True, copy=False, index="btree_not_null")

    _person_uniq = models.UniqueIndex(
        "(policy_id, employee_id)", "This person already has an acknowledgement of this version of the policy."
    )
    _reminder_due = models.Index("(reminder_date) WHERE state = 'pending'")
    _overdue = models.Index("(deadline) WHERE state = 'pending'")

    # ------------------------------------------------------------------ guards
    def _is_frozen(self):
        return self.state == "signed"

    def _frozen_message(self):
        return self.env._("%(name)s is signed and cannot be changed or deleted.", name=self.display_name)

    # --------------------------------------------------------------- computes
    @api.depends("policy_id", "employee_id")
    def _compute_display_name(self):
        for acknowledgement in self:
            acknowledgement.display_name = self.env._(
                "%(policy)s, version %(version)s – %(person)s",
                policy=acknowledgement.policy_id.name,
                version=acknowledgement.version,
                person=acknowledgement.employee_id.display_name,
            )

    @api.depends("state", "deadline")
    def _compute_overdue(self):
        today = {company: company.sudo()._beneficiary_today() for company in self.company_id}
        for acknowledgement in self:
            acknowledgement.overdue = bool(
                acknowledgement.state == "pending"
                and acknowledgement.deadline
                and acknowledgement.deadline < today[acknowledgement.company_id]
            )

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = Domain("state", "=", "pending") & Domain("deadline", "<", fields.Date.context_today(self))
        return overdue if True in value else ~overdue

    @api.depends_context("uid")
    @api.depends("state", "user_id")
    def _compute_may_sign(self):
        keeper = any(self.env.user.has_group(group) for group in KEEPERS)
        for acknowledgement in self:
            acknowledgement.is_mine = acknowledgement.user_id == self.env.user
            acknowledgement.may_sign = acknowledgement.state == "pending" and (
                acknowledgement.is_mine or (keeper and not acknowledgement.user_id)
            )

    @api.depends("policy_id", "state")
    @api.depends_context("lang")
    def _compute_text(self):
        for acknowledgement in self:
            signed = acknowledgement.state == "signed" and acknowledgement.sudo().content
            content = (signed and signed.get("policy")) or acknowledgement.policy_id.sudo()._text_content()
            acknowledgement.text = acknowledgement.policy_id._text_html(content)

    @api.depends("policy_id")
    def _compute_change_text(self):
        for acknowledgement in self:
            announced = acknowledgement.policy_id.sudo().announcement_ids.filtered("to_staff")
            acknowledgement.change_text = announced[:1].text

    # --------------------------------------------------------------- exemption
    def action_exempt(self, reason=None):
        """Exempt persons who have a special policy of their own (R-05).

        :param str reason: why; stands in the register
        :raise UserError: without a reason, or when somebody would exempt himself
        """
        self._check_role(*KEEPERS)
        self.check_access("write")
        self._check_state("pending")
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the person is exempted: the register states it."))
        if self.env.user in self.user_id:
            raise UserError(self.env._("Nobody exempts himself. Ask another colleague to do it."))
        self._exempt(reason.strip(), self.env.user)
        return True

    def _exempt(self, reason, user):
        self._guarded_write({"state": "exempted", "exempt_reason": reason, "exempted_by": user.id})
        self._end_activities()

    def action_withdraw_exemption(self):
        """Ask for the signature after all, because the reason of the exemption is gone.

        :raise UserError: when the policy is no longer in force
        """
        self._check_role(*KEEPERS)
        self.check_access("write")
        self._check_state("exempted")
        self._check_policy_in_force()
        self.sudo()._reopen()
        return True

    def _check_policy_in_force(self):
        for policy in self.policy_id:
            if policy.state != "in_force":
                raise UserError(
                    self.env._(
                        "“%(policy)s”, version %(version)s, is not in force. Sign the version that is.",
                        policy=policy.name,
                        version=policy.version,
                    )
                )

    def action_exempt_with_reason(self):
        """Open the screen that asks for the reason of the exemption."""
        self._check_role(*KEEPERS)
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_policy_exempt_action") | {
            "context": {"default_acknowledgement_ids": self.ids}
        }

    # ----------------------------------------------------------------- ending
    def _end_activities(self):
        """Remove the tasks that asked for a signature which is not waited for any more."""
        self.sudo().activity_unlink(
            ["beneficiary.mail_activity_type_acknowledge", "beneficiary.mail_activity_type_acknowledge_overdue"]
        )

    def _close(self, reason):
        """Close what is pending; called in ``sudo``."""
        self.write({"state": "closed", "close_reason": reason})
        self._end_activities()
