from odoo import models


class ThreadMixin(models.AbstractModel):
    """A thread on which only those write who may change the record.

    Odoo lets every follower post, and whoever reads the message that is answered. Here a comment is mailed to the
    applicant, so a reader, or somebody who followed before a right was taken, must not make one.
    """

    _name = "beneficiary.thread.mixin"
    _description = "Thread written by those who may change the record"
    # in this order, for crm.lead has it so
    _inherit = ["mail.activity.mixin", "mail.thread"]

    def message_post(self, **kwargs):
        self._check_may_write_to_people()
        return super().message_post(**kwargs)

    def message_notify(self, **kwargs):
        self._check_may_write_to_people()
        return super().message_notify(**kwargs)

    def _check_may_write_to_people(self):
        if self and not self.env.su:
            self.check_access("write")

    def _subscribe_responsible(self):
        """Let the responsible follow their new cases, so that replies reach them: one batch for each person."""
        for user, cases in self.sudo().grouped("user_id").items():
            if user:
                self.env["mail.followers"].sudo()._insert_followers(
                    self._name, cases.ids, user.partner_id.ids, subtypes=None, customer_ids=[], check_existing=False
                )
