from datetime import timedelta

from odoo import api, fields, models


class PolicyReview(models.Model):
    """When a policy is to be reviewed, and who is reminded of it (R-03)."""

    _inherit = "beneficiary.policy"

    review_ids = fields.One2many(
        "beneficiary.policy.review",
        "policy_id",
        "Reviews",
        readonly=True,
        copy=False,
        groups="beneficiary.group_management",
    )
    review_reminded_for = fields.Date(
        "Reminded of the review on", readonly=True, copy=False, help="The review date of which the managers were told."
    )

    _review_due = models.Index("(next_review_date) WHERE state = 'in_force'")

    def _frozen_except(self):
        names = super()._frozen_except()
        return names | {"review_reminded_for"} if names else names

    def action_review(self):
        """Open the screen on which a review is recorded."""
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_policy_review_action_new") | {
            "context": {"default_policy_id": self.id}
        }

    def _reviewed(self, review):
        """Set the next date after a review, and end the task that asked for it."""
        self.sudo().next_review_date = review.next_review_date
        self.sudo().activity_unlink(["beneficiary.mail_activity_type_review"])

    @api.model
    def _cron_review(self):
        """Remind the managers of every policy whose review is near, once for each date. Idempotent."""
        dated = self.sudo().search([("state", "=", "in_force"), ("next_review_date", "!=", False)])
        due = dated.filtered(lambda policy: policy._is_review_near())
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(due))
        for policy in due:
            policy._remind_of_review()
            if not cron._commit_progress(1):
                return

    def _is_review_near(self):
        company = self.company_id
        until = company._beneficiary_today() + timedelta(days=company.beneficiary_review_reminder_days)
        return self.next_review_date <= until and self.review_reminded_for != self.next_review_date

    def _remind_of_review(self):
        """Give every manager of the association the task to review this policy. Called in ``sudo``."""
        for manager in self._review_managers():
            self.activity_schedule(
                "beneficiary.mail_activity_type_review",
                date_deadline=self.next_review_date,
                user_id=manager.id,
            )
        self.review_reminded_for = self.next_review_date

    def _review_managers(self):
        """Return the managers of the association; the server's own user is none of them."""
        root = self.env.ref("base.user_root")
        return (
            self.env.ref("beneficiary.group_manager")
            .sudo()
            .all_user_ids.filtered(
                lambda u: u.active and not u.share and u != root and self.company_id in u.company_ids
            )
        )
