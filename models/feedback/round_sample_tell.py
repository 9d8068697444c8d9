import logging

from odoo import api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class SurveySampleTell(models.Model):
    """What people are told: by the agreed medium, in batches that go on where a run was stopped (R-49)."""

    _inherit = "beneficiary.survey.sample"

    @api.model
    def _cron_send(self, batch_size=100):
        """Tell people what is pending; batches of ``batch_size``, each one committed. Idempotent. In ``sudo``."""
        samples = self.sudo()
        waiting = [("pending", "!=", False)]
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=samples.search_count(waiting))
        while batch := samples.search(waiting, limit=batch_size, order="id"):
            batch._tell()
            if not cron._commit_progress(len(batch)):
                return

    def _tell(self):
        """Tell these people what is pending; the trouble with one does not keep it from the others."""
        for news, samples in self.grouped("pending").items():
            try:
                with self.env.cr.savepoint():
                    samples._tell_news(news)
            except Exception:
                _logger.info("Survey: a batch failed, its people are told one by one")
                for sample in samples:
                    sample._tell_alone(news)

    def _tell_alone(self, news):
        try:
            with self.env.cr.savepoint():
                self._tell_news(news)
        except Exception as error:
            _logger.warning("Survey: person %s could not be told", self.id, exc_info=True)
            text = str(error)[:200] if isinstance(error, UserError) else type(error).__name__
            self.write({"pending": False, "error": text})

    def _tell_news(self, news):
        """Tell these people; whoever agreed to be phoned is asked on the phone, so that nobody calls him twice."""
        now = fields.Datetime.now()
        routes = {sample: sample._notice_route() for sample in self}
        reached = self.filtered(lambda sample: routes[sample][1] and routes[sample][0] != "phone")
        lost = self.filtered(lambda sample: not routes[sample][1])
        lost.write({"error": self.env._("There is no address. Ask in person.")})
        notices = reached._send_notice("survey", news=news, occasion=f"{news}/{now}")
        by_id = {notice.res_id: notice.id for notice in notices}
        for sample in reached:
            sample.write(
                {
                    "notice_id": by_id.get(sample.id),
                    "told_on": sample.told_on or now,
                    "reminders": sample.reminders + (news == "reminder"),
                    "last_told_on": now,
                    "error": False,
                }
            )
        self.write({"pending": False})

    # ----------------------------------------------------------------- notices
    # a ward is asked by his guardian, as he is told about his request
    def _notice_partner(self):
        return self.request_id._notice_partner() if self.request_id else self._person()

    def _notice_guardianship(self):
        return self.request_id._notice_guardianship() if self.request_id else super()._notice_guardianship()

    def _notice_medium(self):
        return self.request_id._notice_medium() if self.request_id else super()._notice_medium()

    def _notice_address(self, medium):
        return self.request_id._notice_address(medium) if self.request_id else super()._notice_address(medium)

    def _notice_responsible(self):
        # not whose work is judged
        return self.round_id.user_id or self.branch_id.manager_id or super()._notice_responsible()

    def _notice_subject(self, kind):
        return self.env._("Your opinion helps us to become better")

    def _notice_outgoing(self, text):
        """Let the person answer by the link alone."""
        sample = self.sudo()
        return super()._notice_outgoing(text).replace(sample._page_address(), sample._link_address())

    def _rating_address(self):
        """Return the address at which the person rates the delivery; added by what rates."""
        return False
