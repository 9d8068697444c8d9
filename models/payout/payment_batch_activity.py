from odoo import models

from .payout_activity import ACTIVITY


class PaymentBatch(models.Model):
    """A batch is approved as one: one activity for it, and none for each payment in it."""

    _inherit = "beneficiary.payment.batch"

    def _ask_approvers(self):
        """Ask those who may approve what waits in these batches, in the place of whoever was asked before."""
        batches = self.sudo()
        batches._close_approval()
        for batch in batches:
            payments = batch.payment_ids.filtered(lambda p: p.step == "to_approve")
            if payments:
                team = self.env["beneficiary.approval.limit"]._approvers(batch.company_id)
                total = sum(payment._amount_in_company() for payment in payments)
                for user in team._reaching(total, payments):
                    batch._schedule_approval(user)

    def _schedule_approval(self, user):
        batch = self.with_context(mail_activity_quick_update=True, lang=user.lang or self.env.lang)
        batch.activity_schedule(ACTIVITY, user_id=user.id)

    def _close_approval(self):
        """End what the approvers of these batches were asked to do."""
        self.sudo().activity_unlink([ACTIVITY])
