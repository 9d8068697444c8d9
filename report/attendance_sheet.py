from odoo import models


class AttendanceSheet(models.AbstractModel):
    """The list that lies at the door of an event: who is invited, and room for a signature (R-63)."""

    _name = "report.beneficiary.report_attendance_sheet"
    _description = "Attendance sheet"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.field.event"

    def _title(self, doc):
        return self.env._("Attendance sheet")

    def _facts(self, event):
        """Return what, when and where, and the figures, as pairs of label and text."""
        return [
            (self.env._("Event"), event.name),
            (self.env._("Programme"), event.program_id.name),
            (self.env._("Begins"), self._moment(event.date_start, event.company_id)),
            (self.env._("Venue"), event._place() or "—"),
            (self.env._("Invited people"), str(event.invitation_count)),
            (self.env._("Will come"), str(event.accepted_count)),
            (self.env._("Came"), str(event.attended_count)),
            (self.env._("Attendance"), f"{event.attendance_rate:.0%}"),
        ]

    def _guests(self, event):
        """Return the invitations that are printed, by name: those whom the user may see, without who declined."""
        invitations = self.env["beneficiary.invitation"].search(
            [("event_id", "=", event.id), ("state", "!=", "declined")]
        )
        return invitations.sorted(lambda i: (i.beneficiary_id.name or "", i.id))
