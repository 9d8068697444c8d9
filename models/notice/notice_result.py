from odoo import api, fields, models

# the state of a notice that a notification's status means
RESULTS = {
    "email": {"sent": "sent", "bounce": "failed", "exception": "failed", "canceled": "cancelled"},
    "sms": {
        "process": "sent",
        "pending": "sent",
        "sent": "delivered",
        "bounce": "failed",
        "exception": "failed",
        "canceled": "cancelled",
    },
}
ADDRESS_FAILURES = (
    "mail_email_invalid",
    "mail_email_missing",
    "sms_number_missing",
    "sms_number_format",
    "sms_invalid_destination",
)
REFUSED = ("mail_bounce", "mail_spam", "sms_rejected", "sms_not_allowed", "sms_expired", "sms_not_delivered")


class NoticeResult(models.Model):
    """What comes back: Odoo's own states of mails and SMS, bounces, delivery reports and replies."""

    _inherit = "beneficiary.notice"

    def _read_notification(self):
        """Take the state over from Odoo's notification of this one notice."""
        notification = self.notification_id
        state = RESULTS.get(self.medium, {}).get(notification.notification_status)
        if state == "failed":
            if self.state != "failed":
                self._fail(self._failure_type(notification), self._failure_text(notification))
        elif state == "cancelled":
            if self.state == "queued":
                self.state = "cancelled"
        elif state == "delivered":
            self._delivered()
        elif state == "sent" and self.state in ("queued", "failed"):
            self._sent()
            self._forget_activity()

    def _failure_type(self, notification):
        if notification.failure_type in ADDRESS_FAILURES:
            return "address"
        bounced = notification.notification_status == "bounce" or notification.failure_type in REFUSED
        return "rejected" if bounced else "service"

    def _failure_text(self, notification):
        labels = dict(notification._fields["failure_type"]._description_selection(self.env))
        parts = [labels.get(notification.failure_type), (notification.failure_reason or "").strip()[:500]]
        return ": ".join(part for part in parts if part)

    def _delivered(self):
        """Note that these notices have reached the person."""
        open_notices = self.filtered(lambda n: n.state in ("queued", "sent", "failed"))
        for notice in open_notices:
            now = fields.Datetime.now()
            notice.write(
                {
                    "state": "delivered",
                    "date_sent": notice.date_sent or now,
                    "date_delivered": now,
                    "failure_type": False,
                    "failure_reason": False,
                }
            )
        open_notices._forget_activity()

    def _forget_activity(self):
        """Take away what was asked of people and is not needed any more."""
        self.activity_id.unlink()

    @api.model
    def _notifications_changed(self, notifications):
        """Take over what Odoo learnt about mails and SMS. Called when the status of notifications is written."""
        for notice in self.sudo().search([("notification_id", "in", notifications.ids)]):
            notice._read_notification()

    @api.model
    def _message_answered(self, messages):
        """An answer proves that its message arrived.

        :param messages: the mail.message records that were answered
        """
        answered = self.sudo().search(
            [
                ("message_id", "in", messages.ids),
                ("medium", "=", "email"),
                ("claimed_on", "!=", False),
                ("state", "in", ("queued", "sent", "failed")),
            ]
        )
        answered._delivered()
