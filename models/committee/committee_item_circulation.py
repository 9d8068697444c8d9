from odoo import fields, models


class CommitteeItemCirculation(models.Model):
    """A case decided by circulation, outside of a meeting: the minutes of the next meeting name it (R-45)."""

    _inherit = "beneficiary.committee.item"

    noted_meeting_id = fields.Many2one(
        "beneficiary.committee.meeting",
        "Noted in",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The meeting whose minutes name this decision, which was taken by circulation before it.",
    )

    _to_note = models.Index("(committee_id) WHERE meeting_id IS NULL AND noted_meeting_id IS NULL")

    def _frozen_except(self):
        # where a decision is noted does not change it; it is noted once
        return super()._frozen_except() | (set() if self.noted_meeting_id else {"noted_meeting_id"})
