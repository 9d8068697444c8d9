from odoo import models


class ThreadMixin(models.AbstractModel):
    """A thread on which only those write who may change the record.

    Odoo lets every follower post, and whoever reads the message that is answered. Here a comment is mailed to the
    applicant, so a reader, or somebody who followed before a right was taken, must not make one.
    """

    _name = "beneficiary.thread.mixin"
    _description = "Thread written by those who may change the record"
    _inherit = ["mail.thread", "mail.activity.mixin"]

    def message_post(self, **kwargs):
        self._check_may_write_to_people()
        return super().message_post(**kwargs)

    def message_notify(self, **kwargs):
        self._check_may_write_to_people()
        return super().message_notify(**kwargs)

    def _check_may_write_to_people(self):
        if self and not self.env.su:
            self.check_access("write")
