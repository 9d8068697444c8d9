from odoo import api, fields, models

from .announcement_line import TOLD


class Announcement(models.Model):
    """That a change of the policy was announced, with which words and to whom (R-84). It never changes once sent.

    The people are told in batches, each of them once: a line for everyone is made when the announcement begins, and a
    batch sends and marks its lines in one transaction, so a run that is killed goes on where it stopped.
    """

    _name = "beneficiary.policy.announcement"
    _description = "Announcement of a Policy Change"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "id desc"
    _check_company_auto = True

    policy_id = fields.Many2one("beneficiary.policy", required=True, readonly=True, index=True, ondelete="restrict")
    version = fields.Integer(related="policy_id.version", aggregator=None)
    company_id = fields.Many2one(related="policy_id.company_id", store=True, precompute=True, index=True)
    text = fields.Text("What changed", required=True, readonly=True)
    audience = fields.Selection(
        [
            ("none", "Staff only"),
            ("open_requests", "People with an open request"),
            ("registered", "All registered people"),
        ],
        "Told to",
        required=True,
        readonly=True,
        default="open_requests",
    )
    to_staff = fields.Boolean("And to the staff", readonly=True, default=True)
    user_id = fields.Many2one(
        "res.users", "Announced by", required=True, readonly=True, default=lambda self: self.env.user
    )
    date = fields.Datetime("Announced on", required=True, readonly=True, default=fields.Datetime.now)
    date_sent = fields.Datetime("Sent on", readonly=True)
    state = fields.Selection(
        [("sending", "Being sent"), ("sent", "Sent")], required=True, readonly=True, default="sending"
    )
    line_ids = fields.One2many("beneficiary.policy.announcement.line", "announcement_id", "People", readonly=True)
    line_count = fields.Integer("Number of people", readonly=True)
    sent_count = fields.Integer("Told", readonly=True)
    failed_count = fields.Integer("Failed", readonly=True)
    undelivered_count = fields.Integer(
        "Not reached",
        compute="_compute_undelivered_count",
        compute_sudo=True,
        help="People whose message failed later, and was not replaced by another one.",
    )
    previous_id = fields.Many2one(
        "beneficiary.policy.announcement",
        "Tries again",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The announcement that did not reach these people.",
    )
    next_ids = fields.One2many("beneficiary.policy.announcement", "previous_id", "Tried again by", readonly=True)
    staff_count = fields.Integer("Staff", readonly=True, help="Who had still to sign when it was announced.")

    _sending = models.Index("(id) WHERE state = 'sending'")
    _one_successor = models.UniqueIndex(
        "(previous_id) WHERE previous_id IS NOT NULL", "This announcement was tried again already. Look at that one."
    )

    def _is_frozen(self):
        return self.state == "sent"

    def _frozen_message(self):
        return self.env._("“%(name)s” is sent and cannot be changed. Announce again.", name=self.display_name)

    @api.depends("policy_id", "date")
    def _compute_display_name(self):
        for announcement in self:
            announcement.display_name = self.env._(
                "%(policy)s, version %(version)s: announcement of %(date)s",
                policy=announcement.policy_id.name,
                version=announcement.version,
                date=fields.Date.to_date(announcement.date) or "",
            )

    def action_view_lines(self):
        """Open who is told by these announcements."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id(
            "beneficiary.beneficiary_policy_announcement_line_action"
        ) | {"domain": [("announcement_id", "in", self.ids)]}

    # ------------------------------------------------------------------ sending
    def _begin(self, beneficiaries):
        """Make a line for everyone who is to be told, and start the sending. Called in ``sudo``."""
        self.ensure_one()
        self.env["beneficiary.policy.announcement.line"].create(
            [{"announcement_id": self.id, "beneficiary_id": person.id} for person in beneficiaries]
        )
        self.line_count = len(beneficiaries)
        if self.to_staff:
            self.staff_count = self._tell_staff()
        self.env.ref("beneficiary.ir_cron_policy_announcement").sudo()._trigger()

    def _tell_staff(self):
        """Let the staff who have still to sign be reminded now: the reading page shows what changed."""
        pending = self.env["beneficiary.policy.acknowledgement"].search(
            [("policy_id", "=", self.policy_id.id), ("state", "=", "pending")]
        )
        pending.with_context(tracking_disable=True).write({"reminder_date": self.company_id._beneficiary_today()})
        self.env.ref("beneficiary.ir_cron_staff_duties").sudo()._trigger()
        return len(pending)

    @api.model
    def _cron_send(self, batch_size=100):
        """Tell the people of the announcements that are being sent; batches of ``batch_size``, each one committed."""
        lines = self.env["beneficiary.policy.announcement.line"].sudo()
        cron = self.env["ir.cron"]
        cron._commit_progress(
            remaining=lines.search_count([("announcement_id.state", "=", "sending"), ("state", "=", "pending")])
        )
        for announcement in self.sudo().search([("state", "=", "sending")], order="id"):
            waiting = [("announcement_id", "=", announcement.id), ("state", "=", "pending")]
            while batch := lines.search(waiting, limit=batch_size, order="id"):
                batch._tell()
                if not cron._commit_progress(len(batch)):
                    return
            announcement._finish()
            cron._commit_progress()

    def _finish(self):
        counts = dict(
            self.env["beneficiary.policy.announcement.line"]._read_group(
                [("announcement_id", "=", self.id)], ["state"], ["__count"]
            )
        )
        self.write(
            {
                "sent_count": sum(counts.get(state, 0) for state in TOLD),
                "failed_count": counts.get("failed", 0),
                "date_sent": fields.Datetime.now(),
                "state": "sent",
            }
        )
