from odoo import fields, models

PARTS = {
    "evidence_count": "beneficiary.evidence",
    "hearing_count": "beneficiary.hearing",
    "item_count": "beneficiary.committee.item",
    "ruling_count": "beneficiary.ruling",
    "settlement_count": "beneficiary.settlement",
}


class ComplaintInvestigation(models.Model):
    """What an investigation gathers about a complaint, and what the payout asks for (R-73…R-76)."""

    _inherit = "beneficiary.complaint"

    evidence_ids = fields.One2many("beneficiary.evidence", "complaint_id")
    hearing_ids = fields.One2many("beneficiary.hearing", "complaint_id", "Hearings")
    item_ids = fields.One2many("beneficiary.committee.item", "complaint_id", "Committee items")
    ruling_ids = fields.One2many("beneficiary.ruling", "complaint_id", "Rulings")
    settlement_ids = fields.One2many("beneficiary.settlement", "complaint_id", "Settlements")
    evidence_count = fields.Integer(compute="_compute_part_counts")
    hearing_count = fields.Integer(compute="_compute_part_counts")
    item_count = fields.Integer(compute="_compute_part_counts")
    ruling_count = fields.Integer(compute="_compute_part_counts")
    settlement_count = fields.Integer(compute="_compute_part_counts")

    def _compute_part_counts(self):
        for name, model in PARTS.items():
            parts, counts = self.env[model], {}
            if parts.has_access("read"):
                counts = dict(parts._read_group([("complaint_id", "in", self.ids)], ["complaint_id"], ["__count"]))
            for complaint in self:
                complaint[name] = counts.get(complaint._origin, 0)

    # ------------------------------------------- what compensation rests on
    def _fault_items(self):
        """Return the decisions that prove the association at fault: upheld, in a meeting whose minutes are certified.

        :return: ``beneficiary.committee.item`` records of all these complaints, in ``sudo``
        :raise AccessError: when the user may not read the complaints
        """
        self.check_access("read")
        return (
            self.env["beneficiary.committee.item"]
            .sudo()
            .search(
                [
                    ("complaint_id", "in", self.ids),
                    ("outcome", "=", "upheld"),
                    ("association_at_fault", "=", True),
                    ("meeting_id.state", "=", "certified"),
                ]
            )
        )

    def _signed_settlement(self):
        """Return the settlements of these complaints that both sides have signed, in ``sudo``; one at most for each.

        :raise AccessError: when the user may not read the complaints
        """
        self.check_access("read")
        return (
            self.env["beneficiary.settlement"]
            .sudo()
            .search([("complaint_id", "in", self.ids), ("state", "=", "signed")])
        )

    def _final_ruling(self):
        """Return the final rulings in effect on these complaints, in ``sudo``: the latest for each.

        :raise AccessError: when the user may not read the complaints
        """
        self.check_access("read")
        rulings = self.env["beneficiary.ruling"].sudo()
        found = rulings.search([("complaint_id", "in", self.ids), ("final", "=", True)])._in_effect()
        return rulings.concat(*(group[:1] for group in found.grouped("complaint_id").values()))

    # ----------------------------------------------------------------- notices
    def _notice_outgoing(self, text):
        """Let a complainant who has no login open the settlement: whoever has the token of the link acts as he."""
        complaint = self.sudo()
        text = super()._notice_outgoing(text)
        if complaint.partner_id.user_ids.filtered("active"):
            return text
        for settlement in complaint.settlement_ids.filtered(lambda s: s._is_shown()):
            token = settlement.get_base_url() + settlement.get_portal_url()
            text = text.replace(settlement._page_address(), token)
        return text

    # ----------------------------------------------------------- smart buttons
    def action_view_items(self):
        """Open what committees decided about this complaint."""
        return self._view_parts("beneficiary.beneficiary_committee_item_action")

    def action_view_evidence(self):
        """Open the evidence about this complaint."""
        return self._view_parts("beneficiary.beneficiary_evidence_action")

    def action_view_hearings(self):
        """Open the hearings about this complaint."""
        return self._view_parts("beneficiary.beneficiary_hearing_action")

    def action_view_rulings(self):
        """Open the rulings about this complaint."""
        return self._view_parts("beneficiary.beneficiary_ruling_action")

    def action_view_settlements(self):
        """Open the settlements of this complaint."""
        return self._view_parts("beneficiary.beneficiary_settlement_action")

    def _view_parts(self, action):
        self.ensure_one()
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id(action) | {
            "domain": [("complaint_id", "=", self.id)],
            "context": {"default_complaint_id": self.id},
        }

    def action_print_investigation(self):
        """Print the report of the investigation."""
        self.check_access("read")
        return self.env.ref("beneficiary.action_report_investigation").report_action(self)
