from odoo import api, fields, models


class DeclarationSign(models.TransientModel):
    """The screen on which the applicant reads the declaration and signs it (R-44)."""

    _name = "beneficiary.declaration.sign"
    _description = "Sign the declaration"

    request_id = fields.Many2one("beneficiary.request", required=True, readonly=True)
    text = fields.Text(compute="_compute_text")
    signer_name = fields.Char("Signed by", compute="_compute_signer_name", store=True, readonly=False)
    signature = fields.Binary(attachment=False)

    @api.depends("request_id")
    def _compute_text(self):
        declarations = self.env["beneficiary.declaration"]
        for wizard in self:
            request = wizard.request_id
            request.check_access("read")
            wizard.text = declarations._text(request, declarations._content(request)) if request else False

    @api.depends("request_id")
    def _compute_signer_name(self):
        for wizard in self:
            wizard.signer_name = wizard.request_id.beneficiary_id.name

    def action_sign(self):
        """Record the declaration as it stands on the screen."""
        self.ensure_one()
        self.request_id.sign_declaration(self.signer_name, self.signature)
        return {"type": "ir.actions.act_window_close"}
