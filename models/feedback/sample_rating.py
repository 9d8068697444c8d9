from odoo import models


class SampleRating(models.Model):
    _inherit = "beneficiary.survey.sample"

    def _rating_link(self):
        """Return the secret address on which this one person rates the delivery, in ``sudo``; may be empty."""
        deliveries = self.sudo().delivery_id
        return deliveries._rating_links().get(deliveries, "") if deliveries else ""

    def _rating_address(self):
        """Return the address for whoever is logged in; the stored text of a notice never holds the secret one."""
        return f"{self.get_base_url()}/my/rate/{self.id}" if self.sudo().delivery_id else False

    def _notice_outgoing(self, text):
        text = super()._notice_outgoing(text)
        address = self._rating_address()
        return text.replace(address, self._rating_link() or address) if address and address in text else text
