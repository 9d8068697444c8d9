import logging

from odoo import api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)
# the states of who knows it
TOLD = ("sent", "merged")


class AnnouncementLine(models.Model):
    """One person to whom a change of the policy is announced (R-84)."""

    _name = "beneficiary.policy.announcement.line"
    _description = "Person Told of a Policy Change"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "id"
    _rec_name = "beneficiary_id"

    announcement_id = fields.Many2one(
        "beneficiary.policy.announcement", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="announcement_id.company_id", store=True, precompute=True, index=True)
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", "Person", required=True, readonly=True, index=True, ondelete="restrict"
    )
    # the file may be merged into another one later; the contact tells that nobody stands here twice
    partner_id = fields.Many2one(
        "res.partner", "Contact", compute="_compute_partner_id", store=True, precompute=True, readonly=True
    )
    medium = fields.Selection(related="beneficiary_id.agreed_medium")
    state = fields.Selection(
        [
            ("pending", "Waiting"),
            ("sent", "Told"),
            ("merged", "Told through another file"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="pending",
    )
    date_sent = fields.Datetime("Told on", readonly=True)
    notice_id = fields.Many2one(
        "beneficiary.notice", readonly=True, index="btree_not_null", ondelete="set null", help="What was sent last."
    )
    notice_state = fields.Selection(related="notice_id.state", string="What became of it")
    error = fields.Char("What went wrong", readonly=True)

    _once = models.UniqueIndex("(announcement_id, partner_id)", "This person stands in the announcement already.")
    _waiting = models.Index("(announcement_id, id) WHERE state = 'pending'")

    def _is_frozen(self):
        return self.state != "pending"

    def _frozen_except(self):
        return super()._frozen_except() | {"notice_id"}

    def _frozen_message(self):
        return self.env._("%(name)s has been told already.", name=self.display_name)

    @api.depends("announcement_id")
    def _compute_partner_id(self):
        for line in self:
            line.partner_id = line.beneficiary_id.partner_id

    # ------------------------------------------------------------------ sending
    def _tell(self):
        """Tell these people by their agreed medium, and mark them. Called in ``sudo``."""
        for announcement, lines in self.grouped("announcement_id").items():
            told = lines._told_already()
            told._mark("merged")
            lines -= told
            try:
                with self.env.cr.savepoint():
                    lines._send(announcement)
            except Exception:
                _logger.info("Announcement %s: a batch failed, its people are told one by one", announcement.id)
                for line in lines:
                    line._tell_alone(announcement)
            else:
                lines._mark("sent")

    def _told_already(self):
        """Return those whose file stands here twice, because it was merged into another one since."""
        others = self.search(
            [
                ("announcement_id", "in", self.announcement_id.ids),
                ("beneficiary_id", "in", self.beneficiary_id.ids),
                ("state", "in", TOLD),
            ]
        )
        seen = {(line.announcement_id, line.beneficiary_id) for line in others}
        told = self.browse()
        for line in self:
            key = (line.announcement_id, line.beneficiary_id)
            if key in seen:
                told |= line
            seen.add(key)
        return told

    def _tell_alone(self, announcement):
        """Tell one person, so that the trouble with one does not keep it from the others."""
        try:
            with self.env.cr.savepoint():
                self._send(announcement)
        except Exception as error:
            _logger.warning("Announcement %s: line %s failed", announcement.id, self.id, exc_info=True)
            self._mark("failed", error=str(error)[:200] if isinstance(error, UserError) else type(error).__name__)
        else:
            self._mark("sent")

    def _send(self, announcement):
        people = self.beneficiary_id.with_user(announcement.user_id).sudo()
        notices = people._send_notice(
            "change",
            policy=announcement.policy_id,
            text=announcement.text,
            occasion=f"announcement/{announcement.id}",
        )
        by_person = {notice.res_id: notice.id for notice in notices}
        for line in self:
            line.notice_id = by_person.get(line.beneficiary_id.id)

    def _mark(self, state, **values):
        self.write({"state": state, "date_sent": fields.Datetime.now() if state in TOLD else False, **values})
