from odoo import models

from .due import VISITS

SPARE_DAYS = 3  # between the end of a round and its date: it is opened at night, and may be opened a night later


class MeasureRound(models.Model):
    """How long before its date a survey is opened."""

    _inherit = "beneficiary.policy.measure"

    def _lead(self, date):
        """A survey is opened so early that people have their days to answer before its date."""
        if self.kind in VISITS:
            return super()._lead(date)
        return min(self.survey_days + SPARE_DAYS, (self._after(date, 1) - date).days)
