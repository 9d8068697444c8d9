import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.smtp import SmtpSessions
from .media import WIRED

_logger = logging.getLogger(__name__)


class NoticeRun(models.Model):
    """The run that takes notices out of the house: each once, whatever is killed when.

    A notice is *claimed* first, and the claim committed: whoever comes later leaves it alone. Then the row is locked
    again for as long as the outside call lasts, and the result is committed. So after a kill only the one message in
    flight is uncertain, and it is told from one that is still being sent by its lock, which dies with the process.
    """

    _inherit = "beneficiary.notice"

    # how long a claim may stay unlocked before it counts as interrupted
    _claim_timeout = timedelta(minutes=2)
    # waiting times after a service did not answer; then it failed
    _retry_after = (timedelta(minutes=5), timedelta(minutes=30))

    @api.model
    def _wake_up(self, at=None):
        """Let the run begin as soon as this transaction is committed, or at a given time."""
        self.env.ref("beneficiary.ir_cron_send_notices").sudo()._trigger(at)

    @api.model
    def _due_domain(self):
        """Return which notices the run takes up now."""
        return (
            Domain("state", "=", "queued")
            & Domain("claimed_on", "=", False)
            & (Domain("retry_on", "=", False) | Domain("retry_on", "<=", fields.Datetime.now()))
        )

    @api.model
    def _cron_send(self, batch_size=200):
        """Send what is queued, one committed step after the other. Safe to kill, and to run more than once at a time.

        :param int batch_size: how many notices are looked up at once
        """
        with SmtpSessions() as sessions:
            self.with_context(beneficiary_smtp_sessions=sessions)._send_queued(batch_size)

    @api.model
    def _send_queued(self, batch_size):
        cron = self.env["ir.cron"]
        self._fail_interrupted()
        cron._commit_progress(remaining=self.search_count(self._due_domain()))
        last = 0
        while ids := self.search(self._due_domain() & Domain("id", ">", last), limit=batch_size, order="id").ids:
            last = ids[-1]
            for notice_id in ids:
                try:
                    self.browse(notice_id)._process()
                except Exception:  # one notice must not keep the others from going out
                    _logger.exception("Notice %s could not be processed", notice_id)
                    self.env.cr.rollback()
                if not cron._commit_progress(1):
                    return

    def _process(self):
        """Take this one notice up and carry it out. The caller commits what came of it."""
        self.ensure_one()
        try:
            if not self._claim():
                return
            if self.medium in WIRED:
                self.env["ir.cron"]._commit_progress()  # from here on the claim outlives a crash
                if not self._hold():
                    return
        except OperationalError:  # another worker was quicker
            self.env.cr.rollback()
            return
        except Exception as error:
            _logger.warning("Notice %s could not be taken up", self.id, exc_info=True)
            self.env.cr.rollback()
            self._not_prepared(error)
            return
        try:
            parcel = getattr(self, f"_prepare_{self.medium}")()
        except Exception as error:
            _logger.warning("Notice %s could not be prepared", self.id, exc_info=True)
            self.env.cr.rollback()
            self._not_prepared(error)
            return
        try:
            getattr(self, f"_transmit_{self.medium}")(parcel)
        except Exception as error:
            _logger.warning("Notice %s: whether it was sent is not known", self.id, exc_info=True)
            self.env.cr.rollback()
            self._fail("uncertain", str(error))

    def _not_prepared(self, error):
        """Nothing has left the house: try again where the database was busy, else let people see to it."""
        if isinstance(error, OperationalError):
            self._later(str(error))
        else:
            self._fail("service", str(error))

    def _claim(self):
        """Lock the notice, unless somebody else has it, and note that it is taken up."""
        if not self.try_lock_for_update().filtered_domain(self._due_domain()):
            return False
        if not self.recipient:
            self._fail("address", self.env._("The file has no address for any medium. Add one."))
            return False
        self.write({"claimed_on": fields.Datetime.now(), "attempts": self.attempts + 1, "retry_on": False})
        if self.medium in WIRED:
            self._open_envelope()
        return True

    def _hold(self):
        """Lock the claimed notice again, to show that it is being sent; tell whether it is still to be sent.

        It waits for the lock: another worker may hold it for a moment, to find that the notice is taken.
        """
        self._lock_rows("state", "claimed_on")
        return self.filtered(lambda n: n.state == "queued" and n.claimed_on)

    @api.model
    def _fail_interrupted(self):
        """Let people check what was in flight when a run was killed. It may have been sent, so it is not sent again."""
        claimed = self.search(
            [
                ("state", "=", "queued"),
                ("medium", "in", WIRED),
                ("claimed_on", "<", fields.Datetime.now() - self._claim_timeout),
            ]
        )
        reason = self.env._("The server stopped while it was being sent. Check whether it arrived.")
        for notice in claimed.try_lock_for_update():  # whoever still sends one holds its lock
            try:
                with self.env.cr.savepoint():
                    notice._fail("uncertain", reason)
            except Exception:
                _logger.exception("Notice %s is left as it is", notice.id)

    # ------------------------------------------------------------------ results
    def _sent(self):
        """Note that the medium took it."""
        self.write(
            {
                "state": "sent",
                "date_sent": fields.Datetime.now(),
                "failure_type": False,
                "failure_reason": False,
            }
        )

    def _later(self, reason):
        """Put back a notice that nobody took yet; after some attempts it failed."""
        if self.attempts > len(self._retry_after):
            return self._fail("service", reason)
        retry_on = fields.Datetime.now() + self._retry_after[self.attempts - 1]
        self.write({"claimed_on": False, "retry_on": retry_on, "failure_reason": reason})
        return self._wake_up(retry_on)

    def _fail(self, failure_type, reason=False):
        """Note that these notices did not reach anybody, and ask the responsible to see to it, once for each.

        :param str failure_type: a value of ``failure_type``
        :param str reason: what the medium said, for people
        """
        self.write(
            {
                "state": "failed",
                "failure_type": failure_type,
                "failure_reason": reason,
                "date_failed": fields.Datetime.now(),
            }
        )
        kinds = dict(self._fields["failure_type"]._description_selection(self.env))
        self._plan(
            "beneficiary.mail_activity_type_notice_failed",
            lambda notice: notice.env._("%(name)s: %(problem)s", name=notice.name, problem=kinds[failure_type]),
            lambda notice: notice.env._(
                "“%(subject)s” to %(address)s. Open the notice and send it by another medium.",
                subject=notice.subject,
                address=notice.recipient or notice.partner_id.name or "",
            ),
        )

    def _plan(self, activity_type, summary, note):
        """Give the responsible one activity for each notice, instead of the one that there is.

        :param str activity_type: external id of the type
        :param summary: function of the notice that returns the title
        :param note: function of the notice that returns the text
        """
        self.activity_id.unlink()
        vals_list, planned = [], self.browse()
        activity_type = self.env.ref(activity_type)
        for notice in self:
            record = notice._activity_record()
            if not record:
                continue
            notice = notice.with_context(lang=notice.user_id.lang or self.env.lang)
            planned |= notice
            vals_list.append(
                {
                    "activity_type_id": activity_type.id,
                    "res_model_id": self.env["ir.model"]._get_id(record._name),
                    "res_id": record.id,
                    "user_id": notice.user_id.id,
                    "summary": summary(notice),
                    "note": note(notice),
                    "date_deadline": notice.company_id._beneficiary_today(),
                    "automated": True,
                }
            )
        # without an e-mail for each: the list of activities shows them
        activities = self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(vals_list)
        for notice, activity in zip(planned, activities, strict=True):
            notice.activity_id = activity

    def _activity_record(self):
        """Return the record on which staff find what is to be done about this notice."""
        for record in (self._record(), self.request_id, self.beneficiary_id):
            if record and "activity_ids" in record._fields:
                return record
        return None
