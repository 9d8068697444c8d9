from odoo import models
from odoo.exceptions import UserError

from .announcement_line import TOLD


class AnnouncementRetry(models.Model):
    """A second try with those whom an announcement has not reached (R-84), and with nobody else.

    Who could not be written to is told by another announcement, which names this one, for what was sent never changes.
    Whose message failed later is told by the next medium for which there is an address.
    """

    _inherit = "beneficiary.policy.announcement"

    def _compute_undelivered_count(self):
        groups = self.env["beneficiary.policy.announcement.line"]._read_group(
            self._undelivered_domain(), ["announcement_id"], ["__count"]
        )
        counts = dict(groups)
        for announcement in self:
            announcement.undelivered_count = counts.get(announcement._origin, 0)

    def _undelivered_domain(self):
        """Return the domain of the lines of these announcements whose message failed and was not replaced."""
        return [
            ("announcement_id", "in", self.ids),
            ("notice_id.state", "=", "failed"),
            ("notice_id.next_ids", "=", False),
        ]

    def action_retry(self):
        """Tell those whom this announcement has not reached, once more.

        :return: the action that shows the new announcement, or the messages that were replaced
        :raise UserError: when it is still being sent, the policy is no longer in force, or there is nobody to try
        """
        self.ensure_one()
        self._check_role("beneficiary.group_manager")
        self.check_access("read")
        self._check_state("sent")
        self.policy_id._check_can_announce(self.text, self.audience, self.to_staff)
        announcement = self.sudo()
        notices = announcement._replace_undelivered()
        successor = announcement._announce_again(self.env.user)
        if successor:
            return successor.sudo(False).get_formview_action()
        if notices:
            return self.env["beneficiary.notice"]._list_action([("id", "in", notices.ids)])
        raise UserError(
            self.env._(
                "There is nobody to try again: everyone was told, was tried again already, or has no other address. "
                "Add addresses to the files first."
            )
        )

    def _replace_undelivered(self):
        """Send what failed by the next medium, where there is an address; return the new notices."""
        lines = self.env["beneficiary.policy.announcement.line"].search(self._undelivered_domain())
        failed, routes = lines.notice_id.browse(), []
        for notice in lines.notice_id:
            route = notice._next_route()
            if route[1]:
                failed |= notice
                routes.append(route)
        if failed:
            failed._replace(routes)
        return failed.next_ids

    def _announce_again(self, user):
        """Return the announcement to those who could not be written to, or an empty record.

        :param user: who announces it
        """
        if self.next_ids:
            return self.browse()
        people = self.line_ids.filtered(lambda line: line.state == "failed").beneficiary_id - self._told_people()
        people = people.filtered("active")
        if not people:
            return self.browse()
        successor = self.create(self._successor_values() | {"user_id": user.id})
        successor._begin(people)
        return successor

    def _told_people(self):
        """Return who knows it from this announcement, or from the one that it tried again."""
        chain = self
        while previous := chain.previous_id - chain:
            chain |= previous
        return chain.line_ids.filtered(lambda line: line.state in TOLD).beneficiary_id

    def _successor_values(self):
        return {
            "policy_id": self.policy_id.id,
            "previous_id": self.id,
            "text": self.text,
            "audience": self.audience,
            "to_staff": False,
        }
