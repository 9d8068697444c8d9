from odoo import fields, models


class MechanismStep(models.Model):
    """One step of the mechanism that is written for a programme without a partner (R-62)."""

    _name = "beneficiary.mechanism.step"
    _description = "Mechanism Step"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "program_id, sequence, id"

    program_id = fields.Many2one("beneficiary.program", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="program_id.company_id", store=True, precompute=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("What is done", required=True, translate=True)
    responsible = fields.Char("Who is responsible", required=True, translate=True)
    days = fields.Integer("Within (days)", help="After the request was made. 0: no limit.")

    _days_positive = models.Constraint("CHECK (days >= 0)", "The days of a step cannot be negative.")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"program_id"}

    def _check_values(self, request):
        """Return the values of the line on the checklist of a request: what the step says today."""
        return {
            "request_id": request.id,
            "step_id": self.id,
            "sequence": self.sequence,
            "name": self.name,
            "responsible": self.responsible,
            "due_date": fields.Date.add(request.company_id._beneficiary_today(), days=self.days)
            if self.days
            else False,
        }
