from odoo import models

from ..tools.smtp import SmtpSessions


class IrMailServer(models.Model):
    _inherit = "ir.mail_server"

    def _connect__(self, *args, **kwargs):
        sessions = self.env.context.get("beneficiary_smtp_sessions")
        if not isinstance(sessions, SmtpSessions):  # a context from outside can hold no such thing
            return super()._connect__(*args, **kwargs)
        connect = super()._connect__
        return sessions.lend((args, tuple(sorted(kwargs.items()))), lambda: connect(*args, **kwargs))
