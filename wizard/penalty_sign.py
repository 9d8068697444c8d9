from odoo import fields, models


class PenaltySign(models.TransientModel):
    """The screen on which the applicant reads the penalty clause and signs it before a member of staff (R-60)."""

    _name = "beneficiary.penalty.sign"
    _description = "Sign the penalty clause"
    _inherit = ["beneficiary.sign.wizard"]

    _signed_field = "request_id"

    request_id = fields.Many2one("beneficiary.request", required=True, readonly=True)

    def _text(self, record):
        return self.env["beneficiary.penalty"]._text(record)

    def _signer(self, record):
        return record.beneficiary_id.name

    def _sign(self, record):
        record.sign_penalty(self.signer_name, self.signature)
