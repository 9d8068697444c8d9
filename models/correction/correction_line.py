from odoo import api, fields, models
from odoo.exceptions import UserError


class CorrectionLine(models.Model):
    """One field of a file that a person asks to have corrected."""

    _name = "beneficiary.correction.line"
    _description = "Corrected field"
    _inherit = ["beneficiary.correction.part.mixin"]

    field_name = fields.Char(required=True, readonly=True)
    label = fields.Char("Field", compute="_compute_label")
    new_value = fields.Char("Asked for", readonly=True)
    raw_value = fields.Char(readonly=True, help="The new value as the file stores it.")

    @api.depends("field_name")
    @api.depends_context("lang")
    def _compute_label(self):
        labels = self.env["beneficiary.correction"]._correctable_labels()
        for line in self:
            line.label = labels.get(line.field_name, line.field_name)

    def _file_vals(self):
        """Return the values that these lines write to the file."""
        allowed = self.env["beneficiary.correction"]._correctable_fields()
        return {line.field_name: line.raw_value or False for line in self if line.field_name in allowed}

    def _check_written(self):
        """Raise unless the file now says what was asked for: nobody is told of a correction that was not made."""
        for line in self:
            value = line.correction_id.beneficiary_id[line.field_name]
            if (str(value) if value else False) != (line.raw_value or False):
                raise UserError(self.env._("“%(field)s” could not be written to the file.", field=line.label))
