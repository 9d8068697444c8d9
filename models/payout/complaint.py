from odoo import api, fields, models

from .compensation import STORY


class ComplaintPayout(models.Model):
    """The compensation that follows from a complaint."""

    _inherit = "beneficiary.complaint"

    compensation_ids = fields.One2many("beneficiary.compensation", "complaint_id", "Compensations", groups=STORY)
    compensation_count = fields.Integer(compute="_compute_compensation_count", groups=STORY)
    may_compensate = fields.Boolean(compute="_compute_may_compensate", groups="beneficiary.group_officer")

    def _compute_compensation_count(self):
        counts = dict(
            self.env["beneficiary.compensation"]
            .sudo()
            ._read_group([("complaint_id", "in", self.ids)], ["complaint_id"], ["__count"])
        )
        for complaint in self:
            complaint.compensation_count = counts.get(complaint._origin.sudo(), 0)

    def _compute_may_compensate(self):
        """Whether everything is there that R-76 asks for, and nothing is under way."""
        known = self.sudo()
        fault = known._fault_items().complaint_id
        based = known._signed_settlement().complaint_id | known._final_ruling().complaint_id
        for complaint in self:
            live = complaint.sudo().compensation_ids.filtered(lambda c: c.state != "cancelled")
            complaint.may_compensate = complaint._origin.sudo() in (fault & based) and not live

    def action_prepare_compensation(self):
        """Prepare the compensation of a complaint with the amount of its ruling or settlement, and open it.

        :raise UserError: naming what R-76 asks for and is missing
        """
        self._check_role("beneficiary.group_officer")
        self.ensure_one()
        self.check_access("write")
        self._check_may_compensate(self._default_basis())
        if not self.sudo().partner_id:  # the payee of somebody without a name is chosen on the form
            return {
                "type": "ir.actions.act_window",
                "res_model": "beneficiary.compensation",
                "views": [(False, "form")],
                "context": {"default_complaint_id": self.id},
            }
        compensation = self.env["beneficiary.compensation"].create({"complaint_id": self.id})
        return compensation.get_formview_action()

    def action_view_compensations(self):
        """Open the compensations of these complaints."""
        self._check_role(*STORY.split(","))
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_compensation_action")
        found = self.sudo().compensation_ids
        action |= {"domain": [("complaint_id", "in", self.ids)], "context": {"create": False}}
        if len(found) == 1:
            action |= {"res_id": found.id, "view_mode": "form", "views": [(False, "form")]}
        return action

    # ------------------------------------------------------------------ barred
    @api.model
    def _barred_records(self, user):
        compensations = self.env["beneficiary.compensation"].sudo()
        hidden = compensations.search([("complaint_id.barred_user_ids", "in", user.ids)])
        return [*super()._barred_records(user), hidden]

    def _bar(self):
        result = super()._bar()
        for compensation in self.compensation_ids:
            barred = compensation.complaint_id.barred_user_ids
            compensation.message_unsubscribe(barred.partner_id.ids)
            compensation.activity_ids.filtered(lambda a, barred=barred: a.user_id in barred).unlink()
            if compensation.step == "to_approve":
                compensation._ask_approvers()
        return result
