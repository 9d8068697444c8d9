from odoo import fields, models


class Attendance(models.TransientModel):
    """The screen at the door: the number of the invitation is typed, or read by a scanner, one after the other."""

    _name = "beneficiary.attendance"
    _description = "Attendance by Number"
    _inherit = ["beneficiary.guarded.mixin"]

    event_id = fields.Many2one("beneficiary.field.event", required=True)
    number = fields.Char(help="The eight figures of the invitation.")
    message = fields.Char(readonly=True)

    def action_check_in(self):
        """Mark who has this number as present, and wait for the next one.

        :raise UserError: when no invitation that the user sees has the number
        """
        self.ensure_one()
        self._check_role("beneficiary.group_delegate")
        self.event_id.check_access("read")
        invitation = self.env["beneficiary.invitation"]._check_in(self.event_id, self.number)
        person = invitation.beneficiary_id.sudo().name
        message = self.env._("%(name)s is here.", name=person)
        if invitation.companions:
            message = self.env._("%(name)s is here, with %(count)s more.", name=person, count=invitation.companions)
        successor = self.sudo().create({"event_id": self.event_id.id, "message": message})
        return self.event_id._attendance_screen(successor)
