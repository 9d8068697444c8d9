from odoo import fields, models
from odoo.tools import SQL


class CriterionVersion(models.Model):
    """What a criterion said at a time: never changes, for results were given by it."""

    _name = "beneficiary.criterion.version"
    _description = "Version of a Criterion"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.criterion.mixin"]
    _order = "criterion_id, number desc"

    criterion_id = fields.Many2one(
        "beneficiary.criterion", "Version of", required=True, readonly=True, index=True, ondelete="cascade"
    )
    program_id = fields.Many2one(related="criterion_id.program_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="criterion_id.company_id", store=True, precompute=True, index=True)
    number = fields.Integer("Version", required=True, readonly=True)
    document_type_id = fields.Many2one("beneficiary.document.type", "Paper", ondelete="restrict")
    # the group as it was; its number stays when the group itself is deleted
    group_id = fields.Integer("Group number", readonly=True)
    group_name = fields.Char("Group", translate=True, readonly=True)
    group_mode = fields.Selection([("all", "All of"), ("any", "Any of")], "Needed", readonly=True)

    _number_uniq = models.UniqueIndex("(criterion_id, number)", "This criterion has such a version already.")

    def _is_frozen(self):
        return True

    def _frozen_message(self):
        return self.env._(
            "What “%(name)s” said is kept, for results were given by it. Change the criterion: that makes a new "
            "version.",
            name=self.name,
        )

    def _condition_program(self):
        return self.program_id

    def _copy_translations(self):
        """Take over the names in all languages, as they are stored."""
        if not self:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE beneficiary_criterion_version v
                   SET name = c.name, description = c.description, group_name = g.name
                  FROM beneficiary_criterion c
             LEFT JOIN beneficiary_criterion_group g ON g.id = c.group_id
                 WHERE c.id = v.criterion_id AND v.id IN %s
                """,
                self._ids,
            )
        )
        self.invalidate_recordset(["name", "description", "group_name"])
