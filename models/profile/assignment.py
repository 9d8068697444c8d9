from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class VolunteerAssignment(models.Model):
    """A volunteer for an opportunity: proposed, confirmed, and what was done of it (R-61)."""

    _name = "beneficiary.volunteer.assignment"
    _description = "Volunteer Assignment"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "id desc"
    _check_company_auto = True

    opportunity_id = fields.Many2one(
        "beneficiary.opportunity", required=True, index=True, check_company=True, ondelete="restrict"
    )
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", "Volunteer", required=True, index=True, check_company=True, ondelete="restrict"
    )
    request_id = fields.Many2one(
        "beneficiary.request",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        domain="[('beneficiary_id', '=', beneficiary_id)]",
        help="The request with which the person asked to volunteer, if there is one.",
    )
    company_id = fields.Many2one(related="opportunity_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    state = fields.Selection(
        [("proposed", "Proposed"), ("confirmed", "Confirmed"), ("done", "Done"), ("cancelled", "Cancelled")],
        "Status",
        default="proposed",
        required=True,
        readonly=True,
        copy=False,
    )
    date_from = fields.Date(related="opportunity_id.date_from")
    date_to = fields.Date(related="opportunity_id.date_to")
    place = fields.Char(related="opportunity_id.place")
    platform_verified = fields.Boolean("On the platform", compute="_compute_platform_verified")
    covered_ability_ids = fields.Many2many("beneficiary.ability", string="Can do", compute="_compute_abilities")
    missing_ability_ids = fields.Many2many("beneficiary.ability", string="Cannot do", compute="_compute_abilities")
    missing_ability_count = fields.Integer(
        "Missing abilities", compute="_compute_match", store=True, help="Abilities needed that the person has not."
    )
    match = fields.Integer(
        "Match (%)", compute="_compute_match", store=True, help="How many of the abilities needed the person has."
    )
    confirmed_by = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_on = fields.Datetime(readonly=True, copy=False)
    cancel_reason = fields.Char(copy=False)
    hour_ids = fields.One2many("beneficiary.volunteer.hour", "assignment_id", "Hours")
    hours_done = fields.Float("Hours approved", compute="_compute_hours_done")
    note = fields.Text()

    _company_recent = models.Index("(company_id, id DESC)")
    _opportunity_state = models.Index("(opportunity_id, state)")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"opportunity_id", "beneficiary_id"}

    @api.depends("beneficiary_id.name", "opportunity_id.name")
    def _compute_display_name(self):
        for assignment in self:
            # a delegate's volunteer may help at an opportunity of another branch
            parts = (assignment.sudo().beneficiary_id.name, assignment.sudo().opportunity_id.name)
            assignment.display_name = " – ".join(filter(None, parts))

    @api.depends("beneficiary_id.volunteer_platform_verified_on")
    def _compute_platform_verified(self):
        for assignment in self:
            assignment.platform_verified = bool(assignment.beneficiary_id.sudo().volunteer_platform_verified_on)

    @api.depends("beneficiary_id.ability_ids", "opportunity_id.ability_ids")
    def _compute_abilities(self):
        for assignment in self:
            needed = assignment.sudo().opportunity_id.ability_ids.sudo(False)
            known = assignment.sudo().beneficiary_id.ability_ids.sudo(False)
            assignment.covered_ability_ids = needed & known
            assignment.missing_ability_ids = needed - known

    @api.depends("beneficiary_id.ability_ids", "opportunity_id.ability_ids")
    def _compute_match(self):
        for assignment in self:
            needed = assignment.opportunity_id.ability_ids
            missing = needed - assignment.beneficiary_id.ability_ids
            assignment.missing_ability_count = len(missing)
            assignment.match = 100 * (len(needed) - len(missing)) // len(needed) if needed else 100

    @api.depends("hour_ids.state", "hour_ids.hours")
    def _compute_hours_done(self):
        groups = (
            self.env["beneficiary.volunteer.hour"]
            .sudo()
            ._read_group(
                [("assignment_id", "in", self.ids), ("state", "=", "approved")], ["assignment_id"], ["hours:sum"]
            )
        )
        hours = {assignment.id: total for assignment, total in groups}
        for assignment in self:
            assignment.hours_done = hours.get(assignment._origin.id, 0)

    # ------------------------------------------------------------- constraints
    @api.constrains("request_id", "beneficiary_id")
    def _check_request(self):
        for assignment in self:
            request = assignment.sudo().request_id
            if request and request.beneficiary_id != assignment.beneficiary_id:
                raise ValidationError(
                    self.env._(
                        "The request %(request)s is not that of %(name)s. Choose one of his or her own.",
                        request=request.name,
                        name=assignment.beneficiary_id.name,
                    )
                )

    # -------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        assignments = super().create(vals_list)
        assignments.opportunity_id.check_access("read")  # no seat where the user does not see the opportunity
        assignments._check_open()
        assignments._check_not_twice()
        return assignments

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        for assignment in self:
            if assignment.state in ("confirmed", "done") or assignment.sudo().hour_ids:
                raise UserError(
                    self.env._("“%(name)s” was confirmed. Cancel it instead.", name=assignment.display_name)
                )

    def _check_open(self):
        for opportunity in self.opportunity_id:
            if opportunity.state != "open":
                raise UserError(self.env._("“%(name)s” is closed. Open it again first.", name=opportunity.name))

    def _check_not_twice(self):
        """Raise where somebody stands twice for one opportunity.

        No index says so: two files of one person may both be there, and are merged later.
        """
        groups = self.sudo()._read_group(
            [
                ("opportunity_id", "in", self.opportunity_id.ids),
                ("beneficiary_id", "in", self.beneficiary_id.ids),
                ("state", "!=", "cancelled"),
            ],
            ["opportunity_id", "beneficiary_id"],
            having=[("__count", ">", 1)],
        )
        for opportunity, beneficiary in groups:
            raise UserError(
                self.env._(
                    "%(person)s is on the list of “%(name)s” already.", person=beneficiary.name, name=opportunity.name
                )
            )

    # ----------------------------------------------------------------- actions
    def action_confirm(self):
        """Give volunteers their seats (R-61).

        :raise UserError: when a seat, the number of the volunteering platform or its verification is missing
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state("proposed")
        self.beneficiary_id._check_not_about_oneself()
        for assignment in self:
            assignment._check_can_confirm()
        for opportunity, assignments in self.grouped("opportunity_id").items():
            opportunity._take_seats(len(assignments))
        return self._guarded_write(
            {"state": "confirmed", "confirmed_by": self.env.uid, "confirmed_on": fields.Datetime.now()}
        )

    def _check_can_confirm(self):
        """Raise unless the person is registered on the volunteering platform."""
        if not self.platform_verified:
            raise UserError(
                self.env._(
                    "%(name)s is not known on the volunteering platform yet. Write the number into the file, and "
                    "confirm there that you looked it up.",
                    name=self.beneficiary_id.name,
                )
            )

    def action_done(self):
        """Record that the volunteers have done what they were there for."""
        self._check_role("beneficiary.group_delegate")
        self._check_state("confirmed")
        return self._guarded_write({"state": "done"})

    def action_cancel(self, reason=None):
        """Cancel assignments: their seats are free again.

        :param str reason: why; may stand in ``cancel_reason`` instead
        :raise UserError: when hours of it are approved already
        """
        self._check_role("beneficiary.group_delegate")
        self._check_state("proposed", "confirmed")
        for assignment in self:
            if assignment.hours_done:
                raise UserError(
                    self.env._(
                        "Hours of “%(name)s” are approved already. Mark it as done instead.",
                        name=assignment.display_name,
                    )
                )
        return self._guarded_write({"state": "cancelled"} | ({"cancel_reason": reason} if reason else {}))
