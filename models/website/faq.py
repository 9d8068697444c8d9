from odoo import fields, models


class Faq(models.Model):
    """A question that people often ask, with its answer, on the website of the association (R-19)."""

    _name = "beneficiary.faq"
    _description = "Frequent Question"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "sequence, id"
    _rec_name = "question"

    question = fields.Char(required=True, translate=True)
    answer = fields.Html(required=True, translate=True, sanitize_overridable=False)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    is_published = fields.Boolean("Published", default=True, help="Visitors of the website see it.")
    active = fields.Boolean(default=True)

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    def action_open_page(self):
        """Open the page of the website on which the questions are shown."""
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": "/beneficiary#faq", "target": "self"}
