from odoo import fields, models


class ComplaintAttempt(models.Model):
    """One attempt to settle a complaint amicably: when, how, with whom, and what both sides said (R-72)."""

    _name = "beneficiary.complaint.attempt"
    _description = "Amicable Attempt"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "date desc, id desc"
    _rec_name = "complaint_id"

    complaint_id = fields.Many2one("beneficiary.complaint", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="complaint_id.company_id", store=True, precompute=True, index=True)
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    channel_id = fields.Many2one("beneficiary.channel", required=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", "Led by", required=True, readonly=True, default=lambda self: self.env.user)
    present = fields.Char("Who took part")
    complainant_words = fields.Text("Words of the complainant", required=True)
    association_words = fields.Text("Words of the association", required=True)
    outcome = fields.Selection(
        [("settled", "Settled"), ("adjourned", "To be continued"), ("failed", "Not settled")],
        required=True,
    )
    note = fields.Text("What was agreed")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"complaint_id"}

    def _is_frozen(self):
        return True

    def _frozen_message(self):
        return self.env._("What was said does not change. Log another attempt to correct it.")
