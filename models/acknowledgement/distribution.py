from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .acknowledgement import KEEPERS, READERS


class Distribution(models.Model):
    """The copy of a policy that the HR officer gives a department, and its receipt (R-86)."""

    _name = "beneficiary.policy.distribution"
    _description = "Policy Copy for a Department"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.thread.mixin"]
    _order = "policy_id desc, id"
    _check_company_auto = True

    policy_id = fields.Many2one(
        "beneficiary.policy",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('state', '=', 'in_force')]",
        default=lambda self: self.env.company.beneficiary_policy_id,
    )
    version = fields.Integer(related="policy_id.version", aggregator=None)
    company_id = fields.Many2one(related="policy_id.company_id", store=True, precompute=True, index=True)
    department_id = fields.Many2one("hr.department", required=True, index=True, ondelete="restrict", check_company=True)
    manager_id = fields.Many2one(related="department_id.manager_id", string="Head of the department")
    medium = fields.Selection([("paper", "Paper"), ("email", "E-mail")], required=True, default="paper")
    receiver_name = fields.Char("Handed to", copy=False)
    date = fields.Date("Handed over on", copy=False)
    signature = fields.Binary("Receipt signature", attachment=True, copy=False, groups=READERS)
    handed_by = fields.Many2one("res.users", readonly=True, copy=False)
    state = fields.Selection(
        [("pending", "To hand over"), ("handed", "Handed over"), ("closed", "No longer needed")],
        default="pending",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )

    _department_uniq = models.UniqueIndex(
        "(policy_id, department_id)", "This department already stands on the list for this version of the policy."
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"policy_id", "department_id"}

    def _is_frozen(self):
        return self.state == "handed"

    def _frozen_message(self):
        return self.env._("The copy for %(name)s is handed over; its receipt cannot change.", name=self.display_name)

    @api.depends("policy_id", "department_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.policy_id.name} – {line.department_id.name}"

    # ---------------------------------------------------------------- handing
    def action_hand_over(self):
        """Record that the departments have their copy; those on the e-mail list are sent it now.

        :raise UserError: naming what is missing
        """
        self._check_role(*KEEPERS)
        self.check_access("write")
        self._check_state("pending")
        for line in self:
            line._check_can_hand_over()
        self.filtered(lambda line: line.medium == "email").sudo()._send_copy()
        for line in self:
            line.sudo().write(line._handed_values())
        return True

    def _check_can_hand_over(self):
        if self.policy_id.state != "in_force":
            raise UserError(self.env._("“%(name)s” is not in force any more.", name=self.policy_id.display_name))
        if self.medium == "email":
            head = self.department_id.sudo().manager_id
            if not head.work_email:
                raise UserError(
                    self.env._(
                        "%(department)s has no head with a work e-mail address. Enter one, or hand over a paper copy.",
                        department=self.department_id.name,
                    )
                )
        elif not (self.receiver_name or "").strip():
            raise UserError(
                self.env._("Write under “Handed to” who received the copy of %(name)s.", name=self.department_id.name)
            )
        if self.date and self.date > self.company_id.sudo()._beneficiary_today():
            raise UserError(
                self.env._("“Handed over on” of %(name)s lies in the future.", name=self.department_id.name)
            )

    def _handed_values(self):
        values = {"state": "handed", "handed_by": self.env.uid}
        today = self.company_id.sudo()._beneficiary_today()
        if self.medium == "email":
            return values | {"date": today, "receiver_name": self.department_id.sudo().manager_id.name}
        return values | {"date": self.date or today}

    def _send_copy(self):
        """Send the heads of the departments the policy as a PDF, one message each. Called in ``sudo``."""
        for (policy, lang), lines in self.grouped(lambda line: (line.policy_id, line._receiver_lang())).items():
            policy = policy.with_context(lang=lang)
            name = f"{policy.name}.pdf"
            pdf = policy._text_pdf()
            for line in lines.with_context(lang=lang):
                line.message_post(
                    subject=policy.name,
                    body=line._copy_message(),
                    partner_ids=line.department_id.manager_id.work_contact_id.ids,
                    attachments=[(name, pdf)],
                    subtype_xmlid="mail.mt_comment",
                    author_id=self.env.user.partner_id.id,
                )

    def _receiver_lang(self):
        head = self.department_id.manager_id
        return head.user_id.lang or head.lang or self.company_id.partner_id.lang or self.env.lang

    def _copy_message(self):
        return self.env._(
            "Here is the copy of “%(policy)s”, version %(version)s, for %(department)s. It is in force since %(date)s; "
            "please make it known in your department.",
            policy=self.policy_id.name,
            version=self.version,
            department=self.department_id.name,
            date=format_date(self.env, self.policy_id.date_in_force),
        )
