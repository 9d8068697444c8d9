from odoo import models


class ConfidentialRating(models.Model):
    """Ratings of our work: nobody moves one of his own to where nobody may put one (R-20)."""

    _inherit = "rating.rating"

    # what the results of the month are cut from, and no more than that
    _beneficiary_waiting = models.Index(
        "(rated_on) WHERE res_model = 'beneficiary.delivery' AND consumed IS TRUE AND rating >= 1"
    )

    def write(self, vals):
        result = super().write(vals)
        if not self.env.su and vals.keys() & {"res_model_id", "res_model", "res_id"}:
            self.check_access("write")  # as of the answer
        return result
