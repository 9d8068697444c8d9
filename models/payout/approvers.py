from odoo import api, models

from .payout_mixin import FINANCE


class Approvers:
    """The people of one association who approve payouts, each with his limit: looked up once for many payouts."""

    def __init__(self, users, managers, limits):
        self.users, self.managers, self.limits = users, managers, limits

    def _reaching(self, amount, payouts):
        """Return who is asked to approve: the finance team as far as it may, else the managers.

        :param amount: in the currency of the association
        :param payouts: what is approved; nobody is asked about his own work
        """
        found = self.users.filtered(
            lambda user: self.limits[user]._reaches(amount) and not any(p._kept_from(user) for p in payouts)
        )
        return (found - self.managers) or found


class ApprovalLimit(models.Model):
    """Whose approval is asked for."""

    _inherit = "beneficiary.approval.limit"

    def _reaches(self, amount):
        """Tell whether who has this limit, or none, may approve an amount, alone or as one of two. In ``sudo``."""
        return not self or self.currency_id.compare_amounts(amount, max(self.amount, self.amount_second)) <= 0

    @api.model
    def _approvers(self, company):
        """Return the :class:`Approvers` of an association, in ``sudo``."""
        users = self.env.ref(FINANCE).sudo().all_user_ids
        users = users.filtered(lambda u: u.active and not u.share and company in u.company_ids)
        managers = users.filtered(lambda u: u.has_group("beneficiary.group_manager"))
        return Approvers(users, managers, {user: self._limit_of(user, company) for user in users})
