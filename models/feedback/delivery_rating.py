from odoo import api, models


class DeliveryRating(models.Model):
    """Every delivery may be rated, on Odoo's own page, by whoever was served (R-18, R-20).

    A delivery is no thread, so a rating is in no chatter; and it has no field that leads to its ratings.
    """

    _inherit = "beneficiary.delivery"

    def _rating_links(self):
        """Return delivery → address of the page on which it is rated, in ``sudo``; the same each time it is asked.

        A delivery that was rated already has none.
        """
        ratings = self.env["rating.rating"].sudo()
        existing = ratings.search([("res_model", "=", self._name), ("res_id", "in", self.ids)])
        missing = self - self.browse(existing.mapped("res_id"))
        model = self.env["ir.model"]._get_id(self._name)
        existing += ratings.create(
            [
                {
                    "res_model_id": model,
                    "res_id": delivery.id,
                    "partner_id": delivery.sudo().request_id._notice_partner().id,
                }
                for delivery in missing
            ]
        )
        tokens = {rating.res_id: rating.access_token for rating in existing if not rating.consumed}
        return {
            delivery: f"{delivery.get_base_url()}/beneficiary/rate/{tokens[delivery.id]}"
            for delivery in self
            if delivery.id in tokens
        }

    @api.private
    def rating_apply(self, rate, token=None, rating=None, feedback=None, subtype_xmlid=None, notify_delay_send=False):
        """Store what the person says on the page of Odoo's ``rating``; once, and posted nowhere.

        :param int rate: 1, 3 or 5
        :param rating: the ``rating.rating`` of the page
        :param str feedback: what the person wrote; names and numbers are taken out of it at once
        :return: the rating
        """
        self.ensure_one()
        rating = rating.sudo() if rating else self.env["rating.rating"].sudo().search([("access_token", "=", token)])
        if rating.res_model == self._name and rating.res_id == self.id and not rating.consumed:
            delivery = self.sudo()
            staff = delivery.user_id | delivery.request_id.user_id
            person = delivery.beneficiary_id.partner_id
            comments = self.env["beneficiary.feedback.comment"].sudo()
            text = comments._redacted(feedback, delivery.company_id, person, staff)
            rating.write({"rating": rate, "feedback": text, "consumed": True})
        return rating


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
