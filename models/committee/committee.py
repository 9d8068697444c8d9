from odoo import api, fields, models


class Committee(models.Model):
    """A committee that decides about requests or complaints: its members, and how many must take part (R-45)."""

    _name = "beneficiary.committee"
    _description = "Committee"
    _inherit = ["beneficiary.guarded.mixin", "mail.thread"]
    _order = "company_id, kind, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    kind = fields.Selection(
        [
            ("research", "Research committee"),
            ("competent", "Competent committee"),
            ("follow_up", "Follow-up committee"),
            ("investigation", "Investigation and follow-up committee"),
        ],
        required=True,
        default="research",
        index=True,
    )
    quorum = fields.Integer(
        required=True, default=2, tracking=True, help="How many members must vote before a decision is taken."
    )
    member_ids = fields.One2many("beneficiary.committee.member", "committee_id", "Members")
    item_ids = fields.One2many("beneficiary.committee.item", "committee_id", "Agenda")
    pending_count = fields.Integer("Waiting", compute="_compute_pending_count")
    decide_in_meetings = fields.Boolean(
        "Decides in meetings only", tracking=True, help="Votes and decisions need a meeting that is held."
    )
    meeting_ids = fields.One2many("beneficiary.committee.meeting", "committee_id", "Meetings")
    meeting_count = fields.Integer("Meeting count", compute="_compute_meeting_count")

    _quorum_positive = models.Constraint("CHECK (quorum > 0)", "The quorum must be at least 1.")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    @api.depends("item_ids.outcome")
    def _compute_pending_count(self):
        counts = dict(
            self.env["beneficiary.committee.item"]._read_group(
                [("committee_id", "in", self.ids), ("outcome", "=", "pending")], ["committee_id"], ["__count"]
            )
        )
        for committee in self:
            committee.pending_count = counts.get(committee, 0)

    @api.depends("meeting_ids")
    def _compute_meeting_count(self):
        meetings = self.env["beneficiary.committee.meeting"]
        counts = {}
        if meetings.has_access("read"):  # by the rights of the user: some must not know of a meeting
            counts = dict(meetings._read_group([("committee_id", "in", self.ids)], ["committee_id"], ["__count"]))
        for committee in self:
            committee.meeting_count = counts.get(committee._origin, 0)

    def _member(self, user):
        """Return the membership of ``user``, or an empty record."""
        return self.sudo().member_ids.filtered(lambda m: m.user_id == user)[:1]

    def action_view_pending(self):
        """Open the items that wait for this committee."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_committee_item_action") | {
            "domain": [("committee_id", "=", self.id)],
        }

    def action_view_meetings(self):
        """Open the meetings of this committee."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_committee_meeting_action") | {
            "domain": [("committee_id", "=", self.id)],
            "context": {"default_committee_id": self.id},
        }
