from odoo import fields, models


class AgreementStep(models.TransientModel):
    """Asks for the note that goes with a step of an agreement, of its rights and duties, or of a work."""

    _name = "beneficiary.agreement.step"
    _description = "Note"

    step = fields.Selection(
        [
            ("cancel", "Withdraw"),
            ("terminate", "Terminate"),
            ("perform", "Performed"),
            ("default", "Record the default"),
            ("remedy", "Remedied"),
            ("waive", "Waive"),
            ("withdraw", "Withdraw the consent"),
        ],
        required=True,
        default="perform",
    )
    note = fields.Text()
    agreement_ids = fields.Many2many(
        "beneficiary.agreement", default=lambda self: self._active_ids("beneficiary.agreement")
    )
    line_ids = fields.Many2many(
        "beneficiary.agreement.line", default=lambda self: self._active_ids("beneficiary.agreement.line")
    )
    work_ids = fields.Many2many("beneficiary.work", default=lambda self: self._active_ids("beneficiary.work"))

    def _active_ids(self, model):
        return self.env.context.get("active_ids", []) if self.env.context.get("active_model") == model else []

    def action_confirm(self):
        """Take the step with the note."""
        self.ensure_one()
        records, method = {
            "cancel": (self.agreement_ids, "action_cancel"),
            "terminate": (self.agreement_ids, "action_terminate"),
            "perform": (self.line_ids, "action_perform"),
            "default": (self.line_ids, "action_record_default"),
            "remedy": (self.line_ids, "action_remedy"),
            "waive": (self.line_ids, "action_waive"),
            "withdraw": (self.work_ids, "action_withdraw_consent"),
        }[self.step]
        getattr(records, method)(self.note)
        return {"type": "ir.actions.act_window_close"}
