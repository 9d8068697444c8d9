from odoo import models


class AnnouncementNotice(models.Model):
    """The notices of an announcement: its lines name the last one of each person."""

    _inherit = "beneficiary.notice"

    def _replace(self, routes):
        lines = self.env["beneficiary.policy.announcement.line"].sudo().search([("notice_id", "in", self.ids)])
        result = super()._replace(routes)
        for line in lines:
            line.notice_id = line.notice_id.next_ids
        return result
