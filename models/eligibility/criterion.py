from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .criterion_condition import MODELS
from .criterion_mixin import PERSON_KINDS, PROGRAM_KINDS


class Criterion(models.Model):
    """What a programme asks of its applicants, or of itself before it opens (R-60…R-63).

    Whatever changes what a criterion says makes a new version of it; results point to the version that they were
    given by, and stay as they are until somebody checks again.
    """

    _name = "beneficiary.criterion"
    _description = "Criterion"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.criterion.mixin"]
    _order = "program_id, level, sequence, id"
    _check_company_auto = True

    program_id = fields.Many2one("beneficiary.program", "Programme", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="program_id.company_id", store=True, precompute=True, index=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    group_id = fields.Many2one(
        "beneficiary.criterion.group",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        domain="[('program_id', '=', program_id)]",
        help="Criteria without a group are all needed.",
    )
    document_type_id = fields.Many2one(
        "beneficiary.document.type", "Paper", check_company=True, ondelete="restrict", index="btree_not_null"
    )
    condition_model = fields.Char(compute="_compute_condition_model")
    template_id = fields.Many2one("beneficiary.criterion.template", readonly=True, copy=False, ondelete="set null")
    version_id = fields.Many2one("beneficiary.criterion.version", readonly=True, copy=False)
    version = fields.Integer(related="version_id.number", string="Version number")
    version_ids = fields.One2many("beneficiary.criterion.version", "criterion_id", "Versions")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"program_id"}

    @api.depends("condition_on")
    def _compute_condition_model(self):
        for criterion in self:
            criterion.condition_model = MODELS[criterion.condition_on or "file"]

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind not in PERSON_KINDS:
            self.level = "program"
        elif self.kind not in PROGRAM_KINDS:
            self.level = "person"

    # ------------------------------------------------------------- constraints
    @api.constrains("kind", "condition_on", "condition", "active")
    def _check_condition(self):
        for criterion in self:
            if criterion.kind == "condition" and criterion.active:
                criterion._try_condition()

    @api.constrains("kind", "document_type_id")
    def _check_document(self):
        for criterion in self:
            if criterion.kind == "document" and not criterion.document_type_id:
                raise ValidationError(self.env._("“%(name)s”: choose the paper.", name=criterion.name))

    @api.constrains("group_id", "program_id", "level")
    def _check_group(self):
        for criterion in self:
            if criterion.group_id and criterion.group_id.program_id != criterion.program_id:
                raise ValidationError(
                    self.env._("“%(name)s”: the group belongs to another programme.", name=criterion.name)
                )
        self.group_id._check_one_level()

    def _condition_program(self):
        return self.program_id

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        criteria = super().create(vals_list)
        criteria._make_versions()
        criteria._ask_for_papers()
        return criteria

    def write(self, vals):
        names = self._content_fields() & vals.keys()
        before = {criterion: [criterion[name] for name in names] for criterion in self}
        result = super().write(vals)
        self.filtered(lambda c: [c[name] for name in names] != before[c])._make_versions()
        if {"document_type_id", "kind"} & vals.keys():
            self._ask_for_papers()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_checked(self):
        checked = (
            self.env["beneficiary.eligibility.check"]
            .sudo()
            ._read_group([("criterion_id", "in", self.ids)], ["criterion_id"])
        )
        for (criterion,) in checked[:1]:
            raise UserError(
                self.env._(
                    "“%(name)s” was checked already, and the results point to it. Archive it instead.",
                    name=criterion.name,
                )
            )

    def _ask_for_papers(self):
        """A paper that is a criterion stands on the checklist of the programme."""
        for program, criteria in (
            self.filtered(lambda c: c.kind == "document" and c.active).grouped("program_id").items()
        ):
            missing = criteria.document_type_id - program.document_type_ids
            if missing:
                program.document_type_ids += missing

    # --------------------------------------------------------------- versions
    @api.model
    def _content_fields(self):
        """Return the fields whose change makes a new version."""
        return {
            "name",
            "description",
            "level",
            "kind",
            "condition_on",
            "condition",
            "document_type_id",
            "group_id",
        }

    def _make_versions(self):
        """Keep what these criteria say now as their newest versions."""
        versions = self.env["beneficiary.criterion.version"].sudo()
        numbers = dict(versions._read_group([("criterion_id", "in", self.ids)], ["criterion_id"], ["number:max"]))
        created = versions.create(
            [criterion._version_values(numbers.get(criterion.sudo(), 0) + 1) for criterion in self.sudo()]
        )
        created._copy_translations()
        for version in created:
            version.criterion_id.version_id = version

    def _version_values(self, number):
        values = {name: self[name] for name in self._content_fields() - {"document_type_id", "group_id"}}
        return values | {
            "criterion_id": self.id,
            "number": number,
            "document_type_id": self.document_type_id.id,
            "group_id": self.group_id.id,
            "group_name": self.group_id.name,
            "group_mode": self.group_id.mode,
        }

    def action_view_versions(self):
        """Open what these criteria said before."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_criterion_version_action") | {
            "domain": [("criterion_id", "in", self.ids)],
        }
