from odoo import models


class ProgramRequirements(models.AbstractModel):
    """The requirements of a programme, for a visitor who has not applied yet (R-43)."""

    _name = "report.beneficiary.report_program_requirements"
    _description = "Requirements sheet of a programme"
    _inherit = ["beneficiary.report.requirements.mixin"]

    _report_model = "beneficiary.program"

    def _facts(self, program):
        """Return what the sheet is about, as pairs of label and text."""
        return [
            (self.env._("Programme"), program.name),
            (self.env._("Type"), self._label(program, "program_type")),
            (self.env._("Decided by"), program.committee_id.name),
            (self.env._("Name of the visitor"), ""),
        ]
