from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestRequestJourney(BeneficiaryCommon):
    """From the counter to the signed receipt, step by step, each by the role whose step it is."""

    def test_counter_to_delivery(self):
        with self._at("2026-01-01 09:00:00"):
            request = self._create_request()
            self.assertEqual(request.state, "draft")
            self.assertEqual(request.reply_state, "none")
            self._verify_papers(request)
            self._sign(request)
            request.action_submit()
            self.assertEqual(request.state, "submitted")
            self.assertEqual(request.reply_state, "open")
            request.action_complete()
            self.assertEqual(request.state, "complete")
            request.action_send_to_committee()
            self.assertEqual(request.state, "review")
            self.assertEqual(request.committee_id, self.committee)
        with self._at("2026-01-20 09:00:00"):
            item = request.sudo().item_ids
            self._vote(item, {self.chair: "for", self.secretary: "against", self.committee_member: "for"})
            item.with_user(self.secretary).write({"reason": "In need", "amount_approved": 800})
            item.with_user(self.secretary).action_decide()
            self.assertEqual(request.state, "approved")
            self.assertEqual(request.amount_approved, 800)
            self.assertEqual(request.reply_state, "replied")
            self.assertFalse(request.file_number)
            request.action_register_beneficiary()
            self.assertTrue(request.file_number)
            self._deliver(request)
            self.assertEqual(request.state, "done")

    def test_refused(self):
        item = self._review()
        self._vote(item, {self.chair: "against", self.secretary: "against"})
        item.with_user(self.chair).write({"reason": "Income is above the limit", "early_reason": "Clear"})
        item.with_user(self.chair).action_decide()
        request = item.request_id.with_user(self.officer)
        self.assertEqual(request.state, "refused")
        self.assertEqual(request.amount_approved, 0)
        self.assertEqual(request.decision_reason, "Income is above the limit")
        self.assertIn("could not be approved", self._notes(request))
        with self.assertRefused("“Refused”", "“Approved”"):
            request.action_deliver()

    def test_what_was_decided_does_not_change(self):
        request = self._approve()
        for vals in (
            {"amount_requested": 5},
            {"description": "More"},
            {"program_id": self.program.id},
            {"beneficiary_id": self._create_beneficiary().id},
        ):
            with self.subTest(vals=vals), self.assertRefused("“Approved”; this step needs"):
                request.write(vals)

    def test_a_delegate_takes_a_request_to_submission(self):
        beneficiary = self._create_beneficiary(user=self.delegate)
        request = self._create_request(beneficiary, user=self.delegate)
        self.assertEqual(request.branch_id, self.branch)
        request.document_ids[0].number = "123"
        self.assertEqual(request.document_ids[0].state, "received")
        self._sign(request)
        request.action_submit()
        self.assertEqual(request.state, "submitted")
        for action in (request.action_complete, request.action_send_to_committee, request.action_deliver):
            with self.assertRefused("Only these roles", "Relations Officer"):
                action()
