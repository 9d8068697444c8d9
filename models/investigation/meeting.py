from odoo import api, fields, models
from odoo.exceptions import UserError


class MeetingComplaint(models.Model):
    """A meeting that looks into complaints: whoever is barred from one of them sees nothing of the meeting (R-73).

    So that nobody loses his part in other cases, all cases of a meeting keep out the same members: a complaint against
    a member has a meeting of its own.
    """

    _inherit = "beneficiary.committee.meeting"

    barred_user_ids = fields.Many2many(
        "res.users",
        "beneficiary_meeting_barred_rel",
        "meeting_id",
        "user_id",
        "Kept out",
        compute="_compute_barred_user_ids",
        store=True,
        copy=False,
        help="Barred from a complaint on the agenda.",
    )

    @api.depends("item_ids.complaint_id.barred_user_ids")
    def _compute_barred_user_ids(self):
        for meeting in self.sudo():
            meeting.barred_user_ids = meeting.item_ids.complaint_id.barred_user_ids

    # ----------------------------------------------------------------- agenda
    def _waiting_items(self):
        # only cases that keep out the same members: none, for a usual meeting
        keeps_out = self.sudo().item_ids[:1]._excluded_members()
        return super()._waiting_items().filtered(lambda i: i._excluded_members() == keeps_out)

    def _add_items(self, items):
        result = super()._add_items(items)
        meeting = self.sudo()
        if len({frozenset(item._excluded_members().ids) for item in meeting.item_ids}) > 1:
            raise UserError(
                self.env._(
                    "The cases of %(name)s do not keep out the same members: somebody is accused in a complaint, or "
                    "withdrew from it. Plan a meeting of its own for that complaint.",
                    name=meeting.name,
                )
            )
        if meeting.state == "planned":
            if meeting.barred_user_ids:
                meeting._invite_again()
        else:
            meeting._check_no_barred_present()
        return result

    def _check_no_barred_present(self):
        present = self.attendee_ids.filtered(lambda a: a.presence == "present").user_id
        if present & self.barred_user_ids:
            raise UserError(
                self.env._(
                    "Somebody present at %(name)s must not see this complaint. Plan a meeting of its own for it.",
                    name=self.name,
                )
            )

    # -------------------------------------------------------------- attendees
    def _sync_attendees(self):
        result = super()._sync_attendees()
        for meeting in self.sudo():
            meeting.attendee_ids.filtered(lambda a, m=meeting: a.user_id in m.barred_user_ids).unlink()
        return result

    def _invite_again(self):
        """Make attendees and calendar those who may see the agenda, after it changed. In ``sudo``."""
        for meeting in self:
            meeting.message_unsubscribe(meeting.barred_user_ids.partner_id.ids)
        self._sync_attendees()
        self._sync_events()

    def _keep_out(self):
        """Follow up after somebody was barred from a complaint on the agenda, in ``sudo``."""
        self.filtered(lambda m: m.state == "planned")._invite_again()
        for meeting in self.filtered(lambda m: m.state == "held"):
            meeting.message_unsubscribe(meeting.barred_user_ids.partner_id.ids)
            meeting._sync_activities()
            signed = meeting.attendee_ids.filtered("certified_on")
            if signed and not any(attendee._is_due() for attendee in meeting.attendee_ids):
                meeting._finish()
