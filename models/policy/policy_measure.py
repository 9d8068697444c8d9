from odoo import fields, models


class PolicyMeasure(models.Model):
    """What the policy promises to measure, and how often (R-18, R-85)."""

    _name = "beneficiary.policy.measure"
    _description = "Policy Measure"
    _inherit = ["beneficiary.policy.part.mixin"]
    _order = "sequence, id"

    kind = fields.Selection(
        [
            ("periodic_survey", "Periodic survey"),
            ("field_survey", "Field survey"),
            ("office_visit", "Supervisory office visit"),
            ("interview", "Interview"),
            ("complaint_watch", "Watching of complaints and inquiries"),
            ("liaison_supervision", "Supervision of the liaison officers"),
        ],
        required=True,
    )
    period = fields.Integer(required=True, default=3, help="Every how many units the measure is due.")
    period_unit = fields.Selection(
        [("week", "Weeks"), ("month", "Months"), ("year", "Years")], required=True, default="month"
    )

    _period_positive = models.Constraint("CHECK (period > 0)", "The period of a measure must be at least 1.")

    def _text_unit(self):
        """Return the unit of the period in words."""
        return dict(self._fields["period_unit"]._description_selection(self.env))[self.period_unit]
