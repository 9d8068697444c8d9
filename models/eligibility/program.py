from odoo import api, fields, models
from odoo.exceptions import UserError

from .request import READERS


class ProgramEligibility(models.Model):
    """What a programme asks of its applicants and of itself, and the results for the programme (R-60…R-63)."""

    _inherit = "beneficiary.program"

    criterion_ids = fields.One2many("beneficiary.criterion", "program_id", "Criteria", copy=False)
    criterion_group_ids = fields.One2many("beneficiary.criterion.group", "program_id", "Groups of criteria", copy=False)
    check_ids = fields.One2many(
        "beneficiary.eligibility.check",
        "program_id",
        "Results",
        domain=[("request_id", "=", False), ("is_current", "=", True)],
        readonly=True,
        groups=READERS,
    )
    eligibility_enabled = fields.Boolean(compute="_compute_eligibility_enabled")
    has_program_criteria = fields.Boolean(compute="_compute_has_program_criteria")

    @api.depends("company_id")
    def _compute_eligibility_enabled(self):
        for program in self:
            program.eligibility_enabled = program.company_id.sudo().beneficiary_policy_id.eligibility_enabled

    @api.depends("criterion_ids.level")
    def _compute_has_program_criteria(self):
        for program in self:
            program.has_program_criteria = "program" in program.criterion_ids.mapped("level")

    def copy(self, default=None):
        programs = super().copy(default)
        for old, new in zip(self, programs, strict=True):
            old._copy_criteria_to(new)
        return programs

    def _copy_criteria_to(self, program):
        groups = {
            group: group.copy({"program_id": program.id, "criterion_ids": False}) for group in self.criterion_group_ids
        }
        for criterion in self.criterion_ids:
            group = groups.get(criterion.group_id)
            criterion.copy({"program_id": program.id, "group_id": group.id if group else False})

    # --------------------------------------------------------------- templates
    def action_load_criteria(self):
        """Give these programmes the criteria that the policies ask of their type, to adapt (R-60…R-63).

        :raise UserError: when there are none for the type, or they are all there
        """
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        for program in self:
            program._load_criteria()
        return True

    def _load_criteria(self):
        templates = self.env["beneficiary.criterion.template"].search([("program_type", "=", self.program_type)])
        loaded = self.with_context(active_test=False).criterion_ids.template_id
        if not templates - loaded:
            raise UserError(
                self.env._(
                    "There is nothing to add for this type of programme. Write the criteria of “%(name)s” yourself.",
                    name=self.name,
                )
            )
        groups = {}
        criteria = self.env["beneficiary.criterion"]
        for template in templates - loaded:
            group = groups.get(template.group_name) or self._group_for(template)
            groups[template.group_name] = group
            values = template._criterion_values(self, group)
            # the template is set by this action, not by hand
            link = values.pop("template_id")
            criterion = criteria.create(values)
            criterion.sudo().template_id = link
            self._translate_like(criterion, template, {"name": "name", "description": "description"})
            criteria |= criterion
        return criteria

    def _group_for(self, template):
        groups = self.env["beneficiary.criterion.group"]
        if not template.group_name:
            return groups
        group = self.criterion_group_ids.filtered(lambda g: g.name == template.group_name)[:1]
        if not group:
            group = groups.create({"program_id": self.id, "name": template.group_name, "mode": template.group_mode})
            self._translate_like(group, template, {"name": "group_name"})
        return group

    @api.model
    def _translate_like(self, record, template, names):
        """Take over the wording of the template in every language of the database."""
        for code, _label in self.env["res.lang"].get_installed():
            if code != self.env.lang:
                source = template.with_context(lang=code)
                record.with_context(lang=code).write({name: source[field] for name, field in names.items()})
