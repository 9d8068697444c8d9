from odoo import api, fields, models


class AgreementSign(models.TransientModel):
    """The screen on which an agreement is read and signed, by its party or for the association (R-02)."""

    _name = "beneficiary.agreement.sign"
    _description = "Sign the agreement"
    _inherit = ["beneficiary.sign.wizard"]

    _signed_field = "agreement_id"

    agreement_id = fields.Many2one("beneficiary.agreement", required=True, readonly=True)
    side = fields.Selection(
        [("party", "Other party"), ("association", "Association")], required=True, readonly=True, default="party"
    )
    text = fields.Html(compute="_compute_text", sanitize=False)

    @api.model
    def _depends_on(self):
        return [*super()._depends_on(), "side"]

    def _text(self, record):
        return record._render_content()

    def _signer(self, record):
        return record.sudo().partner_id.name if self.side == "party" else self.env.user.name

    def _sign(self, record):
        if self.side == "party":
            record.sign_party(self.signer_name, self.signature)
        else:
            record.sign_association(self.signature)
