from odoo import fields, models


class ReferralReply(models.TransientModel):
    """Asks for the text with which a referral is answered, declined or revoked."""

    _name = "beneficiary.referral.reply"
    _description = "Reply to a Referral"

    referral_id = fields.Many2one(
        "beneficiary.referral", required=True, default=lambda self: self.env.context.get("active_id")
    )
    question = fields.Text(related="referral_id.question", related_sudo=False)
    tell_applicant = fields.Boolean(related="referral_id.tell_applicant", related_sudo=False)
    step = fields.Selection(
        [("answer", "Answer"), ("decline", "Decline"), ("revoke", "Revoke")], required=True, default="answer"
    )
    text = fields.Text(required=True)

    def action_confirm(self):
        """Take the step with the text."""
        self.ensure_one()
        if self.step == "answer":
            self.referral_id.action_answer(self.text)
        elif self.step == "decline":
            self.referral_id.action_decline(self.text)
        else:
            self.referral_id.action_revoke(self.text)
        return {"type": "ir.actions.act_window_close"}
