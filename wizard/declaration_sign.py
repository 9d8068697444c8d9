from odoo import fields, models


class DeclarationSign(models.TransientModel):
    """The screen on which the applicant reads the declaration and signs it (R-44)."""

    _name = "beneficiary.declaration.sign"
    _description = "Sign the declaration"
    _inherit = ["beneficiary.sign.wizard"]

    _signed_field = "request_id"

    request_id = fields.Many2one("beneficiary.request", required=True, readonly=True)

    def _text(self, record):
        declarations = self.env["beneficiary.declaration"]
        return declarations._text(record, declarations._content(record))

    def _signer(self, record):
        return record.beneficiary_id.name

    def _sign(self, record):
        record.sign_declaration(self.signer_name, self.signature)
