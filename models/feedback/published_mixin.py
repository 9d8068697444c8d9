from odoo import api, fields, models
from odoo.exceptions import UserError


class PublishedMixin(models.AbstractModel):
    """What is published of answers when a round is over: made by the server, by nobody's hand, and final (R-20)."""

    _name = "beneficiary.published.mixin"
    _description = "Published of answers"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "date desc, id desc"

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="cascade")
    round_id = fields.Many2one(
        "beneficiary.survey.round", "Survey round", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    date = fields.Date("Period until", required=True, readonly=True, help="The day on which the answers were counted.")

    _company_recent = models.Index("(company_id, date DESC, id DESC)")
    _recent = models.Index("(date DESC, id DESC)")

    def _is_frozen(self):
        return True

    def _frozen_message(self):
        return self.env._("A published result cannot be changed.")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Results are made of the answers when a round is over, and never by hand."))
        return super().create(vals_list)
