from odoo import api, fields, models

RESULTS = [("pending", "Awaiting proof"), ("passed", "Fulfilled"), ("failed", "Not fulfilled"), ("waived", "Exempted")]


class EligibilityCheck(models.Model):
    """The result of one criterion for one request, or for the programme itself: who saw what, when, by which wording.

    A result never changes. Checking again, or a waiver, makes a new one; the former stays as history.
    """

    _name = "beneficiary.eligibility.check"
    _description = "Eligibility Check"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "request_id desc, sequence, id desc"

    request_id = fields.Many2one("beneficiary.request", readonly=True, index="btree_not_null", ondelete="cascade")
    program_id = fields.Many2one(
        "beneficiary.program", "Programme", required=True, readonly=True, index=True, ondelete="cascade"
    )
    criterion_id = fields.Many2one(
        "beneficiary.criterion", "Criterion now", required=True, readonly=True, index=True, ondelete="restrict"
    )
    version_id = fields.Many2one(
        "beneficiary.criterion.version", required=True, readonly=True, index=True, ondelete="restrict"
    )
    criterion_version = fields.Integer("Version number", related="version_id.number", store=True, precompute=True)
    name = fields.Char(related="version_id.name", string="Criterion")
    description = fields.Text(related="version_id.description")
    kind = fields.Selection(related="version_id.kind", store=True, precompute=True)
    group_name = fields.Char(related="version_id.group_name", string="Group")
    group_mode = fields.Selection(related="version_id.group_mode", string="Needed")
    sequence = fields.Integer(related="criterion_id.sequence", store=True, precompute=True)
    company_id = fields.Many2one(related="program_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, index="btree_not_null")
    committee_id = fields.Many2one(related="request_id.committee_id", store=True, index="btree_not_null")
    beneficiary_id = fields.Many2one(related="request_id.beneficiary_id", store=True, index="btree_not_null")
    result = fields.Selection(RESULTS, default="pending", required=True, readonly=True, index=True)
    is_current = fields.Boolean("In use", default=True, readonly=True, help="Not replaced by a newer result.")
    value_seen = fields.Text("What was seen", readonly=True)
    value_private = fields.Text(
        "What was seen, confidential",
        readonly=True,
        groups="beneficiary.group_researcher",
        help="Income, health and the like: for the social researchers only.",
    )
    evidence = fields.Text(readonly=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "beneficiary_eligibility_check_attachment_rel", string="Files", readonly=True
    )
    checked_by = fields.Many2one("res.users", readonly=True)
    checked_on = fields.Datetime(readonly=True)
    waived_by = fields.Many2one("res.users", readonly=True)
    waiver_reason = fields.Text(readonly=True)
    is_outdated = fields.Boolean(
        "Criterion changed", compute="_compute_is_outdated", help="The criterion was changed after this result."
    )

    _one_of_request = models.UniqueIndex(
        "(request_id, criterion_id) WHERE is_current IS TRUE AND request_id IS NOT NULL",
        "This criterion has a result in use for the request already.",
    )
    _one_of_program = models.UniqueIndex(
        "(program_id, criterion_id) WHERE is_current IS TRUE AND request_id IS NULL",
        "This criterion has a result in use for the programme already.",
    )

    def _is_frozen(self):
        return self.result != "pending" or not self.is_current

    def _frozen_except(self):
        return super()._frozen_except() | {"is_current"}

    def _frozen_message(self):
        return self.env._(
            "The result of “%(name)s” does not change. Check again: that makes a new one.", name=self.name
        )

    def _frozen_files(self):
        return super()._frozen_files() | self.sudo().attachment_ids

    @api.depends("name")
    def _compute_display_name(self):
        for check in self:
            check.display_name = check.name

    @api.depends("version_id", "criterion_id.version_id", "criterion_id.active")
    def _compute_is_outdated(self):
        for check in self:
            criterion = check.sudo().criterion_id
            check.is_outdated = check.version_id != criterion.version_id or not criterion.active

    # ----------------------------------------------------------------- verdict
    @api.model
    def _verdict(self, checks):
        """Return what results together say: ``eligible``, ``ineligible`` or ``pending``.

        Criteria without a group are all needed; of a group, all or any one, as it was when they were checked. One
        failure is enough to be ineligible, whatever is still open.
        """
        outcomes = self._outcomes(checks)
        if "failed" in outcomes.values():
            return "ineligible"
        return "pending" if "pending" in outcomes.values() else "eligible"

    @api.model
    def _outcomes(self, checks):
        """Return unit → ``passed``, ``failed`` or ``pending``; a unit is a check, or the checks of one group."""
        units = {}
        for check in checks:
            version = check.version_id
            key = ("group", version.group_id) if version.group_id else ("check", check.id)
            units.setdefault(key, self.browse())
            units[key] |= check
        return {unit: self._outcome(unit[:1].version_id.group_mode, unit.mapped("result")) for unit in units.values()}

    @api.model
    def _outcome(self, mode, results):
        met = ["passed" if result == "waived" else result for result in results]
        first, last = ("passed", "failed") if mode == "any" else ("failed", "passed")
        if first in met:
            return first
        return "pending" if "pending" in met else last

    def _standing(self, outcome):
        """Return the checks among these that stand in the way: those of the units with this outcome."""
        units = self._outcomes(self)
        result = "pending" if outcome == "pending" else "failed"
        return self.browse().concat(
            *(u.filtered(lambda c: c.result == result) for u, o in units.items() if o == outcome)
        )

    # --------------------------------------------------------------- replacing
    def _supersede(self):
        """Let newer results take the place of these; what was still pending said nothing and goes."""
        pending = self.filtered(lambda c: c.result == "pending")
        requests, programs = self.request_id, self.program_id
        (self - pending).write({"is_current": False})
        self.env.flush_all()
        pending.unlink()
        requests.invalidate_recordset(["check_ids"])
        programs.invalidate_recordset(["check_ids"])
