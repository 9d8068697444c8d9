from odoo import api, fields, models


class PenaltySign(models.TransientModel):
    """The screen on which the applicant reads the penalty clause and signs it before a member of staff (R-60)."""

    _name = "beneficiary.penalty.sign"
    _description = "Sign the penalty clause"

    request_id = fields.Many2one("beneficiary.request", required=True, readonly=True)
    text = fields.Text(compute="_compute_text")
    signer_name = fields.Char("Signed by", compute="_compute_signer_name", store=True, readonly=False)
    signature = fields.Binary(attachment=False)

    @api.depends("request_id")
    def _compute_text(self):
        for wizard in self:
            wizard.request_id.check_access("read")
            wizard.text = self.env["beneficiary.penalty"]._text(wizard.request_id) if wizard.request_id else False

    @api.depends("request_id")
    def _compute_signer_name(self):
        for wizard in self:
            wizard.signer_name = wizard.request_id.beneficiary_id.name

    def action_sign(self):
        """Record the clause as it stands on the screen."""
        self.ensure_one()
        self.request_id.sign_penalty(self.signer_name, self.signature)
        return {"type": "ir.actions.act_window_close"}
