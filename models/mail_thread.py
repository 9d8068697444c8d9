from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _message_route_process(self, message, message_dict, routes):
        answered = message_dict.get("parent_id")
        result = super()._message_route_process(message, message_dict, routes)
        if answered and routes:  # a bounce goes nowhere
            self.env["beneficiary.notice"]._message_answered(self.env["mail.message"].browse(answered))
        return result
