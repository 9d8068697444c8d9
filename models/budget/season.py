from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class Season(models.Model):
    """A round of a programme: until when people apply, for how many there is room, and how much money there is.

    A programme without seasons takes applications while it is open, and has no limit. All money is in the currency of
    the company. This file holds what a season is and who applies in it, `season_figures.py` what is left of it.
    """

    _name = "beneficiary.program.season"
    _description = "Season"
    _inherit = ["beneficiary.opened.mixin", "beneficiary.thread.mixin"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    program_id = fields.Many2one(
        "beneficiary.program", "Programme", required=True, index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(related="program_id.company_id", store=True, precompute=True, index=True)
    program_type = fields.Selection(related="program_id.program_type")
    user_id = fields.Many2one(related="program_id.user_id")
    date_from = fields.Date("From", required=True, tracking=True, default=fields.Date.context_today)
    date_to = fields.Date("To", required=True, tracking=True)
    closing_date = fields.Date(
        "Applications until",
        compute="_compute_closing_date",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        tracking=True,
        help="The last day on which somebody can apply. What was filed in time is decided later, too.",
    )
    capacity = fields.Integer("Places", tracking=True, help="For how many people there is room. 0: no limit.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    budget = fields.Monetary(
        tracking=True,
        help="In the currency of the company. 0: no limit. What was approved before the first season of the programme "
        "opens, and is not delivered yet, counts in that season.",
    )
    state = fields.Selection(
        [("planned", "Coming"), ("open", "Open"), ("closed", "Closed")],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        help="Open: people apply until the closing date, and the committee approves. Closed: nothing more is approved.",
    )
    request_ids = fields.One2many("beneficiary.request", "season_id", "Requests")

    _dates_in_order = models.Constraint("CHECK (date_from <= date_to)", "“To” of a season is not before its “From”.")
    _closing_within = models.Constraint(
        "CHECK (closing_date BETWEEN date_from AND date_to)",
        "“Applications until” lies within the season, between “From” and “To”.",
    )
    _limits_positive = models.Constraint(
        "CHECK (capacity >= 0 AND budget >= 0)", "Places and budget cannot be negative. Use 0 for no limit."
    )
    # the range of one number stands for its equality, which an index of this kind lacks
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(program_id, program_id, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&)",
        "The seasons of a programme do not overlap. Correct “From” or “To”.",
    )

    @api.depends("date_to")
    def _compute_closing_date(self):
        for season in self:
            if not season.closing_date or (season.date_to and season.closing_date > season.date_to):
                season.closing_date = season.date_to

    def _compute_display_name(self):
        for season in self:
            season.display_name = self.env._(
                "%(program)s – %(season)s", program=season.program_id.name, season=season.name
            )

    @api.constrains("capacity", "budget")
    def _check_not_below_used(self):
        figures = self._figures()
        for season in self:
            used = figures[season.id]
            money = used["committed"] + used["spent"]
            if season.budget and season.currency_id.compare_amounts(season.budget, money) < 0:
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(amount)s is committed or spent already. “Budget” cannot be less.",
                        name=season.display_name,
                        amount=season.currency_id.format(money),
                    )
                )
            if season.capacity and season.capacity < used["taken"]:
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(count)s places are taken already. “Places” cannot be less.",
                        name=season.display_name,
                        count=used["taken"],
                    )
                )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"program_id"}

    # ------------------------------------------------------------------- CRUD
    def write(self, vals):
        result = super().write(vals)
        if {"capacity", "budget"} & vals.keys():
            self._tell_who_is_next()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        used = self.env["beneficiary.request"].sudo()._read_group([("season_id", "in", self.ids)], ["season_id"])
        for (season,) in used:
            raise UserError(
                self.env._("Requests were filed in “%(name)s”. Close it instead of deleting it.", name=season.name)
            )

    # ------------------------------------------------------------------ steps
    def action_open(self):
        result = super().action_open()
        self.sudo()._count_earlier_approvals()
        self._tell_who_is_next()
        return result

    def action_close(self):
        result = super().action_close()
        self._tell_who_is_next()
        return result

    def action_view_requests(self):
        """Open the requests that were filed in these seasons."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_request_action") | {
            "domain": [("season_id", "in", self.ids)],
            "context": {"create": False},
        }

    def action_view_waiting(self):
        """Open the waiting lists of these seasons."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_request_action_waiting") | {
            "domain": [("season_id", "in", self.ids), ("waiting_since", "!=", False)],
        }

    # ----------------------------------------------------------- applications
    @api.model
    def _domain_takes_applications(self, today):
        """Return the domain of the seasons in which somebody can apply on ``today``."""
        return Domain([("state", "=", "open"), ("date_from", "<=", today), ("closing_date", ">=", today)])

    def _takes_applications(self, today):
        """Return those of these seasons in which somebody can apply on ``today``."""
        return self.filtered(lambda s: s.state == "open" and s.date_from <= today <= s.closing_date)

    def _under_way(self, today):
        """Return the latest open season of a programme that has begun, even if nobody can apply any more."""
        begun = self.filtered(lambda s: s.state == "open" and s.date_from <= today)
        return begun.sorted("date_from", reverse=True)[:1]
