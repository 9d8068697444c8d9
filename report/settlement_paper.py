from odoo import api, models


class SettlementPaper(models.AbstractModel):
    """The settlement on paper, with both signatures or the lines for them (R-75)."""

    _name = "report.beneficiary.report_settlement"
    _description = "Settlement"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.settlement"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data)
        self.env["beneficiary.access.log"]._log(values["docs"], "export")
        return values

    def _lang_code(self, doc):
        return doc._harmed_lang()

    def _title(self, doc):
        return self.env._("Settlement")

    def _reference(self, doc):
        return doc.name

    def _facts(self, settlement):
        """Return both sides, the complaint and the amount, as pairs of label and text."""
        settlement = settlement.sudo()
        amount = settlement.amount
        return [
            (self.env._("First party"), settlement.association_name or settlement.company_id.name),
            (self.env._("Second party"), settlement.party_name or settlement.harmed_name or ""),
            (self.env._("Complaint"), settlement.complaint_id.name),
            (self.env._("Offered on"), self._date(settlement.date_offered and settlement.date_offered.date())),
            (
                self.env._("Amount"),
                self._money(amount, settlement.currency_id) if amount else self.env._("No payment"),
            ),
            (
                self.env._("In words"),
                self._amount_words(amount, settlement.currency_id) if amount else "",
            ),
        ]

    def _signatures(self, settlement):
        """Return for both sides: heading, name, drawing, time, and whether it was signed on paper."""
        settlement = settlement.sudo().with_context(bin_size=False)
        return [
            {
                "side": self.env._("For the first party"),
                "name": settlement.association_signer,
                "signature": settlement.association_signature,
                "on": settlement.association_signed_on,
                "paper": False,
            },
            {
                "side": self.env._("For the second party"),
                "name": settlement.party_signer or settlement.party_name,
                "signature": settlement.party_signature,
                "on": settlement.party_signed_on,
                "paper": bool(settlement.party_scan),
            },
        ]
