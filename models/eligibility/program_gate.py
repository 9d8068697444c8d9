from odoo import models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list


class ProgramGate(models.Model):
    """A programme opens when what is asked of itself is there (R-62, R-63)."""

    _inherit = "beneficiary.program"

    def action_check_eligibility(self):
        """Check again what is asked of these programmes themselves; former results stay as history."""
        self._check_role("beneficiary.group_officer")
        self.check_access("read")
        self.sudo()._check_criteria(again=True)
        return True

    def action_view_checks(self):
        """Open all results of these programmes themselves, the former ones too."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_eligibility_check_action") | {
            "domain": [("program_id", "in", self.ids), ("request_id", "=", False)],
            "context": {},
        }

    def _check_criteria(self, again=False):
        """Bring the results of what is asked of the programmes up to date, in ``sudo``.

        :param again: also what has a result already, of every kind or of these kinds; else only what is pending or new
        """
        criteria = self.criterion_ids.filtered(lambda c: c.active and c.level == "program")
        checks = self.env["beneficiary.eligibility.check"]
        found = {check.criterion_id: check for check in self.check_ids}
        gone = self.check_ids.filtered(lambda c: c.criterion_id not in criteria)
        results = self._program_results(criteria)
        new, replaced = [], gone
        for criterion in criteria:
            old = found.get(criterion, checks)
            result, seen = results.get(criterion, ("pending", ""))
            anew = again if isinstance(again, bool) else criterion.kind in again
            if old._keeps(anew, result, seen):
                continue
            replaced |= old
            new.append(checks._found_values(criterion, result, seen, program=criterion.program_id))
        replaced._supersede()
        checks.create(new)
        self.invalidate_recordset(["check_ids"])

    def _program_results(self, criteria):
        """Return criterion → (result, value seen) for those whose facts a method of the programme knows."""
        results = {}
        for kind, of_kind in criteria.grouped("kind").items():
            method = getattr(self, f"_eligibility_{kind}", None)
            facts = method() if method else {}
            for criterion in of_kind:
                results[criterion] = facts.get(criterion.program_id.id, ("pending", ""))
        return results

    # facts that other parts of the addon know
    def _eligibility_mechanism(self):
        """Return program id → (result, value seen): does a partner or a written mechanism verify the cases (R-62)?"""
        return dict.fromkeys(self.ids, ("pending", ""))

    def _eligibility_venue(self):
        """Return program id → (result, value seen): does the venue suit the group (R-63)?"""
        return dict.fromkeys(self.ids, ("pending", ""))

    def _eligibility_announcement(self):
        """Return program id → (result, value seen): was the programme announced well (R-63)?"""
        return dict.fromkeys(self.ids, ("pending", ""))

    def _eligibility_invitation(self):
        """Return program id → (result, value seen): was the group invited (R-63)?"""
        return dict.fromkeys(self.ids, ("pending", ""))

    def _check_can_open(self):
        super()._check_can_open()
        program = self.sudo()
        if not program.eligibility_enabled:
            return
        program._check_criteria(again=True)
        checks = program.check_ids
        if checks._verdict(checks) == "eligible":
            return
        missing = checks._standing("failed") | checks._standing("pending")
        raise UserError(
            self.env._(
                "“%(name)s” cannot open yet. What is asked of the programme itself is not met: %(criteria)s. See the "
                "page “Eligibility”.",
                name=self.name,
                criteria=format_list(self.env, missing.mapped("name"), style="unit"),
            )
        )
