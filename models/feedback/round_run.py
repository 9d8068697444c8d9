from datetime import timedelta

from odoo import api, fields, models


class SurveyRoundRun(models.Model):
    """What happens to rounds by the calendar. Every run is idempotent, and may be stopped at any time."""

    _inherit = "beneficiary.survey.round"

    @api.model
    def _wake_up(self):
        """Let the messages leave when the transaction is done."""
        self.env.ref("beneficiary.ir_cron_survey_rounds").sudo()._trigger()

    @api.model
    def _cron_rounds(self, batch_size=100):
        """Close what is due, remind, and send what is pending.

        :param int batch_size: how many people are told in one committed step
        """
        rounds = self.sudo()
        rounds._close_due()
        rounds._remind()
        self.env["beneficiary.survey.sample"]._cron_send(batch_size)

    def _close_due(self):
        """End the rounds whose last day is past where the association is, one committed step each."""
        cron = self.env["ir.cron"]
        today = fields.Date.context_today(self)
        due = self.search([("state", "=", "open"), ("date_close", "<=", today)], order="date_close, id")
        for survey_round in due:
            if survey_round.date_close >= survey_round.company_id._beneficiary_today():
                continue
            if survey_round.try_lock_for_update().filtered(lambda r: r.state == "open"):
                survey_round._close()
                if not cron._commit_progress(1):
                    return

    def _remind(self):
        """Let those be reminded who were invited long enough ago and may still be asked."""
        now = fields.Datetime.now()
        samples = self.env["beneficiary.survey.sample"]
        wanted = [("state", "=", "open"), ("reminder_days", ">", 0), ("reminder_limit", ">", 0)]
        for survey_round in self.search(wanted, order="id"):
            waiting = samples.search(
                [
                    ("round_id", "=", survey_round.id),
                    ("state", "=", "open"),
                    ("pending", "=", False),
                    ("notice_id", "!=", False),
                    ("reminders", "<", survey_round.reminder_limit),
                    ("last_told_on", "<=", now - timedelta(days=survey_round.reminder_days)),
                ]
            )
            waiting.write({"pending": "reminder"})
