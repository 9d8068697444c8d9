from odoo import fields, models

from .request import READERS


class BeneficiaryPayout(models.Model):
    """What was paid to a person."""

    _inherit = "beneficiary.beneficiary"

    payment_count = fields.Integer(compute="_compute_payment_count", groups=READERS)

    def _compute_payment_count(self):
        counts = dict(
            self.env["beneficiary.payment"]._read_group(
                [("beneficiary_id", "in", self.ids), ("state", "!=", "cancelled")], ["beneficiary_id"], ["__count"]
            )
        )
        for person in self:
            person.payment_count = counts.get(person._origin, 0)

    def action_view_payments(self):
        """Open what was paid to these people."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_payment_action") | {
            "domain": [("beneficiary_id", "in", self.ids)],
            "context": {"create": False},
        }
