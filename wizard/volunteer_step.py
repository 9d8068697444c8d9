from odoo import fields, models


class VolunteerStep(models.TransientModel):
    """Asks for the words with which a volunteering record is reviewed, or a certificate withdrawn."""

    _name = "beneficiary.volunteer.step"
    _description = "Volunteering: in words"

    beneficiary_id = fields.Many2one("beneficiary.beneficiary")
    certificate_id = fields.Many2one("beneficiary.volunteer.certificate")
    step = fields.Selection(
        [("review", "Review the record"), ("revoke", "Withdraw the certificate")], required=True, default="review"
    )
    hours = fields.Float(related="beneficiary_id.volunteer_hours", related_sudo=False, string="Hours approved")
    rating_ids = fields.One2many(related="beneficiary_id.volunteer_rating_ids", related_sudo=False, string="Ratings")
    text = fields.Text(required=True)

    def action_confirm(self):
        """Take the step with the text."""
        self.ensure_one()
        if self.step == "review":
            self.beneficiary_id.action_review_volunteer_record(self.text)
        else:
            self.certificate_id.action_revoke(self.text)
        return {"type": "ir.actions.act_window_close"}
