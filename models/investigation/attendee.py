from odoo import models


class AttendeeComplaint(models.Model):
    """Who withdrew from a complaint during the meeting does not read its minutes, and so does not certify them."""

    _inherit = "beneficiary.committee.attendee"

    def _is_due(self):
        return super()._is_due() and self.user_id not in self.sudo().meeting_id.barred_user_ids
