from odoo import api, fields, models


class MeetingCertify(models.TransientModel):
    """The screen on which an attending member signs the minutes (R-45)."""

    _name = "beneficiary.meeting.certify"
    _description = "Certify the minutes"

    meeting_id = fields.Many2one("beneficiary.committee.meeting", required=True, readonly=True)
    signer_name = fields.Char("Signed by", default=lambda self: self.env.user.name)
    signature = fields.Binary(attachment=False)
    summary = fields.Char(compute="_compute_summary")

    @api.depends("meeting_id")
    def _compute_summary(self):
        for wizard in self:
            meeting = wizard.meeting_id
            meeting.check_access("read")
            wizard.summary = self.env._(
                "%(name)s. Cases: %(items)s. Members present: %(present)s.",
                name=meeting.display_name,
                items=meeting.item_count,
                present=meeting.present_count,
            )

    def action_sign(self):
        """Certify the minutes as the user who signs here."""
        self.ensure_one()
        self.meeting_id.action_certify(self.signer_name, self.signature)
        return {"type": "ir.actions.act_window_close"}
