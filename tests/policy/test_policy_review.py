from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import BeneficiaryCommon

CRON = "beneficiary.ir_cron_policy_review"


@tagged("post_install", "-at_install")
class TestPolicyReview(BeneficiaryCommon):
    """The policy is reviewed again and again (R-03)."""

    def _tasks(self):
        return self.policy.activity_ids.filtered(
            lambda a: a.activity_type_id == self.env.ref("beneficiary.mail_activity_type_review")
        )

    def _run(self, moment):
        with self._at(moment):
            self._run_cron(CRON)
        self.env.invalidate_all()

    def _review(self, **vals):
        return (
            self.env["beneficiary.policy.review"]
            .with_user(self.manager)
            .create(
                {"policy_id": self.policy.id, "note": "Read with the board", "next_review_date": "2027-06-01"} | vals
            )
        )

    # ---------------------------------------------------------------- reminder
    def test_reminded_thirty_days_before(self):
        self.policy.with_user(self.manager).next_review_date = "2026-06-30"
        self._run("2026-05-30 08:00:00")
        self.assertFalse(self._tasks())
        self._run("2026-05-31 08:00:00")
        self.assertIn(self.manager, self._tasks().user_id)
        self.assertNotIn(self.officer, self._tasks().user_id)
        self.assertEqual(str(self._tasks()[:1].date_deadline), "2026-06-30")

    def test_reminded_once_for_each_date(self):
        self.company.beneficiary_review_reminder_days = 10
        self.policy.with_user(self.manager).next_review_date = "2026-06-30"
        self._run("2026-06-21 08:00:00")
        count = len(self._tasks())
        self._tasks().unlink()
        self._run("2026-06-22 08:00:00")
        self.assertFalse(self._tasks(), "who removed the task is not asked again for that date")
        self.policy.with_user(self.manager).next_review_date = "2026-07-05"
        self._run("2026-06-26 08:00:00")
        self.assertEqual(len(self._tasks()), count)

    def test_only_what_is_in_force_is_reviewed(self):
        self.policy.next_review_date = "2026-06-30"
        version = self.policy.action_new_version()
        version.action_approve()
        version.action_put_in_force()
        self._run("2026-06-21 08:00:00")
        self.assertFalse(self._tasks())

    # ------------------------------------------------------------------ record
    def test_a_review_sets_the_next_date(self):
        self.policy.with_user(self.manager).next_review_date = "2026-06-30"
        self._run("2026-06-21 08:00:00")
        self.assertTrue(self._tasks())
        with self._at("2026-06-25 08:00:00"):
            review = self._review()
            self.assertEqual(str(review.date), "2026-06-25")
        self.assertEqual(review.user_id, self.manager)
        self.assertEqual(str(self.policy.next_review_date), "2027-06-01")
        self.assertFalse(self._tasks())

    def test_a_review_does_not_change(self):
        with self._at("2026-06-25 08:00:00"):
            review = self._review()
        for record in (review, review.sudo()):
            with self.assertRefused("cannot be changed"):
                record.sudo().note = "x"
            with self.assertRefused("cannot be changed"):
                record.sudo().unlink()

    def test_dates_make_sense(self):
        with self._at("2026-06-25 08:00:00"):
            with self.assertRefused("lies in the future", error=ValidationError):
                self._review(date="2026-06-26")
            with self.assertRefused("must be later", error=ValidationError):
                self._review(next_review_date="2026-06-25")

    def test_a_draft_is_not_reviewed(self):
        draft = self.policy.action_new_version()
        with self._at("2026-06-25 08:00:00"), self.assertRefused("is not in force"):
            self._review(policy_id=draft.id)

    def test_who_reviews(self):
        for user in (self.officer, self.management):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._review().with_user(user).create({"policy_id": self.policy.id, "note": "x"})
            with self.assertRefused("Only these roles", error=AccessError):
                self.policy.with_user(user).action_review()
        with self.assertRefused("own actions", error=AccessError):
            self._review(user_id=self.officer.id)
        self.assertEqual(self._review().with_user(self.management).outcome, "keep")

    def test_the_screen(self):
        action = self.policy.with_user(self.manager).action_review()
        self.assertEqual(action["context"], {"default_policy_id": self.policy.id})
        values = self.env[action["res_model"]].with_user(self.manager).default_get(["date", "next_review_date"])
        self.assertGreater(values["next_review_date"], values["date"])
