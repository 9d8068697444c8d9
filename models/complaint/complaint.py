from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .kind import KINDS, OPEN_STATES


class Complaint(models.Model):
    """Somebody was wronged, or asks for help, or has an idea (R-11, R-70…R-76).

    This file holds what a complaint is; `complaint_flow.py` its path and gates, `complaint_barred.py` who must not see
    it, `complaint_code.py` the code of an anonymous one, `complaint_clock.py` its clocks.
    """

    _name = "beneficiary.complaint"
    _description = "Complaint"
    _inherit = ["beneficiary.case.mixin"]
    _order = "id desc"
    _case_sequence_code = "beneficiary.complaint"
    _rec_names_search = ["name", "subject"]

    kind = fields.Selection(KINDS, default="complaint", required=True, tracking=True)
    route_id = fields.Many2one(
        "beneficiary.complaint.route",
        compute="_compute_route_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    # ------------------------------------------------------------ who complains
    anonymous = fields.Boolean(help="Nobody knows who wrote it. He follows it with a code alone.")
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", "File", index="btree_not_null", check_company=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Contact",
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    contact_name = fields.Char("Name")
    contact_email = fields.Char("E-mail")
    contact_phone = fields.Char("Phone")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        default=lambda self: self.env.lang,
        help="The language of the answers, for who is no contact: that in which the complaint was written.",
    )
    complainant_name = fields.Char("Complainant", compute="_compute_complainant_name")
    # ------------------------------------------------------------ what about
    subject = fields.Char(required=True, tracking=True)
    description = fields.Text("What happened", help="In the complainant's own words.")
    wish = fields.Text("What is asked for", help="What would put it right.")
    accused_name = fields.Char("Who it is about", help="As the complainant says it.")
    request_id = fields.Many2one(
        "beneficiary.request", "About the request", index="btree_not_null", check_company=True, ondelete="restrict"
    )
    program_id = fields.Many2one(related="request_id.program_id")
    date_received = fields.Datetime(
        "Received on", required=True, readonly=True, copy=False, default=fields.Datetime.now
    )
    # ------------------------------------------------------------ what became of it
    state = fields.Selection(
        [
            ("new", "New"),
            ("acknowledged", "Acknowledged"),
            ("amicable", "Amicable settlement"),
            ("investigation", "Investigation"),
            ("resolved", "Resolved"),
            ("closed", "Closed"),
            ("withdrawn", "Withdrawn"),
        ],
        default="new",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    outcome = fields.Selection(
        [
            ("answered", "Answered"),
            ("amicable", "Settled amicably"),
            ("upheld", "Upheld"),
            ("dismissed", "Dismissed"),
            ("withdrawn", "Withdrawn"),
        ],
        readonly=True,
        copy=False,
        tracking=True,
    )
    resolution = fields.Text(readonly=True, copy=False, help="The complainant reads it.")
    skip_reason = fields.Text("Why not settled amicably", readonly=True, copy=False)
    withdraw_reason = fields.Text(readonly=True, copy=False)
    committee_id = fields.Many2one(
        "beneficiary.committee",
        "Investigated by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    attempt_ids = fields.One2many("beneficiary.complaint.attempt", "complaint_id", "Amicable attempts")
    cause_ids = fields.Many2many("beneficiary.complaint.cause", string="Root causes", tracking=True)
    merged_into_id = fields.Many2one(
        "beneficiary.complaint", "Merged into", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    merged_ids = fields.One2many("beneficiary.complaint", "merged_into_id", "Merged complaints")
    # ------------------------------------------------------------ times
    ack_deadline = fields.Datetime("Acknowledge by", readonly=True, copy=False)
    resolve_deadline = fields.Datetime("Resolve by", readonly=True, copy=False)
    date_acknowledged = fields.Datetime("Acknowledged on", readonly=True, copy=False)
    date_resolved = fields.Datetime("Resolved on", readonly=True, copy=False)
    date_closed = fields.Datetime("Closed on", readonly=True, copy=False)
    grace_until = fields.Datetime("May be reopened until", readonly=True, copy=False)
    reopen_count = fields.Integer("Reopened", readonly=True, copy=False)
    date_reopened = fields.Datetime("Reopened on", readonly=True, copy=False)

    _company_recent = models.Index("(company_id, id DESC)")
    _company_state = models.Index("(company_id, state, id DESC)")
    _branch_recent = models.Index("(branch_id, id DESC) WHERE branch_id IS NOT NULL")
    _grace = models.Index("(grace_until) WHERE state = 'resolved'")
    _received_on = models.Index("(company_id, date_received)")
    _resolved_on = models.Index("(company_id, date_resolved)")
    _anonymous_is_nobody = models.Constraint(
        "CHECK (anonymous IS NOT TRUE OR (beneficiary_id IS NULL AND partner_id IS NULL AND contact_name IS NULL"
        " AND contact_email IS NULL AND contact_phone IS NULL))",
        "An anonymous complaint names nobody: empty file, contact, name, e-mail and phone.",
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"anonymous"}

    def _free_on_create(self):
        return super()._free_on_create() | {"date_received"}

    # --------------------------------------------------------------- computes
    @api.depends("kind", "company_id")
    def _compute_route_id(self):
        routes = self.env["beneficiary.complaint.route"]._of(self.company_id)
        for complaint in self:
            complaint.route_id = routes.get((complaint.company_id.id, complaint.kind), False)

    @api.depends("beneficiary_id")
    def _compute_partner_id(self):
        for complaint in self:
            if complaint.beneficiary_id:
                complaint.partner_id = complaint.beneficiary_id.partner_id

    @api.depends("anonymous", "partner_id.name", "contact_name")
    def _compute_complainant_name(self):
        for complaint in self:
            name = complaint.partner_id.sudo().name or complaint.contact_name
            complaint.complainant_name = self.env._("Anonymous") if complaint.anonymous else name

    @api.depends("beneficiary_id.branch_id", "request_id.branch_id")
    def _compute_branch_id(self):
        for complaint in self:
            branch = complaint.beneficiary_id.branch_id or complaint.request_id.branch_id
            if branch:
                complaint.branch_id = branch
            elif not complaint.branch_id and not complaint.env.user.share:
                super(Complaint, complaint)._compute_branch_id()

    def _compute_access_url(self):
        for complaint in self:
            complaint.access_url = f"/my/complaints/{complaint.id}"

    def _case_channels(self):
        """The page and the e-mail address are open to everybody: a complaint is not refused for how it came."""
        policy = self.policy_id
        own = self.env["beneficiary.channel"].browse()
        for code in ("website", "email"):
            own |= self.env.ref(f"beneficiary.channel_{code}", raise_if_not_found=False) or own
        return (policy.complaint_channel_ids or policy.channel_ids) | own

    @api.constrains("date_received")
    def _check_date_received(self):
        now = fields.Datetime.now()
        for complaint in self:
            if complaint.date_received > now:
                raise ValidationError(self.env._("“Received on” cannot be in the future."))

    # ------------------------------------------------------------------- CRUD
    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        channels = self.env.company.sudo().beneficiary_policy_id.complaint_channel_ids
        if "channel_id" in values and channels and "default_channel_id" not in self.env.context:
            values["channel_id"] = channels[:1].id
        if "default_user_id" not in self.env.context:
            values.pop("user_id", None)  # the route names who is responsible
        return values

    @api.model_create_multi
    def create(self, vals_list):
        self._check_named_visible(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_named_visible([vals])
        if {"kind", "subject", "description", "wish", "beneficiary_id", "request_id", "partner_id"} & vals.keys():
            self._check_state(*OPEN_STATES)  # what was resolved does not change
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        for complaint in self:
            raise UserError(
                self.env._("%(name)s cannot be deleted: withdraw or dismiss it, with a reason.", name=complaint.name)
            )

    def _check_named_visible(self, vals_list):
        """A complaint shows whom and what it names, so it may only name what the user may see."""
        for name in ("beneficiary_id", "request_id"):
            ids = {vals[name] for vals in vals_list if vals.get(name)}
            self.env[self._fields[name].comodel_name].browse(ids).check_access("read")
