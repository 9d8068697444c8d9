from odoo import api, fields, models


class SettlementStep(models.TransientModel):
    """The screen of one step of a settlement: read and signed by either side, declined, or declared void (R-75)."""

    _name = "beneficiary.settlement.step"
    _description = "Step of a settlement"

    settlement_id = fields.Many2one("beneficiary.settlement", required=True, readonly=True)
    step = fields.Selection(
        [
            ("party", "Signed by the harmed person"),
            ("paper", "Signed on paper"),
            ("association", "Signed for the association"),
            ("decline", "Declined"),
            ("void", "Void"),
        ],
        required=True,
        readonly=True,
        default="party",
    )
    text = fields.Html(compute="_compute_text", sanitize=False)
    signer_name = fields.Char("Signed by", compute="_compute_signer_name", store=True, readonly=False)
    signature = fields.Binary(attachment=False)
    scan = fields.Binary("Signed paper", attachment=False)
    scan_name = fields.Char()
    reason = fields.Text()

    @api.depends("settlement_id")
    def _compute_text(self):
        for wizard in self:
            settlement = wizard.settlement_id
            settlement.check_access("read")
            wizard.text = settlement._render_content() if settlement else False

    @api.depends("settlement_id", "step")
    def _compute_signer_name(self):
        for wizard in self:
            wizard.settlement_id.check_access("read")
            harmed = wizard.settlement_id.party_name
            wizard.signer_name = self.env.user.name if wizard.step == "association" else harmed

    def action_confirm(self):
        """Take the step, with the user's own rights."""
        self.ensure_one()
        settlement = self.settlement_id
        if self.step == "party":
            settlement.sign_party(self.signer_name, self.signature)
        elif self.step == "paper":
            settlement.sign_party_on_paper(self.signer_name, self.scan, self.scan_name)
        elif self.step == "association":
            settlement.sign_association(self.signature)
        elif self.step == "decline":
            settlement.action_decline(self.reason)
        else:
            settlement.action_void(self.reason)
        return {"type": "ir.actions.act_window_close"}
