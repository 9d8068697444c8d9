from odoo import models
from odoo.exceptions import UserError


class CompensationOrder(models.AbstractModel):
    """The payment order of a compensation: what accounting keeps with the bill, without the story (R-76)."""

    _name = "report.beneficiary.report_compensation_order"
    _description = "Payment order"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.compensation"

    def _get_report_values(self, docids, data=None):
        for payout in self.env[self._report_model].browse(docids):
            if payout.step != "approved":
                raise UserError(self.env._("%(name)s is not approved; there is no payment order.", name=payout.name))
        return super()._get_report_values(docids, data)

    def _title(self, doc):
        return self.env._("Payment order")

    def _reference(self, doc):
        return doc.name

    def _facts(self, payout):
        """Return who gets what and on whose word, as pairs of label and text."""
        payout = payout.sudo()
        facts = [
            (self.env._("Payee"), payout.partner_id.name),
            (self.env._("IBAN"), payout.iban),
            (self.env._("Reference"), payout.name),
            *self._paper(payout),
            (self.env._("Asked for by"), payout.asked_by_id.name),
        ]
        if payout.first_approved_by_id:
            facts.append((self.env._("First approval by"), payout.first_approved_by_id.name))
        facts.append((self.env._("Approved by"), payout.approved_by_id.name))
        facts.append((self.env._("Approved on"), self._date(payout.approved_on)))
        return facts

    def _paper(self, payout):
        """Return on which paper the payout rests: its kind, number and date, and not what it says."""
        paper = payout._basis_record()
        if payout.basis == "ruling":
            return [
                (self.env._("Final ruling"), paper.display_name),
                (self.env._("Date of the ruling"), self._date(paper.date)),
            ]
        return [
            (self.env._("Settlement signed by both sides"), paper.name),
            (self.env._("Signed on"), self._date(paper.date_signed)),
        ]
