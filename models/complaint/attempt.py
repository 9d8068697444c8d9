from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


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

    @api.constrains("date")
    def _check_date(self):
        for attempt in self:
            if attempt.date > fields.Datetime.now():
                raise ValidationError(self.env._("“Date” of an attempt cannot be in the future."))

    @api.model_create_multi
    def create(self, vals_list):
        complaints = self.env["beneficiary.complaint"].browse({vals["complaint_id"] for vals in vals_list})
        complaints._check_may_handle()
        complaints._check_state("amicable")
        for vals in vals_list:
            for name in ("complainant_words", "association_words"):
                if not (vals.get(name) or "").strip():
                    raise UserError(
                        self.env._(
                            "Write the words of both sides: “%(field)s” is empty.",
                            field=self._fields[name]._description_string(self.env),
                        )
                    )
        return super().create(vals_list)
