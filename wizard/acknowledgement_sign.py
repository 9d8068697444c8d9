from odoo import api, fields, models


class AcknowledgementSign(models.TransientModel):
    """The screen on which a member of staff signs the policy (R-86)."""

    _name = "beneficiary.policy.acknowledgement.sign"
    _description = "Sign the policy"

    acknowledgement_id = fields.Many2one("beneficiary.policy.acknowledgement", required=True, readonly=True)
    statement = fields.Text(compute="_compute_statement")
    is_mine = fields.Boolean(related="acknowledgement_id.is_mine")
    signer_name = fields.Char("Signed by", compute="_compute_signer_name", store=True, readonly=False)
    signature = fields.Binary(attachment=False)

    @api.depends("acknowledgement_id")
    def _compute_statement(self):
        for wizard in self:
            wizard.acknowledgement_id.check_access("read")
            wizard.statement = wizard.acknowledgement_id._statement()

    @api.depends("acknowledgement_id")
    def _compute_signer_name(self):
        for wizard in self:
            wizard.acknowledgement_id.check_access("read")
            wizard.signer_name = wizard.acknowledgement_id.employee_id.sudo().name

    def action_sign(self):
        """Sign what stands on the screen."""
        self.ensure_one()
        self.acknowledgement_id.sign(self.signer_name, self.signature)
        return {"type": "ir.actions.act_window_close"}
