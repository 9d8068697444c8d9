from odoo import fields, models


class CommitteeMeetingCirculation(models.Model):
    """What the committee decided outside of its meetings, noted when it next meets (R-45)."""

    _inherit = "beneficiary.committee.meeting"

    circulated_ids = fields.One2many(
        "beneficiary.committee.item",
        "noted_meeting_id",
        "Decided by circulation",
        readonly=True,
        help="Since the last meeting, outside of a meeting.",
    )

    def action_hold(self):
        result = super().action_hold()
        self.sudo()._note_circulated()
        return result

    def _note_circulated(self):
        """Take the decisions into the minutes that no minutes name yet, in ``sudo``."""
        for meeting in self:
            items = self.env["beneficiary.committee.item"].search(
                [
                    ("committee_id", "=", meeting.committee_id.id),
                    ("meeting_id", "=", False),
                    ("noted_meeting_id", "=", False),
                    ("outcome", "!=", "pending"),
                    ("is_withdrawn", "=", False),
                    ("decided_on", "<=", meeting.held_on),
                ]
            )
            items.noted_meeting_id = meeting

    def _circulated(self):
        """Return the cases decided by circulation in the order of their decisions."""
        return self.circulated_ids.sorted(lambda i: (i.decided_on, i.id))

    def _content(self):
        content = super()._content()
        circulated = self.sudo()._circulated()
        return content | {"circulated": [item._minutes_content() for item in circulated]}
