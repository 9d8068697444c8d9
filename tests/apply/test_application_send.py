from werkzeug.datastructures import MultiDict

from odoo.tests import tagged

from .common import PDF, ApplyCommon, upload


@tagged("post_install", "-at_install")
class TestApplicationSend(ApplyCommon):
    """An application becomes a request: everything at once, signed as it was read, or nothing."""

    def _guardianship(self):
        """Return the file of A, and that of his ward."""
        own = self._file_of(self.user_a)
        ward = self._create_beneficiary("Yusuf", identity_type="citizen", national_id="1012345672")
        guardianship = self.env["beneficiary.guardian"].create(
            {"beneficiary_id": ward.id, "guardian_id": own.id, "deed_number": "77", "date_from": "2020-01-01"}
        )
        guardianship.with_user(self.officer).action_verify()
        return own, ward, guardianship

    def test_a_stranger_applies(self):
        known = self._create_beneficiary("Known", identity_type="citizen", national_id="1012345672")
        draft = self._begin(
            member_name=["Ahmad"], member_relation=["son"], member_birth_date=["2010-01-01"], member_national_id=[""]
        )
        self._fill(draft)
        text, digest = draft._declaration_text()
        reference = draft.reference
        self.assertFalse(
            self.env["beneficiary.request"].search([("name", "=", reference), ("company_id", "=", self.company.id)]),
            "only looked at",
        )
        request = draft._send("Fatimah", self.signature, digest)
        self.assertEqual(request.declaration_id.text, text)
        self.assertIn("Fatimah bint Ahmad", text)
        self.assertEqual(request.name, reference)
        self.assertEqual((request.state, request.origin, request.channel_id.code), ("submitted", "portal", "website"))
        self.assertFalse(request.user_id | request.assisted_by_id | request.declaration_id.collected_by)
        person = request.beneficiary_id
        self.assertNotEqual(person, known)
        self.assertFalse(person.is_confirmed)
        self.assertEqual((person.national_id, person.phone), ("1012345672", "+966 50 123 4567"))
        self.assertEqual(person.family_member_ids.mapped("name"), ["Ahmad"])
        self.assertEqual(request.document_ids.mapped("state"), ["received", "received"])
        self.assertEqual(request.document_ids.attachment_ids.mapped("raw"), [PDF, PDF])
        self.assertEqual(set(request.document_ids.attachment_ids.mapped("res_model")), {"beneficiary.document"})
        self.assertTrue(request.declaration_id.check_integrity())
        self.assertEqual(request.declaration_id.capacity, "self")
        self.assertIn("acknowledgement", request.notice_ids.mapped("kind"))
        # nothing is left of what was typed
        self.assertEqual(draft.state, "sent")
        self.assertFalse(draft.name or draft.national_id or draft.document_ids or draft.member_ids)

    def test_what_was_not_read_is_not_signed(self):
        draft = self._fill()
        _text, digest = draft._declaration_text()
        draft._save_step("questions", MultiDict({"description": "Something else", "amount_requested": "9000"}))
        for given in (digest, "", "0" * 64):
            with self.assertRefused("changed since you read it"), self.env.cr.savepoint():
                draft._send("Fatimah", self.signature, given)
        self.assertEqual(draft.state, "draft")
        with self.assertRefused("signature is missing"):
            draft._send("Fatimah", "", digest)

    def test_a_file_that_is_exchanged_changes_the_digest(self):
        draft = self._fill()
        _text, digest = draft._declaration_text()
        line = draft.document_ids[0]
        line.attachment_ids.unlink()
        self.assertNotEqual(draft._declaration_text()[1], digest)

    def test_nothing_is_sent_twice_or_unfinished(self):
        draft = self._fill()
        self._send(draft)
        with self.assertRefused("sent already"):
            draft._declaration_text()
        with self.assertRefused("Choose what you apply for"):
            self._begin()._declaration_text()

    def test_with_a_login_and_without_a_file(self):
        request = self._send(self._fill(self._begin(self.user_a)))
        self.assertEqual(request.partner_id, self.user_a.partner_id)
        self.assertFalse(request.beneficiary_id.is_confirmed)
        self.assertNotIn("account", request.notice_ids.mapped("kind"))
        self.assertEqual(self.model._own_files(self.user_a, self.company), request.beneficiary_id)

    def test_with_a_file(self):
        own = self._file_of(self.user_a)
        draft = self._begin(self.user_a, for_beneficiary=str(own.id), name="Somebody else")
        request = self._send(self._fill(draft))
        self.assertEqual((request.beneficiary_id, own.name), (own, self.user_a.name))

    def test_papers_that_were_seen_are_not_sent_again(self):
        own = self._file_of(self.user_a)
        before = self._create_request(own.with_user(self.officer))
        paper = before.document_ids.filtered(lambda d: d.type_id == self.paper_id)
        paper.write(
            {
                "expiry_date": "2099-01-01",
                "number": "55",
                "attachment_ids": [
                    (0, 0, {"name": "id.pdf", "raw": PDF, "res_model": paper._name, "res_id": paper.id})
                ],
            }
        )
        paper.action_verify()
        draft = self._begin(self.user_a, for_beneficiary=str(own.id))
        self._fill(draft, papers=False)
        self.assertEqual(draft._missing_papers(), ["Test income statement"])
        request = self._send(draft)
        line = request.document_ids.filtered(lambda d: d.type_id == self.paper_id)
        self.assertEqual((line.state, line.number, line.verified_by), ("verified", "55", self.officer))
        self.assertEqual(line.attachment_ids.mapped("raw"), [PDF])
        self.assertNotEqual(line.attachment_ids, paper.attachment_ids)
        paper.with_user(self.officer).write({"expiry_date": "2020-01-01"})
        paper.sudo().state = "verified"
        again = self._begin(self.user_a, for_beneficiary=str(own.id))
        again._save_step("program", MultiDict({"program": str(self.program.id)}))
        self.assertNotIn(paper, again._reusable_papers())

    def test_a_guardian_applies_for_the_ward(self):
        own, ward, guardianship = self._guardianship()
        draft = self._begin(self.user_a, for_beneficiary=str(ward.id))
        self.assertEqual(draft._file(), ward)
        request = self._send(self._fill(draft))
        declaration = request.declaration_id
        self.assertEqual((request.beneficiary_id, declaration.capacity), (ward, "guardian"))
        self.assertEqual(declaration.guardian_id, guardianship)
        for words in ("as guardian (Parent", "deed", "77", own.name, "Yusuf"):
            self.assertIn(words, declaration.text)
        self.assertEqual(request.declaration_id, declaration, "it is not void")
        request.write({"branch_id": request.branch_id.id, "description": request.description})
        self.assertEqual(declaration.state, "valid")

    def test_a_guardianship_that_ended_meanwhile(self):
        _own, ward, guardianship = self._guardianship()
        draft = self._fill(self._begin(self.user_a, for_beneficiary=str(ward.id)))
        _text, digest = draft._declaration_text()
        guardianship.with_user(self.officer).action_end("Of age")
        with self.assertRefused("Choose for whom"):
            draft._send("Fatimah", self.signature, digest)

    def test_assisted_by_a_delegate(self):
        draft = self._begin(self.delegate, phone="", email="", agreed_medium="letter")
        self.assertEqual(draft.assisted_by_id, self.delegate)
        request = self._send(self._fill(draft))
        self.assertEqual((request.assisted_by_id, request.branch_id), (self.delegate, self.branch))
        self.assertEqual((request.origin, request.channel_id.code), ("staff", "delegate"))
        declaration = request.declaration_id
        self.assertEqual((declaration.assisted_by_id, declaration.collected_by), (self.delegate, self.delegate))
        self.assertIn(f"{self.delegate.name} of Test association wrote this down", declaration.text)
        self.assertNotIn("account", request.notice_ids.mapped("kind"))
        self.assertFalse(request.beneficiary_id.is_confirmed)
        self.assertTrue(request.with_user(self.delegate).has_access("read"))

    def test_other_colleagues_are_visitors(self):
        for user in (self.researcher, self.finance, self.management):
            self.assertFalse(self.model._may_assist(user))
        draft = self._begin(self.researcher)
        self.assertFalse(draft.assisted_by_id)
        request = self._send(self._fill(draft))
        self.assertNotEqual(request.partner_id, self.researcher.partner_id)


@tagged("post_install", "-at_install")
class TestApplicationComplete(ApplyCommon):
    """Where the policy takes in complete requests only (R-43)."""

    template = "samtah"

    def test_a_reason_is_asked_for_what_is_missing(self):
        draft = self._fill(papers=False)
        self.assertIn("incomplete_reason", draft._problems("documents"))
        with self.assertRefused("Papers are missing"):
            draft._declaration_text()
        draft._save_step("documents", MultiDict({"incomplete_reason": "The employer is slow"}))
        request = self._send(draft)
        self.assertEqual((request.state, request.incomplete_reason), ("submitted", "The employer is slow"))

    def test_with_all_papers_no_reason_is_asked(self):
        request = self._send(self._fill())
        self.assertEqual(request.state, "submitted")
        self.assertIn("has to see the papers", request.incomplete_reason)

    def test_the_file_is_taken_in_with_a_name_made_safe(self):
        draft = self._fill(papers=False)
        name = f"photo_{self.paper_id.id}"
        draft._save_step("documents", MultiDict(), MultiDict([(name, upload("../a\u202e.pdf", PDF))]))
        self.assertEqual(draft.document_ids.attachment_ids.name, "a.pdf")
