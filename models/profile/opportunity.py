from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class Opportunity(models.Model):
    """What volunteers of a programme can do: when, where, how many, and the abilities that it needs (R-61)."""

    _name = "beneficiary.opportunity"
    _description = "Volunteering Opportunity"
    _inherit = ["beneficiary.program.part.mixin"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    program_id = fields.Many2one(domain="[('program_type', '=', 'volunteer')]")
    user_id = fields.Many2one(index="btree_not_null")
    description = fields.Text()
    ability_ids = fields.Many2many(
        "beneficiary.ability", "beneficiary_opportunity_ability_rel", string="Abilities needed", check_company=True
    )
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True)
    place = fields.Char()
    seats = fields.Integer(required=True, default=1, help="How many volunteers are needed.")
    hours_planned = fields.Float("Hours planned", help="For each volunteer.")
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")],
        "Status",
        default="open",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    assignment_ids = fields.One2many("beneficiary.volunteer.assignment", "opportunity_id", "Volunteers")
    seats_taken = fields.Integer("Confirmed", compute="_compute_seats_taken", store=True)
    seats_free = fields.Integer("Free seats", compute="_compute_seats_free")
    proposed_count = fields.Integer("Proposed", compute="_compute_proposed_count")
    hours_done = fields.Float("Hours approved", compute="_compute_hours_done")

    _company_recent = models.Index("(company_id, date_from DESC, id DESC)")
    _seats_positive = models.Constraint("CHECK (seats > 0)", "An opportunity has one seat at least.")
    _hours_positive = models.Constraint("CHECK (hours_planned >= 0)", "The hours planned cannot be negative.")

    @api.depends("assignment_ids.state")
    def _compute_seats_taken(self):
        counts = self._count_assignments(self._seat_states())
        for opportunity in self:
            opportunity.seats_taken = counts.get(opportunity._origin.id, 0)

    @api.depends("seats", "seats_taken")
    def _compute_seats_free(self):
        for opportunity in self:
            opportunity.seats_free = opportunity.seats - opportunity.seats_taken

    @api.depends("assignment_ids.state")
    def _compute_proposed_count(self):
        counts = self._count_assignments(["proposed"])
        for opportunity in self:
            opportunity.proposed_count = counts.get(opportunity._origin.id, 0)

    def _count_assignments(self, states):
        """Return the id of an opportunity → the number of its assignments in ``states``."""
        groups = (
            self.env["beneficiary.volunteer.assignment"]
            .sudo()
            ._read_group([("opportunity_id", "in", self.ids), ("state", "in", states)], ["opportunity_id"], ["__count"])
        )
        return {opportunity.id: count for opportunity, count in groups}

    @api.depends("assignment_ids.hour_ids.state", "assignment_ids.hour_ids.hours")
    def _compute_hours_done(self):
        groups = (
            self.env["beneficiary.volunteer.hour"]
            .sudo()
            ._read_group(
                [("opportunity_id", "in", self.ids), ("state", "=", "approved")], ["opportunity_id"], ["hours:sum"]
            )
        )
        hours = {opportunity.id: total for opportunity, total in groups}
        for opportunity in self:
            opportunity.hours_done = hours.get(opportunity._origin.id, 0)

    @api.model
    def _seat_states(self):
        """Return the states of an assignment that take a seat."""
        return ["confirmed", "done"]

    # ------------------------------------------------------------- constraints
    @api.constrains("program_id")
    def _check_program(self):
        for opportunity in self:
            if opportunity.program_id.program_type != "volunteer":
                raise ValidationError(
                    self.env._(
                        "“%(program)s” is no volunteering programme. Choose one, or change the type of the programme.",
                        program=opportunity.program_id.name,
                    )
                )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for opportunity in self:
            if opportunity.date_to < opportunity.date_from:
                raise ValidationError(
                    self.env._("“%(name)s” ends before it begins. Correct “From” or “To”.", name=opportunity.name)
                )

    @api.constrains("seats")
    def _check_seats(self):
        for opportunity in self:
            if opportunity.seats < opportunity.seats_taken:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” has %(count)s confirmed volunteers. Give it as many seats, or cancel some.",
                        count=opportunity.seats_taken,
                        name=opportunity.name,
                    )
                )

    # ----------------------------------------------------------------- actions
    def action_close(self):
        """Close opportunities: nobody is proposed or confirmed any more."""
        self._check_role("beneficiary.group_delegate")
        self._check_state("open")
        return self._guarded_write({"state": "closed"})

    def action_reopen(self):
        """Open closed opportunities again."""
        self._check_role("beneficiary.group_delegate")
        self._check_state("closed")
        return self._guarded_write({"state": "open"})

    def action_view_assignments(self):
        """Open the volunteers of this opportunity."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_volunteer_assignment_action") | {
            "domain": [("opportunity_id", "=", self.id)],
            "context": {"default_opportunity_id": self.id},
        }

    def action_find_volunteers(self):
        """Open the files of those who have every ability that is needed."""
        self.check_access("read")
        self.ensure_one()
        domain = [("state", "in", ("prospect", "registered")), ("company_id", "=", self.company_id.id)]
        domain += [("ability_ids", "in", ability.ids) for ability in self.ability_ids]
        if not self.ability_ids:
            domain += [("volunteer_platform_verified_on", "!=", False)]
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_beneficiary_action") | {
            "name": self.env._("Who can do it"),
            "path": False,
            "domain": domain,
        }

    def _take_seats(self, count):
        """Lock this opportunity until the transaction ends, and raise unless so many seats are free.

        Two officers who confirm at the same moment meet here: the first one changes ``seats_taken`` of this row, so the
        second waits for him, and is tried again from the start with what he left.

        :param int count: seats that are to be taken
        """
        self.ensure_one()
        opportunity = self.sudo()
        opportunity.lock_for_update()
        opportunity.invalidate_recordset(["seats_taken", "seats_free", "state", "seats"], flush=True)
        if opportunity.state != "open":
            raise UserError(self.env._("“%(name)s” is closed. Open it again first.", name=opportunity.name))
        if opportunity.seats_free < count:
            raise UserError(
                self.env._(
                    "“%(name)s” has %(free)s free seats; %(count)s are needed. Add seats, or cancel somebody.",
                    name=opportunity.name,
                    free=opportunity.seats_free,
                    count=count,
                )
            )
