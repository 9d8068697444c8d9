from odoo import models


class Website(models.Model):
    _inherit = "website"

    def _beneficiary_events(self):
        """Return the announced events that everyone sees on the website, in ``sudo``, the next one first."""
        company = self.company_id.sudo()
        events = self.env["beneficiary.field.event"].sudo()
        return events.search(events._public_domain(company), order="date_start, id", limit=12)
