from odoo import fields, models


class MeetingAgenda(models.TransientModel):
    """Puts the selected cases on the agenda of a meeting (R-45)."""

    _name = "beneficiary.meeting.agenda"
    _description = "Put on a meeting"

    item_ids = fields.Many2many(
        "beneficiary.committee.item",
        string="Cases",
        required=True,
        default=lambda self: self.env.context.get("active_ids", []),
    )
    committee_id = fields.Many2one(related="item_ids.committee_id")
    meeting_id = fields.Many2one(
        "beneficiary.committee.meeting",
        required=True,
        domain="[('committee_id', '=', committee_id), ('state', 'in', ('planned', 'held'))]",
    )

    def action_add(self):
        """Put the cases on the meeting; see ``beneficiary.committee.meeting.add_items``."""
        self.ensure_one()
        self.meeting_id.add_items(self.item_ids)
        return {"type": "ir.actions.act_window_close"}
