from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        # ticked off in the list of activities: the call was made, the letter was sent
        notices = self.env["beneficiary.notice"].sudo().search([("activity_id", "in", self.ids)]) if self else None
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if notices:
            notices._activity_done(feedback)
        return result
