from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import arabic


class ComplaintHandOut(models.Model):
    """The code of a complaint that was taken in at the counter, by phone, letter or fax (R-70)."""

    _inherit = "beneficiary.complaint"

    has_code = fields.Boolean("Has a code", compute="_compute_has_code")

    @api.depends("tracking_code")
    def _compute_has_code(self):
        for complaint in self:
            complaint.has_code = bool(complaint.sudo().tracking_code)

    def action_hand_out_code(self):
        """Draw the code of this one complaint, and show it once, for the complainant to write down.

        Delegates do so for what they took in themselves. Who has a code and is anonymous keeps it: another one would
        shut him out, and let somebody else in.

        :raise UserError: when the complaint is anonymous and has a code
        """
        self.ensure_one()
        self.check_access("read")
        own = self.sudo().create_uid == self.env.user
        self._check_role("beneficiary.group_delegate" if own else "beneficiary.group_officer")
        if self.anonymous and self.has_code:
            raise UserError(
                self.env._(
                    "%(name)s is anonymous and has a code already. A new one would shut out who complained.",
                    name=self.name,
                )
            )
        code = self._draw_code()
        self.sudo()._message_log(
            body=self.env._("A code was handed out. An older one is not valid any more."),
            author_id=self.env.user.partner_id.id,
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "sticky": True,
                "title": self.env._("Code of %(name)s", name=self.name),
                "message": self.env._(
                    "%(code)s – read it out or write it down for the complainant. It is not shown again.",
                    code=arabic.ltr(code),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
