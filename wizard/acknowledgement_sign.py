from odoo import fields, models


class AcknowledgementSign(models.TransientModel):
    """The screen on which a member of staff signs the policy (R-86)."""

    _name = "beneficiary.policy.acknowledgement.sign"
    _description = "Sign the policy"
    _inherit = ["beneficiary.sign.wizard"]

    _signed_field = "acknowledgement_id"

    acknowledgement_id = fields.Many2one("beneficiary.policy.acknowledgement", required=True, readonly=True)
    is_mine = fields.Boolean(related="acknowledgement_id.is_mine")

    def _text(self, record):
        return record._statement()

    def _signer(self, record):
        return record.employee_id.sudo().name

    def _sign(self, record):
        record.sign(self.signer_name, self.signature)
