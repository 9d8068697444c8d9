from odoo import models


class ConfidentialAnswerLine(models.Model):
    """A line of an answer is not moved to an answer that nobody may change (R-20)."""

    _inherit = "survey.user_input.line"

    def write(self, vals):
        result = super().write(vals)
        if not self.env.su and "user_input_id" in vals:
            self.check_access("write")  # as of the answer
        return result
