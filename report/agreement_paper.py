from odoo import models


class AgreementPaper(models.AbstractModel):
    """The agreement on paper, with both signatures (R-02)."""

    _name = "report.beneficiary.report_agreement"
    _description = "Agreement"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.agreement"

    def _lang_code(self, doc):
        return doc.sudo().partner_id.lang

    def _title(self, doc):
        return doc.subject

    def _reference(self, doc):
        return doc.name

    def _facts(self, agreement):
        """Return the parties and dates, as pairs of label and text."""
        agreement = agreement.sudo()
        return [
            (self.env._("First party"), agreement.association_name or agreement.company_id.name),
            (self.env._("Second party"), agreement.party_name or agreement.partner_id.name),
            (self.env._("From"), self._date(agreement.date_start)),
            (
                self.env._("Until"),
                self._date(agreement.date_end) if agreement.date_end else self.env._("without an end"),
            ),
            (self.env._("Kind"), self._label(agreement, "kind")),
            *(
                [(self._label(agreement, "succession"), agreement.previous_id.name)]
                if agreement.previous_id and agreement.succession
                else []
            ),
        ]

    def _sections(self, agreement):
        """Return heading and text of what is agreed besides the terms."""
        sections = (
            (self.env._("Limits of liability"), agreement.liability_limits),
            (self.env._("Default and remedy"), agreement.remedy_rules),
            (self.env._("Settling disputes"), agreement.dispute_path),
        )
        return [(heading, text) for heading, text in sections if text]

    def _signed_lines(self, agreement):
        """Return the rights and duties that are signed."""
        return agreement.sudo()._signed_lines()

    def _signatures(self, agreement):
        """Return for both sides: heading, name, signature (if the reader may see it), time."""
        agreement = agreement.sudo()
        return [
            {
                "side": self.env._("For the first party"),
                "name": agreement.association_signer,
                "signature": agreement.association_signature,
                "on": agreement.association_signed_on,
            },
            {
                "side": self.env._("For the second party"),
                "name": agreement.party_signer,
                "signature": agreement.party_signature,
                "on": agreement.party_signed_on,
            },
        ]
