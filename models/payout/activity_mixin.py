from odoo import models
from odoo.tools import plaintext2html

ACTIVITY = "beneficiary.mail_activity_type_payout"
REFUSED = "beneficiary.mail_activity_type_payout_refused"


class PayoutActivityMixin(models.AbstractModel):
    """What people are asked to do about money that is to be paid, alone or together with other money.

    Who may approve it is asked to, until somebody has decided. Who asked for it is told that it was refused and why,
    until he asks again, cancels it, or marks the activity as done.
    """

    _name = "beneficiary.payout.activity.mixin"
    _description = "Activities about payouts"
    _inherit = ["beneficiary.thread.mixin"]

    def _schedule_approval(self, user):
        """Ask ``user``, in his language, to approve each of these records. In ``sudo``."""
        self._in_words_of(user).activity_schedule(ACTIVITY, user_id=user.id)

    def _close_approval(self):
        """End what the approvers of these records were asked to do."""
        self.sudo().activity_unlink([ACTIVITY])

    def _schedule_refused(self, user, reason):
        """Tell ``user``, in his language, that each of these records was refused, and why. In ``sudo``.

        Whoever has left, or may not read a record any more, is not told of it.

        :param str reason: what has to be changed, plain text
        """
        if not user.active:
            return
        as_user = self.with_user(user).with_context(allowed_company_ids=user._get_company_ids())
        told = as_user._filtered_access("read").with_env(self.env)
        told.activity_unlink([REFUSED], user_id=user.id)  # what was refused before, and is refused again
        told._in_words_of(user).activity_schedule(REFUSED, user_id=user.id, note=plaintext2html(reason))

    def _close_refused(self):
        """End what those who asked for these records were to put right."""
        self.sudo().activity_unlink([REFUSED])

    def _in_words_of(self, user):
        return self.with_context(mail_activity_quick_update=True, lang=user.lang or self.env.lang)
