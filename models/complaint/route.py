from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .kind import KINDS

# kind → (working hours to acknowledge, working days to resolve, days of grace, settled amicably first)
DEFAULTS = {
    "complaint": (8, 15, 14, True),
    "dispute": (8, 30, 14, True),
    "technical": (4, 3, 7, False),
    "suggestion": (16, 20, 7, False),
}


class ComplaintRoute(models.Model):
    """Who looks after the complaints of a kind, by when, and in which order (R-70…R-72).

    Every association has one line for each kind from the start (:meth:`_ensure`).
    """

    _name = "beneficiary.complaint.route"
    _description = "Route of Complaints"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "company_id, sequence, id"
    _rec_name = "kind"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(KINDS, required=True)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        check_company=True,
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Gets the new complaints of this kind. Empty: the first manager.",
    )
    substitute_id = fields.Many2one(
        "res.users",
        check_company=True,
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id), ('id', '!=', user_id)]",
        help="Gets those that the responsible is accused in, or withdrew from.",
    )
    committee_id = fields.Many2one(
        "beneficiary.committee",
        check_company=True,
        index="btree_not_null",
        help="Which committee investigates. Empty: the investigation or follow-up committee of the association.",
    )
    ack_hours = fields.Float("Acknowledge within (working hours)", help="0: no clock.")
    resolve_days = fields.Integer("Resolve within (working days)", help="0: no clock.")
    grace_days = fields.Integer(
        "Grace period (days)", help="How long after the resolution a complaint may be reopened before it is closed."
    )
    amicable_first = fields.Boolean(
        "Settle amicably first", help="An investigation needs an amicable attempt before, or a reason for none (R-72)."
    )

    _company_kind_uniq = models.UniqueIndex(
        "(company_id, kind)", "This kind of complaint has a route already. Change that one instead."
    )
    _positive = models.Constraint(
        "CHECK (ack_hours >= 0 AND resolve_days >= 0 AND grace_days >= 0)", "Times cannot be negative. Use 0 for none."
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id", "kind"}

    @api.constrains("user_id", "substitute_id")
    def _check_officers(self):
        for route in self:
            for user in route.user_id | route.substitute_id:
                if not user.sudo().has_group("beneficiary.group_officer"):
                    raise ValidationError(
                        self.env._(
                            "%(name)s is not a relations officer and would not see the complaints. Give him the role "
                            "first, or choose somebody else.",
                            name=user.name,
                        )
                    )

    # ------------------------------------------------------------------- CRUD
    def write(self, vals):
        result = super().write(vals)
        if {"ack_hours", "resolve_days"} & vals.keys():
            complaints = self.env["beneficiary.complaint"].sudo()
            domain = complaints._clock_open_domain() & fields.Domain("route_id", "in", self.ids)
            complaints.search(domain)._reset_clocks()  # deadlines follow what they depend on
        return result

    @api.model
    def _ensure(self, companies=None):
        """Give every one of ``companies`` (default: all) the routes that it lacks."""
        routes = self.sudo()
        companies = (companies or self.env["res.company"].sudo().search(fields.Domain.TRUE)).sudo()
        present = {(r.company_id.id, r.kind) for r in routes.search([("company_id", "in", companies.ids)])}
        routes.create(
            [
                {
                    "company_id": company.id,
                    "kind": kind,
                    "sequence": sequence,
                    "ack_hours": hours,
                    "resolve_days": days,
                    "grace_days": grace,
                    "amicable_first": amicable,
                }
                for company in companies
                for sequence, (kind, (hours, days, grace, amicable)) in enumerate(DEFAULTS.items())
                if (company.id, kind) not in present
            ]
        )

    @api.model
    def _of(self, companies):
        """Return (company id, kind) → route, in ``sudo``."""
        routes = self.sudo().search([("company_id", "in", companies.ids)])
        return {(route.company_id.id, route.kind): route for route in routes}

    def _get_committee(self):
        """Return the committee that investigates, in ``sudo``; may be empty."""
        self.ensure_one()
        committees = self.env["beneficiary.committee"].sudo()
        if self.committee_id:
            return self.committee_id.sudo()
        found = committees.search(
            [("company_id", "=", self.company_id.id), ("kind", "in", ("investigation", "follow_up"))]
        )
        return found.sorted(lambda c: (c.kind != "investigation", c.id))[:1]
