from odoo import fields, models
from odoo.exceptions import UserError


class MechanismCheck(models.Model):
    """A step of the written mechanism on one request: who did it, and when (R-62).

    It says what the step said when the checklist was made; changing the mechanism does not rewrite it.
    """

    _name = "beneficiary.mechanism.check"
    _description = "Mechanism Check"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "request_id desc, sequence, id"
    _check_company_auto = True

    request_id = fields.Many2one("beneficiary.request", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, precompute=True, index="btree_not_null")
    committee_id = fields.Many2one(related="request_id.committee_id", store=True, index="btree_not_null")
    step_id = fields.Many2one("beneficiary.mechanism.step", readonly=True, index="btree_not_null", ondelete="set null")
    sequence = fields.Integer(readonly=True)
    name = fields.Char("What is done", required=True, readonly=True)
    responsible = fields.Char("Who is responsible", readonly=True)
    due_date = fields.Date("By", readonly=True)
    note = fields.Char("Evidence", help="What was found, or where it is written.")
    done = fields.Boolean(readonly=True)
    done_by = fields.Many2one("res.users", "Done by", readonly=True)
    done_on = fields.Datetime("Done on", readonly=True)

    _step_uniq = models.UniqueIndex(
        "(request_id, step_id) WHERE step_id IS NOT NULL", "This step is on the checklist already."
    )

    def _is_frozen(self):
        return self.request_id.sudo().state not in self._open_request_states()

    def _open_request_states(self):
        return self.env["beneficiary.declaration"]._open_request_states()

    def _frozen_message(self):
        return self.env._("%(name)s is decided: its checklist cannot be changed.", name=self.request_id.sudo().name)

    def write(self, vals):
        if "note" in vals and not self.env.su and any(check.done for check in self):
            raise UserError(self.env._("The step is done. Take the tick back to change its evidence."))
        return super().write(vals)

    def action_done(self):
        """Tick the steps: the current user did them, now.

        :raise UserError: when the request is decided
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_not_frozen()
        self.filtered(lambda check: not check.done)._guarded_write(
            {"done": True, "done_by": self.env.uid, "done_on": fields.Datetime.now()}
        )
        self._eligibility_facts_changed()
        return True

    def action_undo(self):
        """Take ticks back: by who set them, or a manager.

        :raise UserError: for somebody else, or when the request is decided
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_not_frozen()
        manager = self.env.su or self.env.user.has_group("beneficiary.group_manager")
        for check in self:
            if not manager and check.done and check.done_by != self.env.user:
                raise UserError(
                    self.env._(
                        "%(user)s did “%(step)s”. Only he or a manager takes the tick back.",
                        user=check.done_by.sudo().name,
                        step=check.name,
                    )
                )
        self._guarded_write({"done": False, "done_by": False, "done_on": False})
        self._eligibility_facts_changed()
        return True

    def _eligibility_facts_changed(self):
        """Called when steps were ticked: eligibility follows."""
        self.request_id.sudo()._refresh_eligibility()
