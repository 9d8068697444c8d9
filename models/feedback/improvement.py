from odoo import api, fields, models
from odoo.exceptions import ValidationError

OPEN = ("new", "in_progress")


class Improvement(models.Model):
    """Something that is done better because of what people said, or what was found (R-22).

    Every improvement names what it comes from. `improvement_flow.py` holds its steps and reminders,
    `improvement_effect.py` whether it helped: a figure or an answer before and after.
    """

    _name = "beneficiary.improvement"
    _description = "Improvement"
    _inherit = ["beneficiary.task.mixin"]
    _order = "deadline, id"

    name = fields.Char("What is to be done", required=True, tracking=True)
    description = fields.Text("What is wrong", help="The obstacle, in a few words. Name nobody.")
    program_id = fields.Many2one("beneficiary.program", "Programme", check_company=True, index="btree_not_null")
    branch_id = fields.Many2one("beneficiary.branch", check_company=True, index="btree_not_null")
    deadline = fields.Date(required=True, tracking=True)
    # what it comes from
    cause_kind = fields.Selection(
        [
            ("complaint", "Complaint"),
            ("inquiry", "Inquiry"),
            ("finding", "Finding of a visit"),
            ("clause", "Clause of the policy"),
        ],
        "Comes from",
        required=True,
        default="clause",
    )
    complaint_id = fields.Many2one(
        "beneficiary.complaint", check_company=True, index="btree_not_null", ondelete="restrict"
    )
    lead_id = fields.Many2one(
        "crm.lead",
        "Inquiry",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('is_inquiry', '=', True)]",
    )
    line_id = fields.Many2one(
        "beneficiary.visit.line", "Finding", check_company=True, index="btree_not_null", ondelete="restrict"
    )
    visit_id = fields.Many2one(related="line_id.visit_id", store=True, index="btree_not_null")
    clause_id = fields.Many2one(
        "beneficiary.policy.clause", check_company=True, index="btree_not_null", ondelete="restrict"
    )
    # what became of it
    state = fields.Selection(
        [
            ("new", "To do"),
            ("in_progress", "In progress"),
            ("done", "Done"),
            ("measured", "Effect measured"),
            ("cancelled", "Given up"),
        ],
        default="new",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    done_text = fields.Text("What was done", copy=False)
    date_done = fields.Date("Done on", readonly=True, copy=False)
    cancel_reason = fields.Text("Why it was given up", copy=False)
    is_late = fields.Boolean("Late", compute="_compute_is_late", search="_search_is_late")
    late_on = fields.Date("Managers told on", readonly=True, copy=False)

    _soonest = models.Index("(deadline, id)")
    _company_soonest = models.Index("(company_id, deadline, id)")
    _open_soonest = models.Index("(company_id, deadline) WHERE state IN ('new', 'in_progress')")

    def _is_frozen(self):
        return self.state in ("done", "measured", "cancelled")

    def _frozen_except(self):
        names = super()._frozen_except()
        return names | self._effect_fields() if self.state == "done" else names

    def _frozen_message(self):
        return self.env._("“%(name)s” is finished and cannot be changed. Begin another one.", name=self.name)

    @api.model
    def _cause_fields(self):
        """Return kind of cause → name of the field that holds it; another file adds its own."""
        return {"complaint": "complaint_id", "inquiry": "lead_id", "finding": "line_id", "clause": "clause_id"}

    # --------------------------------------------------------------- computes
    @api.depends("deadline", "state")
    def _compute_is_late(self):
        for improvement in self:
            today = improvement.company_id.sudo()._beneficiary_today() if improvement.company_id else False
            improvement.is_late = bool(
                today and improvement.state in OPEN and improvement.deadline and improvement.deadline < today
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company.sudo()._beneficiary_today()
        return [("state", "in", OPEN), ("deadline", "<", today)]

    # ------------------------------------------------------------- constraints
    @api.constrains("cause_kind", "complaint_id", "lead_id", "line_id", "clause_id")
    def _check_cause(self):
        for improvement in self.sudo():
            for kind, name in self._cause_fields().items():
                if kind == improvement.cause_kind and not improvement[name]:
                    raise ValidationError(
                        self.env._(
                            "“%(name)s”: choose under “%(field)s” what it comes from.",
                            name=improvement.name,
                            field=self._fields[name]._description_string(self.env),
                        )
                    )
                if kind != improvement.cause_kind and improvement[name]:
                    raise ValidationError(
                        self.env._("“%(name)s” comes from one thing. Empty the others.", name=improvement.name)
                    )
            if improvement.lead_id and not improvement.lead_id.is_inquiry:
                raise ValidationError(self.env._("“%(name)s”: choose an inquiry.", name=improvement.name))

    @api.constrains("user_id", "complaint_id")
    def _check_responsible(self):
        for improvement in self.sudo():
            user = improvement.user_id
            if user in improvement.complaint_id.barred_user_ids or not user.has_group("beneficiary.group_officer"):
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: %(user)s cannot be responsible for it. Choose another relations officer.",
                        name=improvement.name,
                        user=user.name,
                    )
                )

    @api.onchange("cause_kind")
    def _onchange_cause_kind(self):
        for kind, name in self._cause_fields().items():
            if kind != self.cause_kind:
                self[name] = False

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self._check_causes_visible(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_causes_visible([vals])
        return super().write(vals)

    def _check_causes_visible(self, vals_list):
        """An improvement shows what it comes from, so it may only name what the user may see."""
        for name in self._cause_fields().values():
            ids = {vals[name] for vals in vals_list if vals.get(name)}
            if ids:  # a model of which nothing is named need not be open to the user
                self.env[self._fields[name].comodel_name].browse(ids).check_access("read")
