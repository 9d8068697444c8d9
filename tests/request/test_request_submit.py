from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestRequestSubmit(BeneficiaryCommon):
    """The gates before a request is submitted and before it counts as complete, under a policy such as Awn's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.beneficiary = cls._create_beneficiary("Fatimah")
        cls.request = cls._create_request(cls.beneficiary)

    def test_unsigned(self):
        self._verify_papers(self.request)
        with self.assertRefused("cannot be submitted", "the declaration is not signed"):
            self.request.action_submit()
        self.assertEqual(self.request.state, "draft")

    def test_programme_closed(self):
        self._sign(self.request)
        self.program.action_close()
        with self.assertRefused(f"the programme “{self.program.name}” is not open"):
            self.request.action_submit()

    def test_file_suspended_or_closed(self):
        self._sign(self.request)
        for state in ("suspended", "closed"):
            self.beneficiary.sudo().state = state
            with self.subTest(state=state), self.assertRefused("the file of Fatimah is not active"):
                self.request.action_submit()

    def test_every_problem_is_named_at_once(self):
        self.program.action_close()
        self.beneficiary.with_user(self.manager).action_close()
        with self.assertRefused("is not open; the file of Fatimah is not active; the declaration is not signed."):
            self.request.action_submit()

    def test_paper_expired_on_the_date_of_submission(self):
        with self._at("2026-03-01 09:00:00"):
            self._verify_papers(self.request, expiry_date="2026-03-10", issue_date="2026-02-01")
            self._sign(self.request)
        with self._at("2026-03-11 09:00:00"), self.assertRefused(f"{self.paper_id.name} expired on 2026-03-10"):
            self.request.action_submit()
        with self._at("2026-03-10 09:00:00"):
            self.request.action_submit()
        self.assertEqual(self.request.state, "submitted")

    def test_paper_too_old_on_the_date_of_submission(self):
        with self._at("2026-03-01 09:00:00"):
            self._verify_papers(self.request, issue_date="2026-01-01")
            self._sign(self.request)
        last = date(2026, 1, 1) + timedelta(days=90)
        with self._at("2026-04-02 09:00:00"), self.assertRefused(f"{self.paper_income.name} expired on {last}"):
            self.request.action_submit()

    def test_the_date_is_that_of_the_association(self):
        with self._at("2026-03-01 09:00:00"):
            self._verify_papers(self.request, expiry_date="2026-03-10")
            self._sign(self.request)
        with self._at("2026-03-10 22:00:00"), self.assertRefused("expired on 2026-03-10"):
            self.request.action_submit()  # the eleventh in Riyadh

    def test_a_paper_that_expires_afterwards_does_no_harm(self):
        with self._at("2026-03-01 09:00:00"):
            self._verify_papers(self.request, expiry_date="2026-03-10")
            self._sign(self.request)
            self.request.action_submit()
        with self._at("2026-03-20 09:00:00"):
            self.assertFalse(self.request.missing_text)
            self.request.action_complete()
        self.assertEqual(self.request.state, "complete")

    def test_incomplete_is_submitted_without_a_reason(self):
        self._sign(self.request)
        with self._at("2026-03-01 09:00:00"):
            self.request.action_submit()
        self.assertEqual(self.request.state, "submitted")
        self.assertEqual(self.request.date_submitted, fields.Datetime.to_datetime("2026-03-01 09:00:00"))
        self.assertFalse(self.request.date_complete)

    def test_submitted_once(self):
        self._submit(self.request)
        with self.assertRefused("“Submitted”; this step needs “Draft”"):
            self.request.action_submit()

    def test_management_submits_nothing(self):
        self._sign(self.request)
        with self.assertRefused("Only these roles", error=AccessError):
            self.request.with_user(self.management).action_submit()

    def test_acknowledgement(self):
        self.beneficiary.email = "fatimah@example.org"
        self._sign(self.request)
        with self._at("2026-01-01 09:00:00"):
            self.request.action_submit()
        message = self.request.message_ids[:1]
        for text in (
            self.request.name,
            self.committee.name,
            self.program.name,
            "Not earlier than two weeks",
            "2026-01-15",
            self.paper_income.name,
        ):
            self.assertIn(text, message.body)
        self.assertEqual(message.partner_ids, self.beneficiary.partner_id)
        self.assertEqual(message.author_id, self.officer.partner_id)

    def test_acknowledgement_without_an_address_stands_in_the_thread(self):
        """The portal shows it, and the notice waits for an address."""
        self._submit(self.request)
        message = self.request.message_ids[:1]
        self.assertIn(self.request.name, message.body)
        self.assertEqual(message.subtype_id, self.env.ref("mail.mt_comment"))
        self.assertFalse(message.is_internal)
        self.assertFalse(self.request.notice_ids.recipient)

    # ----------------------------------------------------------- completeness
    def test_completeness_is_live(self):
        request = self.request
        first, second = request.document_ids
        self.assertEqual((request.document_total, request.document_verified, request.completeness), (2, 0, 0))
        self.assertEqual(request.missing_text, f"{first.type_id.name}, {second.type_id.name}, the signed declaration")
        for paper, percent in ((first, 33), (second, 66)):
            paper.write({"issue_date": fields.Date.today(), "expiry_date": "2099-01-01"})
            paper.action_verify()
            self.assertEqual(request.completeness, percent)
        self.assertEqual(request.missing_text, "the signed declaration")
        self._sign(request)
        self.assertEqual((request.completeness, request.missing_text), (100, ""))
        second.number = "changed"
        self.assertEqual(request.document_verified, 1)
        self.assertIn(second.type_id.name, request.missing_text)

    def test_papers_that_are_not_required_do_not_count(self):
        lease = self.env["beneficiary.document.type"].create({"name": "Lease", "required": False})
        self.request.document_ids = [(0, 0, {"type_id": lease.id})]
        self.assertEqual(self.request.document_total, 2)
        self.assertNotIn("Lease", self.request.missing_text)
        self._complete(self.request)
        self.assertEqual(self.request.state, "complete")

    def test_complete_names_what_is_missing(self):
        self._sign(self.request)
        self.request.action_submit()
        names = ", ".join(self.request.document_ids.type_id.mapped("name"))
        with self.assertRefused(f"is not complete. Still missing: {names}."):
            self.request.action_complete()
        self._verify_papers(self.request)
        with self._at("2026-03-01 09:00:00"):
            self.request.action_complete()
        self.assertEqual(self.request.date_complete, fields.Datetime.to_datetime("2026-03-01 09:00:00"))

    def test_a_draft_is_not_completed(self):
        with self.assertRefused("“Draft”; this step needs “Submitted”"):
            self.request.action_complete()
