from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestRequestSteps(BeneficiaryCommon):
    """Giving a request back to the applicant, and cancelling it."""

    # ----------------------------------------------------------------- return
    def test_return(self):
        request = self._complete()
        request.action_return("The lease is missing")
        self.assertEqual(request.state, "draft")
        self.assertEqual(request.return_reason, "The lease is missing")
        self.assertFalse(request.date_submitted)
        self.assertFalse(request.date_complete)
        self.assertFalse(request.reply_earliest)
        self.assertEqual(request.reply_state, "none")
        self.assertIn("The lease is missing", self._notes(request))

    def test_return_needs_a_reason(self):
        request = self._submit()
        for reason in (None, "", "  "):
            with self.assertRefused("Write the reason"):
                request.action_return(reason)
        self.assertEqual(request.state, "submitted")

    def test_only_what_waits_is_returned(self):
        with self.assertRefused("“Draft”; this step needs “Submitted/Complete”"):
            self._create_request().action_return("x")

    def test_delegates_do_not_return(self):
        request = self._submit().with_user(self.delegate)
        with self.assertRefused("Only these roles", error=AccessError):
            request.action_return("x")

    def test_resubmitted(self):
        with self._at("2026-01-01 09:00:00"):
            request = self._submit()
            request.action_return("The lease is missing")
        with self._at("2026-02-01 09:00:00"):
            request.action_submit()
        self.assertEqual(request.state, "submitted")
        self.assertFalse(request.return_reason)
        self.assertEqual(str(request.reply_earliest), "2026-02-15", "the window counts from the new submission")
        self.assertEqual(request.reply_state, "open")

    def test_return_from_the_screen(self):
        requests = self._submit() | self._submit()
        wizard = (
            self.env["beneficiary.request.reason"]
            .with_user(self.officer)
            .with_context(active_ids=requests.ids)
            .create({"step": "return", "reason": "The lease is missing"})
        )
        wizard.action_confirm()
        self.assertEqual(set(requests.mapped("state")), {"draft"})

    # ----------------------------------------------------------------- cancel
    def test_a_draft_is_cancelled_without_a_reason(self):
        request = self._create_request(user=self.delegate)
        request.action_cancel()
        self.assertEqual(request.state, "cancelled")

    def test_later_a_reason_is_needed(self):
        request = self._submit()
        with self.assertRefused("Write the reason"):
            request.action_cancel()
        request.action_cancel("Moved away")
        self.assertEqual((request.state, request.cancel_reason), ("cancelled", "Moved away"))
        self.assertEqual(request.reply_state, "none")

    def test_cancelled_in_committee_leaves_the_agenda(self):
        item = self._review()
        self._vote(item, {self.chair: "for"})
        request = item.request_id.with_user(self.officer)
        request.action_cancel("Moved away")
        self.assertEqual(request.state, "cancelled")
        self.assertEqual((item.outcome, item.reason), ("returned", "Moved away"))
        with self.assertRefused("is already decided"):
            item.with_user(self.secretary).cast_vote("for")

    def test_cancelled_after_approval(self):
        request = self._approve()
        request.action_cancel("Died")
        self.assertEqual(request.state, "cancelled")
        self.assertEqual(request.reply_state, "replied_early", "the reply was given")

    def test_cancel_from_the_screen(self):
        request = self._submit()
        wizard = self.env["beneficiary.request.reason"].with_user(self.officer).with_context(active_ids=request.ids)
        wizard.create({"step": "cancel", "reason": "Moved away"}).action_confirm()
        self.assertEqual(request.state, "cancelled")

    def test_what_is_final_is_not_cancelled(self):
        cancelled = self._create_request()
        cancelled.action_cancel()
        with self.assertRefused("“Cancelled”; this step needs"):
            cancelled.action_cancel("again")
        delivered = self._approve()
        self._deliver(delivered)
        with self.assertRefused("“Delivered”; this step needs"):
            delivered.action_cancel("x")

    def test_delivered_in_part_is_not_cancelled(self):
        request = self._approve()
        request.action_register_beneficiary()
        delivery = (
            self.env["beneficiary.delivery"]
            .with_user(self.officer)
            .create({"request_id": request.id, "receiver_name": "Fatimah", "signature": self.signature, "amount": 10})
        )
        delivery.action_sign_part()
        with self.assertRefused("is delivered in part and cannot be cancelled"):
            request.action_cancel("x")

    def test_delegates_cancel_in_their_own_branches(self):
        request = self._create_request(self._create_beneficiary(branch_id=self.other_branch.id))
        with self.assertRaises(AccessError):
            request.with_user(self.delegate).action_cancel()
