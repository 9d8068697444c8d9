from odoo import fields, models


class EligibilityCheckFound(models.Model):
    """What the system finds by itself, and which of the former results stay."""

    _inherit = "beneficiary.eligibility.check"

    def _keeps(self, again, result, seen=""):
        """Tell whether this result stays in use when criteria are checked.

        What people said stays until they say otherwise, or until the criterion is another one.
        """
        if not self:
            return False
        if self.result == "pending":
            return result == "pending" and not self.is_outdated and (self.value_seen or "") == (seen or "")
        if not again:
            return True
        said = self.kind in ("officer", "document") and self.evidence
        return not self.is_outdated and (said or self.result == "waived") and result != "passed"

    def _found_values(self, criterion, result, seen="", private="", request=None, program=None):
        """Return what a result that the system found is created with."""
        found = result != "pending"
        return {
            "request_id": request.id if request else False,
            "program_id": (program or criterion.program_id).id,
            "criterion_id": criterion.id,
            "version_id": criterion.version_id.id,
            "result": result,
            "value_seen": seen or False,
            "value_private": private or False,
            "checked_by": self.env.uid if found and not self.env.user.share else False,
            "checked_on": fields.Datetime.now() if found else False,
        }
