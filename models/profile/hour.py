from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

MAX_HOURS = 24


class VolunteerHour(models.Model):
    """Hours that a volunteer gave on a day; whoever writes them down does not approve them (R-61).

    Approved hours do not change. A mistake is put right by a second line that points to the first, with what is too
    much as a negative number.
    """

    _name = "beneficiary.volunteer.hour"
    _description = "Volunteer Hours"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    assignment_id = fields.Many2one(
        "beneficiary.volunteer.assignment", required=True, index=True, check_company=True, ondelete="restrict"
    )
    beneficiary_id = fields.Many2one(
        related="assignment_id.beneficiary_id", string="Volunteer", store=True, precompute=True, index=True
    )
    opportunity_id = fields.Many2one(related="assignment_id.opportunity_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="assignment_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="assignment_id.branch_id", store=True, precompute=True, index="btree_not_null")
    date = fields.Date(required=True, default=fields.Date.context_today)
    hours = fields.Float(required=True)
    description = fields.Char("What was done")
    corrects_id = fields.Many2one(
        "beneficiary.volunteer.hour",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        domain="[('assignment_id', '=', assignment_id), ('state', '=', 'approved')]",
        help="The approved line that was wrong. Write what is too much as a negative number.",
    )
    state = fields.Selection(
        [("entered", "To approve"), ("approved", "Approved"), ("refused", "Refused")],
        "Status",
        default="entered",
        required=True,
        readonly=True,
        copy=False,
    )
    entered_by = fields.Many2one(
        "res.users", required=True, readonly=True, copy=False, default=lambda self: self.env.user
    )
    approved_by = fields.Many2one("res.users", "Reviewed By", readonly=True, copy=False)
    approved_on = fields.Datetime("Reviewed On", readonly=True, copy=False)

    _company_recent = models.Index("(company_id, date DESC, id DESC)")
    _to_approve = models.Index("(company_id, date DESC, id DESC) WHERE state = 'entered'")
    _approved = models.Index("(beneficiary_id) WHERE state = 'approved'")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"assignment_id"}

    @api.depends("date", "hours", "assignment_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._(
                "%(date)s: %(hours)s hours – %(name)s",
                date=format_date(self.env, line.date),
                hours=f"{line.hours:g}",
                name=line.assignment_id.display_name,
            )

    # ------------------------------------------------------------------ frozen
    def _is_frozen(self):
        return self.state != "entered"

    def _frozen_except(self):
        # the volunteer's files may be merged, or move to another branch
        return super()._frozen_except() | {"beneficiary_id", "branch_id", "company_id", "opportunity_id"}

    def _frozen_message(self):
        return self.env._("These hours were decided and cannot be changed. Write a line that corrects them.")

    # ------------------------------------------------------------- constraints
    @api.constrains("hours", "corrects_id", "assignment_id")
    def _check_hours(self):
        for line in self:
            least = -MAX_HOURS if line.corrects_id else 0
            if not line.hours or not least <= line.hours <= MAX_HOURS:
                raise ValidationError(
                    self.env._(
                        "“Hours” of %(name)s: write more than 0 and at most %(max)s for one day. Less than 0 is for a "
                        "line that corrects another.",
                        name=line.beneficiary_id.name,
                        max=MAX_HOURS,
                    )
                )
            if line.corrects_id and line.corrects_id.assignment_id != line.assignment_id:
                raise ValidationError(self.env._("“Corrects”: choose a line of the same volunteer and opportunity."))

    @api.constrains("date")
    def _check_date(self):
        today = fields.Date.context_today(self)
        for line in self:
            if line.date > today:
                raise ValidationError(
                    self.env._("“Date” of %(name)s lies in the future. Correct it.", name=line.beneficiary_id.name)
                )

    # -------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.assignment_id._check_state("confirmed", "done")
        return lines

    def write(self, vals):
        result = super().write(vals)
        if {"date", "hours", "description", "corrects_id"} & vals.keys() and not self.env.su:
            # whoever changes a line has entered it
            self.sudo().write({"entered_by": self.env.uid})
        return result

    # ----------------------------------------------------------------- actions
    def action_approve(self):
        """Approve hours that somebody else wrote down (R-61).

        :raise UserError: for one's own entries, one's own hours, and where less than nothing would be left
        """
        self._check_can_decide()
        result = self._decide("approved")
        for assignment in self.assignment_id:
            if assignment.hours_done < 0:
                raise UserError(self.env._("“%(name)s” would have less than 0 hours.", name=assignment.display_name))
        return result

    def action_refuse(self):
        """Refuse hours that were not given."""
        self._check_can_decide()
        return self._decide("refused")

    def _check_can_decide(self):
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state("entered")
        self.beneficiary_id._check_not_about_oneself()
        for line in self:
            if line.entered_by == self.env.user:
                raise UserError(
                    self.env._(
                        "You wrote down “%(line)s” yourself. Ask a colleague to approve it.", line=line.display_name
                    )
                )

    def _decide(self, state):
        return self._guarded_write({"state": state, "approved_by": self.env.uid, "approved_on": fields.Datetime.now()})
