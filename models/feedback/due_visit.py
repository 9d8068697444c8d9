from odoo import models

from .due import WATCHES


class MeasureDueVisit(models.Model):
    """The visit that a date of the plan opens (R-85)."""

    _inherit = "beneficiary.measure.due"

    def _visit_vals(self):
        """Return the values of the visit that this one date asks for."""
        return {
            "kind": self.kind,
            "company_id": self.company_id.id,
            "user_id": self._visitor().id,
            "date": max(self.date_due, self.company_id._beneficiary_today()),
            "date_from": self.kind in WATCHES and self._watched_from(),
        }

    def _watched_from(self):
        """Return from when the figures of this one date count: since the watch before, or for one period."""
        days = (self.date_due - self.measure_id._after(self.date_due, -1)).days
        return self.env["beneficiary.visit"]._last_watched(self.company_id, self.kind, days)

    def _visitor(self):
        """Return who makes the visit of this one date: the responsible, if his role allows it."""
        if self.user_id.active and self.measure_id._may_hold(self.user_id):
            return self.user_id
        return self.measure_id._responsible() or self.env.ref("base.user_root")
