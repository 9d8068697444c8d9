from odoo import fields, models


class AssessmentScoreLine(models.Model):
    """How one criterion counted in the advisory need score, with the weight of that day (R-14)."""

    _name = "beneficiary.assessment.score.line"
    _description = "Criterion in a Need Score"
    _inherit = ["beneficiary.assessment.part.mixin"]
    _order = "sequence, id"

    sequence = fields.Integer(readonly=True)
    criterion_id = fields.Many2one(
        "beneficiary.need.criterion", "Criterion today", readonly=True, index=True, ondelete="set null"
    )
    name = fields.Char("Criterion", readonly=True)
    value = fields.Char(readonly=True, help="What the research found.")
    points = fields.Float(readonly=True, digits=(5, 1), help="From 0, no need by this criterion, to 100.")
    weight = fields.Float(readonly=True, digits=(6, 2))
    contribution = fields.Float(
        readonly=True, digits=(5, 1), help="Points × weight ÷ all weights: what the criterion adds to the score."
    )

    def write(self, vals):
        # a criterion may be deleted one day; what it was stays written here
        if vals.keys() == {"criterion_id"} and not vals["criterion_id"]:
            return models.BaseModel.write(self, vals)
        return super().write(vals)
