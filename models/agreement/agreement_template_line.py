from datetime import timedelta

from odoo import fields, models

from .terms import LINE_KINDS, RECURRENCES, SIDES


class AgreementTemplateLine(models.Model):
    """A right or duty of a model agreement, due some days after the agreement begins (R-02, R-04)."""

    _name = "beneficiary.agreement.template.line"
    _description = "Right or Duty of a Template"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "template_id, sequence, id"
    _rec_name = "description"

    template_id = fields.Many2one("beneficiary.agreement.template", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="template_id.company_id", store=True, precompute=True, index=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(LINE_KINDS, required=True, default="duty")
    whose = fields.Selection(SIDES, required=True, default="association")
    description = fields.Char(required=True, translate=True)
    due_days = fields.Integer("Due after (days)", help="Days after the beginning of the agreement.")
    has_due = fields.Boolean("Has a due date", default=True)
    recurrence = fields.Selection(RECURRENCES, required=True, default="none")

    _due_positive = models.Constraint("CHECK (due_days >= 0)", "The days until something is due cannot be negative.")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"template_id"}

    def _line_values(self, date_start):
        """Return the values of the agreement's lines for these lines, in the language of the context.

        :param date date_start: the beginning of the agreement
        """
        return [
            {
                "sequence": line.sequence,
                "kind": line.kind,
                "whose": line.whose,
                "description": line.description,
                "due_date": date_start + timedelta(days=line.due_days) if line.has_due else False,
                "recurrence": line.recurrence if line.has_due else "none",
            }
            for line in self
        ]
