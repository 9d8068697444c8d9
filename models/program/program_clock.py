from odoo import api, fields, models


class ProgramClock(models.Model):
    """Clocks of a programme that differ from the association's own."""

    _inherit = "beneficiary.program"

    own_clocks = fields.Boolean(
        "Own clocks", tracking=True, help="Deadlines of this programme instead of those in the settings."
    )
    first_answer_hours = fields.Float("First answer (working hours)", help="0: no such clock.")
    update_days = fields.Integer("News (working days)", help="0: no such clock.")
    decision_days = fields.Integer(
        "Decision (working days)",
        help="0: no such clock. The reply that the policy promises is never put off by it.",
    )

    _clocks_positive = models.Constraint(
        "CHECK (first_answer_hours >= 0 AND update_days >= 0 AND decision_days >= 0)",
        "The time that a clock allows cannot be negative. Use 0 for no such clock.",
    )

    @api.onchange("own_clocks")
    def _onchange_own_clocks(self):
        if self.own_clocks and not (self.first_answer_hours or self.update_days or self.decision_days):
            targets = self.company_id._beneficiary_clock_targets()
            self.first_answer_hours = targets["first_answer"]
            self.update_days = targets["update"]
            self.decision_days = targets["decision"]

    def write(self, vals):
        result = super().write(vals)
        if {"own_clocks", "first_answer_hours", "update_days", "decision_days"} & vals.keys():
            requests = self.env["beneficiary.request"].sudo()
            requests.search(requests._clock_open_domain() & fields.Domain("program_id", "in", self.ids))._reset_clocks()
        return result

    def _clock_targets(self):
        """Return kind → target of this one programme, in the unit of the kind."""
        return {"first_answer": self.first_answer_hours, "update": self.update_days, "decision": self.decision_days}
