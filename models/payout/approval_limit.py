from odoo import api, fields, models
from odoo.exceptions import UserError


class ApprovalLimit(models.Model):
    """Up to which amount somebody approves payouts, alone or as one of two (R-76).

    The limit of a person comes before that of his role. Who has none approves without a limit.
    """

    _name = "beneficiary.approval.limit"
    _description = "Approval limit"
    _inherit = ["beneficiary.guarded.mixin", "mail.thread"]
    _order = "company_id, role, id"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    user_id = fields.Many2one(
        "res.users",
        "Person",
        ondelete="cascade",
        check_company=True,
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        tracking=True,
    )
    role = fields.Selection([("finance", "Finance"), ("manager", "Manager")], tracking=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary("Approves alone up to", tracking=True)
    amount_second = fields.Monetary(
        "With a second approver up to",
        tracking=True,
        help="Above the first amount and up to this one, a second person of the finance team approves as well.",
    )

    _one_holder = models.Constraint(
        "CHECK ((user_id IS NULL) != (role IS NULL))", "A limit is that of a person or that of a role. Choose one."
    )
    _amounts_in_order = models.Constraint(
        "CHECK (amount >= 0 AND (amount_second = 0 OR amount_second >= amount))",
        "“With a second approver up to” is not less than “Approves alone up to”; 0 means that nobody can help.",
    )
    _one_per_user = models.UniqueIndex(
        "(company_id, user_id) WHERE user_id IS NOT NULL", "This person has a limit already. Change that one."
    )
    _one_per_role = models.UniqueIndex(
        "(company_id, role) WHERE role IS NOT NULL", "This role has a limit already. Change that one."
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    @api.depends("user_id", "role")
    def _compute_display_name(self):
        labels = dict(self._fields["role"]._description_selection(self.env))
        for limit in self:
            limit.display_name = limit.user_id.name or labels.get(limit.role) or ""

    @api.model
    def _limit_of(self, user, company):
        """Return the limit of a user in a company, in ``sudo``; empty where there is none.

        Somebody who is a manager has the limit of managers, or none: what binds the finance team does not bind him.
        """
        limits = self.sudo().search([("company_id", "=", company.id)])
        role = "manager" if user.has_group("beneficiary.group_manager") else "finance"
        return limits.filtered(lambda x: x.user_id == user) or limits.filtered(lambda x: x.role == role)

    @api.model
    def _may_approve(self, company, amount, name):
        """Tell whether the user approves an amount alone; else his approval is one of two.

        :param amount: in the currency of the company
        :param str name: of what is approved, for the message
        :raise UserError: naming the limit, when even two approvals of such users are not enough
        """
        limit = self._limit_of(self.env.user, company)
        if not limit or limit.currency_id.compare_amounts(amount, limit.amount) <= 0:
            return True
        if limit.currency_id.compare_amounts(amount, limit.amount_second) <= 0:
            return False
        values = {
            "name": name,
            "amount": limit.currency_id.format(amount),
            "limit": limit.currency_id.format(limit.amount),
        }
        if limit.amount_second:
            raise UserError(
                self.env._(
                    "%(name)s: %(amount)s is above your approval limit of %(limit)s, and above %(second)s that you may "
                    "approve together with a second approver. A manager approves it.",
                    second=limit.currency_id.format(limit.amount_second),
                    **values,
                )
            )
        raise UserError(
            self.env._(
                "%(name)s: %(amount)s is above your approval limit of %(limit)s. A manager approves it.", **values
            )
        )
