from odoo import api, fields, models


class AgreementSign(models.TransientModel):
    """The screen on which an agreement is read and signed, by its party or for the association (R-02)."""

    _name = "beneficiary.agreement.sign"
    _description = "Sign the agreement"

    agreement_id = fields.Many2one("beneficiary.agreement", required=True, readonly=True)
    side = fields.Selection(
        [("party", "Other party"), ("association", "Association")], required=True, readonly=True, default="party"
    )
    text = fields.Html(compute="_compute_text", sanitize=False)
    signer_name = fields.Char("Signed by", compute="_compute_signer_name", store=True, readonly=False)
    signature = fields.Binary(attachment=False)

    @api.depends("agreement_id")
    def _compute_text(self):
        for wizard in self:
            agreement = wizard.agreement_id
            agreement.check_access("read")
            wizard.text = agreement._render_content() if agreement else False

    @api.depends("agreement_id", "side")
    def _compute_signer_name(self):
        for wizard in self:
            agreement = wizard.agreement_id
            agreement.check_access("read")
            party = wizard.side == "party"
            wizard.signer_name = agreement.sudo().partner_id.name if party else self.env.user.name

    def action_sign(self):
        """Record the signature."""
        self.ensure_one()
        if self.side == "party":
            self.agreement_id.sign_party(self.signer_name, self.signature)
        else:
            self.agreement_id.sign_association(self.signature)
        return {"type": "ir.actions.act_window_close"}
