from datetime import date

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestDocument(BeneficiaryCommon):
    """Papers: handed in, matched with the original, valid on the day of submission (R-41)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request()
        cls.card, cls.income = cls.request.document_ids

    def _attach(self, document, content=b"card"):
        attachment = (
            self.env["ir.attachment"].with_user(self.officer).create({"name": "card.txt", "raw": content, "res_id": 0})
        )
        document.attachment_ids = attachment
        return attachment

    def test_received(self):
        self.card.with_user(self.delegate).action_receive()
        self.assertEqual(self.card.state, "received")

    def test_an_upload_or_a_number_is_received(self):
        self._attach(self.card)
        self.income.number = "77"
        self.assertEqual((self.card.state, self.income.state), ("received", "received"))

    def test_dates_alone_are_not(self):
        self.card.expiry_date = "2030-01-01"
        self.assertEqual(self.card.state, "missing")

    def test_files_belong_to_their_line(self):
        attachment = self._attach(self.card)
        self.assertEqual((attachment.res_model, attachment.res_id), ("beneficiary.document", self.card.id))
        self.assertEqual(attachment.with_user(self.delegate).raw, b"card")

    # ----------------------------------------------------------------- verify
    def test_verified(self):
        self.card.expiry_date = "2030-01-01"
        with self._at("2026-03-01 09:00:00"):
            self.card.action_verify()
        self.assertEqual(self.card.state, "verified")
        self.assertEqual(self.card.verified_by, self.officer)
        self.assertEqual(self.card.verified_on, fields.Datetime.to_datetime("2026-03-01 09:00:00"))

    def test_verify_needs_the_expiry_date(self):
        with self.assertRefused(f"Write the expiry date of “{self.paper_id.name}”"):
            self.card.action_verify()

    def test_verify_needs_the_issue_date(self):
        with self.assertRefused(f"Write the issue date of “{self.paper_income.name}”", "accepted for 90 days"):
            self.income.action_verify()

    def test_expired_is_not_verified(self):
        self.card.expiry_date = "2026-03-01"
        with self._at("2026-03-02 09:00:00"), self.assertRefused(f"“{self.paper_id.name}” expired on 2026-03-01"):
            self.card.action_verify()
        with self._at("2026-03-01 09:00:00"):
            self.card.action_verify()
        self.assertEqual(self.card.state, "verified")

    def test_too_old_is_not_verified(self):
        self.income.issue_date = "2026-01-01"
        self.assertEqual(self.income.valid_until, date(2026, 4, 1))
        with self._at("2026-04-02 09:00:00"), self.assertRefused("expired on 2026-04-01"):
            self.income.action_verify()

    def test_what_comes_first_counts(self):
        self.income.write({"issue_date": "2026-01-01", "expiry_date": "2026-02-01"})
        self.assertEqual(self.income.valid_until, date(2026, 2, 1))
        self.income.expiry_date = "2027-01-01"
        self.assertEqual(self.income.valid_until, date(2026, 4, 1))

    def test_validity_counts_on_the_day_of_submission(self):
        self._sign(self.request)
        with self._at("2026-03-01 09:00:00"):
            self.request.action_submit()
        with self._at("2026-03-20 09:00:00"):
            self.card.expiry_date = "2026-03-10"
            self.card.action_verify()
        self.assertEqual(self.card.state, "verified")

    def test_delegates_do_not_verify(self):
        card = self.card.with_user(self.delegate)
        card.expiry_date = "2030-01-01"
        for action in (card.action_verify, lambda: card.action_reject("blurred")):
            with self.assertRefused("Only these roles", error=AccessError):
                action()

    def test_state_is_not_written_by_hand(self):
        with self.assertRefused("set by its own actions only", error=AccessError):
            self.card.state = "verified"
        with self.assertRefused("set by its own actions only", error=AccessError):
            self.request.document_ids = [(0, 0, {"type_id": self.paper_id.id, "state": "verified"})]

    # ----------------------------------------------------------------- change
    def test_a_change_must_be_verified_again(self):
        self._verify_papers(self.request)
        for vals in ({"number": "1"}, {"expiry_date": "2098-01-01"}, {"issue_date": "2020-01-01"}):
            with self.subTest(vals=vals):
                self.card.write(vals)
                self.assertEqual(self.card.state, "received")
                self.assertFalse(self.card.verified_by)
                self.assertFalse(self.card.verified_on)
                self.card.action_verify()
        self._attach(self.card)
        self.assertEqual(self.card.state, "received")

    def test_a_rejected_paper_is_replaced(self):
        self._attach(self.card)
        self.card.action_reject("Blurred")
        self.assertEqual((self.card.state, self.card.reject_reason), ("rejected", "Blurred"))
        self._attach(self.card, b"better")
        self.assertEqual(self.card.state, "received")

    def test_reject_needs_a_reason(self):
        with self.assertRefused("what is wrong with", self.paper_id.name):
            self.card.action_reject()
        self.card.reject_reason = "Blurred"
        self.card.action_reject()
        self.assertEqual(self.card.state, "rejected")
        self.assertIn(self.paper_id.name, self.request.missing_text)

    def test_expiry_is_not_before_issue(self):
        with self.assertRefused("the expiry date lies before the issue date", error=ValidationError):
            self.card.write({"issue_date": "2026-02-01", "expiry_date": "2026-01-01"})

    def test_papers_of_a_decided_request_stay(self):
        request = self._approve()
        paper = request.document_ids[0]
        for change in (
            lambda: paper.write({"number": "1"}),
            paper.action_receive,
            paper.action_verify,
            lambda: paper.action_reject("x"),
        ):
            with self.assertRefused("“Approved”; this step needs"):
                change()

    # ----------------------------------------------------------------- delete
    def _extra(self):
        """Return a line that the programme does not ask for."""
        deed = self.env["beneficiary.document.type"].create({"name": "Test deed", "required": False})
        self.request.document_ids = [(0, 0, {"type_id": deed.id, "number": "1"})]
        return self.request.document_ids.filtered(lambda d: d.type_id == deed)

    def test_the_programmes_checklist_stays(self):
        with self.assertRefused(f"The programme asks for “{self.paper_id.name}”", "cannot be deleted"):
            self.card.unlink()

    def test_what_was_handed_in_is_not_deleted(self):
        extra = self._extra()
        self._submit(self.request)
        with self.assertRefused("Test deed", "was handed in and cannot be deleted"):
            extra.unlink()

    def test_another_line_of_a_draft_is_deleted(self):
        self._extra().unlink()
        self.assertEqual(self.request.document_ids, self.card | self.income)

    def test_negative_age(self):
        with self.assertDatabaseRefuses("beneficiary.document.type", "cannot be negative"):
            self.paper_income.max_age_days = -1
