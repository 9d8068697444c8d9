from odoo import models
from odoo.exceptions import UserError


class ComplaintGate(models.Model):
    """What a complaint needs before anything is paid for it (R-76)."""

    _inherit = "beneficiary.complaint"

    def _default_basis(self):
        """Return what a compensation rests on unless somebody says otherwise: a final ruling comes first."""
        return "ruling" if self.sudo()._final_ruling() else "minutes"

    def _compensation_paper(self, basis):
        """Return the final ruling or the signed settlement of this complaint, in ``sudo``; may be empty.

        :param str basis: ``ruling`` or ``minutes``
        """
        complaint = self.sudo()
        if not complaint:
            return self.env["beneficiary.settlement"].sudo()
        return complaint._final_ruling() if basis == "ruling" else complaint._signed_settlement()

    def _check_may_compensate(self, basis):
        """Raise unless the association is at fault, and there is a signed settlement or a final ruling.

        :param str basis: ``ruling`` or ``minutes``
        :raise UserError: naming what is missing
        """
        self.ensure_one()
        complaint = self.sudo()
        missing = []
        if not complaint._fault_items():
            missing.append(
                self.env._("a decision of the committee that the association is at fault, in certified minutes")
            )
        if not complaint._compensation_paper(basis):
            missing.append(
                self.env._("a final ruling") if basis == "ruling" else self.env._("a settlement signed by both sides")
            )
        if complaint.merged_into_id:
            missing.append(self.env._("that it is asked for with the complaint into which this one was merged"))
        if missing:
            raise UserError(
                self.env._(
                    "Nothing can be paid for this complaint yet. Missing: %(missing)s.", missing="; ".join(missing)
                )
            )
