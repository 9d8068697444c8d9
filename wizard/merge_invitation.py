from odoo import models

BEST = ("accepted", "invited")


class Merge(models.TransientModel):
    """Two files that become one come to an event once."""

    _inherit = "beneficiary.merge"

    def _settle(self, sources):
        result = super()._settle(sources)
        files = sources | self.target_id
        invitations = (
            self.env["beneficiary.invitation"]
            .sudo()
            .search([("beneficiary_id", "in", files.ids), ("state", "in", BEST)])
        )
        for event, group in invitations.grouped("event_id").items():
            keep = group.sorted(lambda i: (BEST.index(i.state), i.beneficiary_id != self.target_id))[:1]
            if group - keep:
                event._lock_seats()
                (group - keep).write({"state": "declined", "companions": 0, "pending": False})
                event._recount_seats()
        return result
