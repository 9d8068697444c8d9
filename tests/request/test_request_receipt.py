from datetime import date

from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestRequestReceipt(BeneficiaryCommon):
    """Requests are taken in complete, before the visitor leaves (R-43)."""

    template = "samtah"

    def test_complete_request_is_complete_at_once(self):
        request = self._create_request()
        self.assertTrue(request.complete_on_receipt)
        with self._at("2026-01-04 08:00:00"):
            self._submit(request)
        self.assertEqual(request.state, "complete")
        self.assertEqual(request.date_complete, request.date_submitted)
        self.assertEqual(request.reply_deadline, date(2026, 1, 25))

    def test_incomplete_request_needs_a_reason(self):
        request = self._create_request()
        self._sign(request)
        names = ", ".join(request.document_ids.type_id.mapped("name"))
        with self.assertRefused("before the visitor leaves", f"Still missing: {names}.", "Incomplete Reason"):
            request.action_submit()
        request.incomplete_reason = "  "
        with self.assertRefused("before the visitor leaves"):
            request.action_submit()
        self.assertEqual(request.state, "draft")

    def test_incomplete_with_a_reason_waits_without_a_deadline(self):
        request = self._create_request(incomplete_reason="The bank is closed today")
        self._sign(request)
        request.action_submit()
        self.assertEqual(request.state, "submitted")
        self.assertFalse(request.date_complete)
        self.assertFalse(request.reply_deadline)
        self.assertEqual(request.reply_state, "none")

    def test_completed_later(self):
        request = self._create_request(incomplete_reason="The bank is closed today")
        self._sign(request)
        with self._at("2026-01-01 08:00:00"):
            request.action_submit()
        with self._at("2026-01-04 08:00:00"):
            self._verify_papers(request)
            request.action_complete()
        self.assertEqual(request.state, "complete")
        self.assertEqual(request.reply_deadline, date(2026, 1, 25), "the clock begins with completeness")

    def test_unsigned_is_refused_with_or_without_a_reason(self):
        request = self._create_request(incomplete_reason="In a hurry")
        with self.assertRefused("the declaration is not signed"):
            request.action_submit()

    def test_several_at_once(self):
        complete, incomplete = self._create_request(), self._create_request(incomplete_reason="In a hurry")
        self._verify_papers(complete)
        for request in (complete, incomplete):
            self._sign(request)
        (complete | incomplete).action_submit()
        self.assertEqual(complete.state, "complete")
        self.assertEqual(incomplete.state, "submitted")

    def test_acknowledgement_tells_deadline_and_what_is_missing(self):
        complete = self._create_request()
        with self._at("2026-01-04 08:00:00"):
            self._submit(complete)
        self.assertIn("2026-01-25", complete.message_ids[:1].body)
        incomplete = self._create_request(incomplete_reason="In a hurry")
        self._sign(incomplete)
        incomplete.action_submit()
        self.assertIn(self.paper_income.name, incomplete.message_ids[:1].body)

    def test_goes_to_the_competent_committee(self):
        self.assertEqual(self.committee.kind, "competent")
        item = self._review()
        self.assertEqual(item.committee_id, self.committee)
