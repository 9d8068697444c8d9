from odoo import models


class MailNotification(models.Model):
    _inherit = "mail.notification"

    def write(self, vals):
        result = super().write(vals)
        # while a notice is being sent its own run reads the outcome; Odoo writes passing states
        if "notification_status" in vals and not self.env.context.get("beneficiary_notice_run"):
            self.env["beneficiary.notice"]._notifications_changed(self)
        return result
