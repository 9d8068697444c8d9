import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import hmac

_logger = logging.getLogger(__name__)
TOKEN_LENGTH = 32


class Invitation(models.Model):
    """What the invited people are told: by the agreed medium, in batches that go on where a run was stopped (R-49)."""

    _inherit = "beneficiary.invitation"

    @api.model
    def _wake_up(self):
        """Let the sending begin when the transaction is done."""
        self.env.ref("beneficiary.ir_cron_invitations").sudo()._trigger()

    @api.model
    def _cron_send(self, batch_size=100):
        """Tell people what is pending; batches of ``batch_size``, each one committed. Idempotent."""
        self.env["beneficiary.field.event"]._cron_remind()
        invitations = self.sudo()
        waiting = [("pending", "!=", False)]
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=invitations.search_count(waiting))
        while batch := invitations.search(waiting, limit=batch_size, order="id"):
            batch._tell()
            if not cron._commit_progress(len(batch)):
                return

    def _tell(self):
        """Tell these people what is pending; the trouble with one does not keep it from the others. In ``sudo``."""
        for news, invitations in self.grouped("pending").items():
            try:
                with self.env.cr.savepoint():
                    invitations._tell_news(news)
            except Exception:
                _logger.info("Invitations: a batch failed, its people are told one by one")
                for invitation in invitations:
                    invitation._tell_alone(news)

    def _tell_alone(self, news):
        try:
            with self.env.cr.savepoint():
                self._tell_news(news)
        except Exception as error:
            _logger.warning("Invitation %s failed", self.id, exc_info=True)
            text = str(error)[:200] if isinstance(error, UserError) else type(error).__name__
            self.write({"pending": False, "error": text})

    def _tell_news(self, news):
        self.event_id.mapped("venue_id.name")  # read once for the templates of the batch
        notices = self._send_notice(
            "invitation" if news == "invitation" else "event", news=news, occasion=f"{news}/{fields.Datetime.now()}"
        )
        by_id = {notice.res_id: notice.id for notice in notices}
        now = fields.Datetime.now()
        for invitation in self:
            vals = {"notice_id": by_id.get(invitation.id)}
            if news == "invitation":
                vals["told_on"] = now
            invitation.write(vals)
        self.write({"pending": False, "error": False})

    # ----------------------------------------------------------------- notices
    def _notice_responsible(self):
        return self.event_id.user_id or super()._notice_responsible()

    def _notice_subject(self, kind):
        event = self.event_id
        if kind == "invitation":
            return self.env._("Invitation: %(event)s", event=event.name)
        return self.env._("About “%(event)s”", event=event.name)

    def _notice_outgoing(self, text):
        """Let the person answer by the link alone: whoever has it answers this one invitation, and sees no more."""
        invitation = self.sudo()
        return super()._notice_outgoing(text).replace(invitation._page_address(), invitation._link_address())

    def _page_address(self):
        """Return the address of the page for whoever is logged in."""
        return f"{self.get_base_url()}/my/invitations/{self.id}"

    def _code_address(self):
        """Return the address of the number as a QR code, which is read at the door."""
        return f"{self.get_base_url()}/beneficiary/invitation/number/{self.number}.png"

    def _link_address(self):
        return f"{self.get_base_url()}/beneficiary/invitation/{self.id}/{self._token()}"

    def _token(self):
        """Return the secret part of the link. It is computed, so that nobody reads it in the database."""
        self.ensure_one()
        key = (self.id, self.event_id.id, self.beneficiary_id.id)
        return hmac(self.sudo().env, "beneficiary-invitation", key)[:TOKEN_LENGTH]
