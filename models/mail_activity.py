from odoo import api, models
from odoo.exceptions import UserError


class MailActivity(models.Model):
    _inherit = "mail.activity"

    @api.constrains("user_id", "res_model_id", "res_id")
    def _check_not_barred(self):
        """Who must not hear of a complaint gets no activity on it, nor on what hangs on it."""
        for activity in self.sudo().filtered(lambda a: a.res_id and (a.res_model or "").startswith("beneficiary.")):
            record = self.env[activity.res_model].sudo().browse(activity.res_id)
            if "complaint_id" in record._fields:
                record = record.complaint_id
            if "barred_user_ids" in record._fields and activity.user_id in record.barred_user_ids:
                raise UserError(
                    self.env._(
                        "%(user)s must not hear of this complaint. Choose somebody else under “Assigned to”.",
                        user=activity.user_id.name,
                    )
                )

    def _action_done(self, feedback=False, attachment_ids=None):
        # ticked off in the list of activities: the call was made, the letter was sent
        notices = self.env["beneficiary.notice"].sudo().search([("activity_id", "in", self.ids)]) if self else None
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if notices:
            notices._activity_done(feedback)
        return result
