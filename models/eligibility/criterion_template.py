from odoo import fields, models
from odoo.exceptions import ValidationError


class CriterionTemplate(models.Model):
    """A criterion that the policies ask of a type of programme; a programme gets its own copy, to adapt (R-60…R-63)."""

    _name = "beneficiary.criterion.template"
    _description = "Criterion Template"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.criterion.mixin"]
    _order = "program_type, sequence, id"

    program_type = fields.Selection(
        selection=lambda self: self.env["beneficiary.program"]._fields["program_type"]._description_selection(self.env),
        required=True,
        index=True,
    )
    sequence = fields.Integer(default=10)
    group_name = fields.Char("Group", translate=True, help="Criteria of one group name become one group.")
    group_mode = fields.Selection([("all", "All of"), ("any", "Any of")], default="all")

    def _criterion_values(self, program, group):
        """Return what a criterion of ``program`` after this one template is created with.

        A condition on fields that this database does not have becomes an officer's check: the question stays.
        """
        self.ensure_one()
        values = {
            "program_id": program.id,
            "template_id": self.id,
            "name": self.name,
            "description": self.description,
            "sequence": self.sequence,
            "level": self.level,
            "kind": self.kind,
            "condition_on": self.condition_on,
            "condition": self.condition,
            "group_id": group.id,
        }
        if self.kind == "condition" and not self._condition_possible():
            values |= {"kind": "officer", "condition": False}
        return values

    def _condition_possible(self):
        try:
            self._condition_domain()
        except ValidationError:
            return False
        return True
