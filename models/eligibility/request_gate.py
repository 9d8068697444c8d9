from odoo import models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list


class RequestGate(models.Model):
    """Nothing goes to the committee unchecked, and nobody is approved who is not eligible, unless it is waived."""

    _inherit = "beneficiary.request"

    def write(self, vals):
        result = super().write(vals)
        if "program_id" in vals:
            checks = self._current_checks()
            checks.filtered(lambda c: c.program_id != c.request_id.program_id)._supersede()
            self.filtered(lambda r: r.state != "draft").sudo()._check_criteria()
        return result

    def action_submit(self):
        result = super().action_submit()
        self.sudo()._check_criteria()
        return result

    def action_complete(self):
        result = super().action_complete()
        self.sudo()._check_criteria()
        return result

    def _refresh_eligibility(self):
        """Look again at what is pending of those under way, in ``sudo``: a fact changed that a criterion asks for.

        Results that were found stay; checking those again is explicit.
        """
        self.filtered(lambda r: r.state in ("submitted", "complete", "review"))._check_criteria()

    def _check_eligibility_enabled(self):
        if self and not self._eligibility_checked():
            raise UserError(
                self.env._(
                    "The policy of these requests does not check eligibility. Managers switch it on in the policy."
                )
            )

    def _check_can_send_to_committee(self):
        super()._check_can_send_to_committee()
        request = self.sudo()
        request._check_criteria()
        if request.eligibility == "pending":
            raise UserError(
                self.env._(
                    "%(name)s cannot go to the committee yet. Not checked: %(criteria)s. See the page “Eligibility”.",
                    name=self.name,
                    criteria=format_list(self.env, request.check_ids._standing("pending").mapped("name"), style="unit"),
                )
            )

    def _apply_decision(self, outcome, reason, amount=0.0, early_reason=False):
        if outcome == "approved":
            self._check_eligible()
        return super()._apply_decision(outcome, reason, amount, early_reason)

    def _check_eligible(self):
        """Raise unless the applicant meets the criteria, or they are waived."""
        if self.eligibility not in ("pending", "ineligible"):
            return
        checks = self.check_ids.sudo()
        missing = checks._standing("failed") | checks._standing("pending")
        raise UserError(
            self.env._(
                "%(name)s cannot be approved, for the applicant is not eligible: %(criteria)s. Refuse it, or ask a "
                "manager to waive these criteria with a reason.",
                name=self.name,
                criteria=format_list(self.env, missing.mapped("name"), style="unit"),
            )
        )
