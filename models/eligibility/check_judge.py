from odoo import fields, models
from odoo.exceptions import UserError

JUDGED = {"officer", "document"}


class EligibilityCheckJudge(models.Model):
    """What people say about a criterion: the officer's check with evidence, and the manager's waiver."""

    _inherit = "beneficiary.eligibility.check"

    def action_judge(self):
        """Open the screen on which an officer says that the criterion is met."""
        self._check_role("beneficiary.group_officer")
        return self._step_action("pass")

    def action_judge_failed(self):
        """Open the screen on which an officer says that the criterion is not met."""
        self._check_role("beneficiary.group_officer")
        return self._step_action("fail")

    def action_ask_waiver(self):
        """Open the screen on which a manager waives a criterion."""
        self._check_role("beneficiary.group_manager")
        return self._step_action("waive") | {"name": self.env._("Exempt from a criterion")}

    def _step_action(self, step):
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_eligibility_step_action") | {
            "context": {"default_check_id": self.id, "default_step": step}
        }

    # ------------------------------------------------------------------ officer
    def action_pass(self, evidence=None, attachment_ids=()):
        """Record that an officer found the criterion met.

        :param str evidence: what shows it
        :param attachment_ids: ids of files that show it, uploaded by the same user
        :raise UserError: without evidence, on a criterion that is not for an officer to judge, or on an own request
        """
        return self._judge("passed", evidence, attachment_ids)

    def action_fail(self, evidence=None, attachment_ids=()):
        """Record that an officer found the criterion not met; as :meth:`action_pass`."""
        return self._judge("failed", evidence, attachment_ids)

    def _judge(self, result, evidence, attachment_ids):
        self._check_role("beneficiary.group_officer")
        self.check_access("read")
        files = self.env["ir.attachment"].browse(attachment_ids)
        for check in self:
            check._check_can_judge(result, evidence, files)
        for check in self.sudo():
            check.write(
                {
                    "result": result,
                    "evidence": evidence,
                    "attachment_ids": [(6, 0, check._own_copies(files).ids)],
                    "checked_by": self.env.uid,
                    "checked_on": fields.Datetime.now(),
                }
            )
        files.sudo().filtered(lambda f: not f.res_id and f.create_uid == self.env.user).unlink()  # just uploaded
        return True

    def _check_can_judge(self, result, evidence, files):
        self._check_in_use("pending")
        self._check_not_applicant()
        kinds = {"officer"} if result == "passed" else JUDGED
        if self.kind not in kinds:
            raise UserError(
                self.env._("“%(name)s” is not for an officer to judge. Choose “Check again”.", name=self.name)
            )
        if not (evidence or "").strip() and not files:
            raise UserError(
                self.env._(
                    "“%(name)s”: write under “Evidence” what you saw, or add a file that shows it.", name=self.name
                )
            )

    def _check_in_use(self, *results):
        if not self.is_current or self.result not in results:
            raise UserError(
                self.env._(
                    "“%(name)s” has another result by now. Look at the newest results of the request.", name=self.name
                )
            )
        if self.request_id:
            self.request_id._check_state("draft", "submitted", "complete", "review")

    def _check_not_applicant(self):
        if self.request_id and self.env.user.partner_id == self.request_id.sudo().partner_id:
            raise UserError(self.env._("Nobody judges a request of his own. Ask a colleague."))

    def _own_copies(self, files):
        """Return copies of files that belong to this check, so that they are read by whoever reads it."""
        files.check_access("read")
        values = {"res_model": self._name, "res_id": self.id}
        return files.sudo().browse().concat(*(file.copy(values) for file in files.sudo()))

    def action_reopen(self):
        """Take up an officer's check again that was a mistake; the former result stays as history."""
        self._check_role("beneficiary.group_officer")
        self.check_access("read")
        for check in self:
            check._check_in_use("passed", "failed", "waived")
            check._check_not_applicant()
            if check.result == "waived":
                check._check_role("beneficiary.group_manager")
            elif check.kind not in JUDGED:
                raise UserError(
                    self.env._("“%(name)s” is not for an officer to judge. Choose “Check again”.", name=check.name)
                )
        checks = self.sudo()
        checks._supersede()
        checks.create([check._next_values() for check in checks])
        return True

    def _next_values(self):
        """Return what a new result in the place of this one starts with, by the criterion as it is now."""
        return {
            "request_id": self.request_id.id,
            "program_id": self.program_id.id,
            "criterion_id": self.criterion_id.id,
            "version_id": self.criterion_id.version_id.id,
        }

    # ------------------------------------------------------------------- waiver
    def action_waive(self, reason=None):
        """Let these criteria not count. What was found before stays as history.

        :param str reason: why, on record
        :raise UserError: without a reason, or on work of one's own
        """
        self._check_role("beneficiary.group_manager")
        self.check_access("read")
        for check in self:
            check._check_can_waive(reason)
        checks = self.sudo()
        values = [check._waived_values(reason) for check in checks]
        checks._supersede()
        checks.create(values)
        return True

    def _waived_values(self, reason):
        return self._next_values() | {
            "version_id": self.version_id.id,
            "result": "waived",
            "value_seen": self.value_seen,
            "value_private": self.value_private,
            "evidence": self.evidence,
            "checked_by": self.checked_by.id,
            "checked_on": self.checked_on,
            "waived_by": self.env.uid,
            "waiver_reason": reason.strip(),
        }

    def _check_can_waive(self, reason):
        self._check_in_use("pending", "failed")
        if not (reason or "").strip():
            raise UserError(self.env._("Write why “%(name)s” does not count here: it stays on record.", name=self.name))
        if self._is_own_work(self.env.user):
            raise UserError(
                self.env._(
                    "Nobody waives a criterion on his own work. Ask another manager to waive “%(name)s”.",
                    name=self.name,
                )
            )

    def _is_own_work(self, user):
        """Tell whether ``user`` has a part in what was checked: the request, the check, or the programme itself."""
        check = self.sudo()
        if check.kind in JUDGED and user == check.checked_by:
            return True
        if check.request_id:
            return check.request_id._is_registrant(user)
        return user in (check.program_id.user_id | check.program_id.create_uid)
