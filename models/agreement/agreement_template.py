from odoo import fields, models

from .terms import KINDS


class AgreementTemplate(models.Model):
    """A model agreement: its words, and the rights and duties that usually come with it (R-02)."""

    _name = "beneficiary.agreement.template"
    _description = "Agreement Template"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Leave empty to share the template between all companies."
    )
    kind = fields.Selection(KINDS, required=True, default="service")
    duration_months = fields.Integer("Duration (months)", default=12, help="Zero for an agreement without an end.")
    text = fields.Html("Terms", translate=True)
    liability_limits = fields.Text("Limits of liability", translate=True)
    remedy_rules = fields.Text("Default and remedy", translate=True)
    dispute_path = fields.Text("Settling disputes", translate=True)
    line_ids = fields.One2many("beneficiary.agreement.template.line", "template_id", "Rights and duties", copy=True)

    _duration_positive = models.Constraint("CHECK (duration_months >= 0)", "The duration cannot be negative.")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}
