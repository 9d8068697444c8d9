from odoo import models


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

    def _close_refused(self):
        """What was refused in a batch is put right when none of it is left."""
        waiting = self.sudo().payment_ids.filtered(lambda p: p.step == "draft" and p.refuse_reason)
        super(PaymentBatch, self - waiting.batch_id)._close_refused()
