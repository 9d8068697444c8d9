from odoo import models

from .figure_shown import READERS


class Complaint(models.Model):
    """Who is barred from a complaint has figures of his own from then on, see :class:`FigureBarred`."""

    _inherit = "beneficiary.complaint"

    def _barred_readers(self, company):
        """Return who reads figures of ``company`` and is barred from a complaint of it. Called in ``sudo``."""
        cases = [("company_id", "=", company.id), ("barred_user_ids", "!=", False)]
        users = self.env["res.users"].union(*(user for (user,) in self._read_group(cases, ["barred_user_ids"])))
        return users.filtered(
            lambda user: (
                user.active
                and not user.share
                and company in user.company_ids
                and any(user.has_group(group) for group in READERS)
            )
        )

    def _bar(self):
        result = super()._bar()
        snapshots = self.env["beneficiary.figure.snapshot"]
        own = snapshots.search([("company_id", "in", self.company_id.ids), ("user_id", "!=", False)])
        if own or self.barred_user_ids:
            own.unlink()
            self.env.ref("beneficiary.ir_cron_figures")._trigger()
        return result
