from odoo import models


class PayoutActivity(models.AbstractModel):
    """Who may approve a payout is asked to by an activity, which ends when somebody has decided."""

    _inherit = "beneficiary.payout.mixin"

    def _own_part(self, user):
        """Tell whether this one payout is what ``user`` asked for, or is for himself. In ``sudo``."""
        people = self.partner_id | self._payout_beneficiary().partner_id
        return user in (self.create_uid | self.asked_by_id) or user.partner_id in people

    def _kept_from(self, user):
        """Tell whether ``user`` may not approve this one payout, whatever its amount (house rule 4). In ``sudo``."""
        return self._own_part(user) or self.first_approved_by_id == user

    def _ask_approvers(self):
        """Ask those who may approve these payouts, in the place of whoever was asked before."""
        asked = {}
        payouts = self.sudo()
        payouts._close_approval()
        for company, group in payouts.filtered(lambda p: p.step == "to_approve").grouped("company_id").items():
            team = self.env["beneficiary.approval.limit"]._approvers(company)
            for payout in group:
                for user in team._reaching(payout._amount_in_company(), payout):
                    asked[user] = asked.get(user, payouts.browse()) | payout
        for user, group in asked.items():
            group._schedule_approval(user)

    def _tell_refused(self, reason):
        """Tell those who asked for these payouts that they are refused; whoever refuses his own knows it."""
        payouts = self.sudo()
        for user, group in payouts.grouped("asked_by_id").items():
            if user and user != self.env.user:
                group._schedule_refused(user, reason)
