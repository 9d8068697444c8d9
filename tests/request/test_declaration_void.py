from odoo import fields
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestDeclarationVoid(BeneficiaryCommon):
    """Any later change of what was signed voids the declaration; anything else leaves it alone (R-44)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.beneficiary = cls._create_beneficiary("Fatimah", phone="0501234567", email="f@example.org")
        cls.member = (
            cls.env["beneficiary.family.member"]
            .with_user(cls.officer)
            .create({"beneficiary_id": cls.beneficiary.id, "name": "Sami", "relation": "son"})
        )
        cls.request = cls._create_request(cls.beneficiary)
        cls.card, cls.income = cls.request.document_ids
        cls.card.write({"number": "77", "expiry_date": "2099-01-01"})
        cls.card.attachment_ids = (
            cls.env["ir.attachment"].with_user(cls.officer).create({"name": "card.txt", "raw": b"card", "res_id": 0})
        )
        cls.declaration = cls.request.sign_declaration("Fatimah", cls.signature)

    def assertVoid(self):
        self.assertEqual(self.declaration.state, "void")
        self.assertEqual(self.declaration.void_reason, "What was signed has been changed.")
        self.assertFalse(self.request.declaration_id)

    def assertValid(self):
        self.assertEqual(self.declaration.state, "valid")
        self.assertEqual(self.request.declaration_id, self.declaration)

    # ------------------------------------------------------------ the request
    def test_amount(self):
        self.request.amount_requested = 2000
        self.assertVoid()

    def test_description(self):
        self.request.description = "Something else"
        self.assertVoid()

    def test_programme(self):
        self.request.program_id = self.program.copy({"name": "Other", "document_type_ids": [(6, 0, [])]})
        self.assertVoid()

    def test_applicant(self):
        self.request.beneficiary_id = self._create_beneficiary("Sarah")
        self.assertVoid()

    def test_the_same_value_again(self):
        self.request.write({"amount_requested": 1000, "description": False})
        self.assertValid()

    def test_what_was_not_signed(self):
        self.request.write({"priority": "1", "user_id": self.manager.id})
        self.request.channel_id = self.env.ref("beneficiary.channel_phone")
        self.assertValid()

    def test_several_requests_in_one_write(self):
        other = self._create_request(self.beneficiary)
        declaration = self._sign(other)
        (self.request | other).write({"amount_requested": 3})
        self.assertVoid()
        self.assertEqual(declaration.state, "void")

    # ------------------------------------------------------------- the person
    def test_person(self):
        for vals in (
            {"name": "Fatima"},
            {"phone": "0507654321"},
            {"identity_type": "citizen", "national_id": "1012345672"},
            {"birth_date": "1990-01-01"},
            {"marital_status": "widowed"},
            {"city": "Tabuk"},
        ):
            with self.subTest(vals=vals):
                declaration = self._sign(self.request)
                self.beneficiary.write(vals)
                self.assertEqual(declaration.state, "void")

    def test_person_through_the_contact(self):
        """Contacts are open to other screens, and to the person on the portal."""
        self.beneficiary.partner_id.sudo().write({"name": "Fatima"})
        self.assertVoid()

    def test_person_spelled_otherwise_but_the_same(self):
        self.beneficiary.phone = "٠٥٠ ١٢٣ ٤٥٦٧"
        self.assertValid()

    def test_what_the_file_says_besides(self):
        self.beneficiary.write(
            {"agreed_medium": "email", "branch_id": self.other_branch.id, "email": "new@example.org"}
        )
        self.beneficiary.category_ids |= self.env.ref("beneficiary.category_widow")
        self.assertValid()

    def test_another_person(self):
        self._create_beneficiary("Sarah").name = "Sara"
        self.assertValid()

    # ---------------------------------------------------------- the household
    def test_household_member_changed(self):
        self.member.birth_date = "2015-01-01"
        self.assertVoid()

    def test_household_member_added(self):
        self.beneficiary.family_member_ids = [(0, 0, {"name": "Salma", "relation": "daughter"})]
        self.assertVoid()

    def test_household_member_removed(self):
        self.member.unlink()
        self.assertVoid()

    def test_note_on_a_household_member(self):
        self.member.write({"note": "Studies in Tabuk", "is_studying": True})
        self.assertValid()

    # ------------------------------------------------------------- the papers
    def test_covered_paper_changed(self):
        self.card.number = "78"
        self.assertVoid()

    def test_covered_paper_gets_another_file(self):
        self.card.attachment_ids = (
            self.env["ir.attachment"]
            .with_user(self.officer)
            .create({"name": "other.txt", "raw": b"other", "res_id": 0})
        )
        self.assertVoid()

    def test_file_of_a_covered_paper_replaced_in_place(self):
        self.card.attachment_ids.raw = b"something else"
        self.assertVoid()

    def test_file_of_a_covered_paper_deleted(self):
        self.card.attachment_ids.unlink()
        self.assertVoid()

    def test_covered_paper_deleted(self):
        deed = self.env["beneficiary.document.type"].create({"name": "Test deed", "required": False})
        self.request.document_ids = [(0, 0, {"type_id": deed.id, "number": "5"})]
        self.assertValid()
        declaration = self._sign(self.request)
        self.assertIn("Test deed", declaration.text)
        self.request.document_ids.filtered(lambda d: d.type_id == deed).unlink()
        self.assertEqual(declaration.state, "void")

    def test_missing_paper_added_later(self):
        self.income.write({"number": "1", "issue_date": fields.Date.today()})
        self.assertEqual(self.income.state, "received")
        self.assertValid()

    def test_line_added_later(self):
        self.request.document_ids = [(0, 0, {"type_id": self.paper_income.id, "number": "5"})]
        self.assertValid()

    def test_paper_verified_or_rejected(self):
        self.card.action_verify()
        self.assertValid()
        self.card.action_reject("Blurred")
        self.assertValid()

    # -------------------------------------------------------------- afterwards
    def test_a_note_tells_it(self):
        self.request.amount_requested = 2000
        note = self.request.message_ids.filtered(lambda m: "is void" in m.body)
        self.assertEqual(len(note), 1)
        self.assertIn("The declaration of Fatimah is void: What was signed has been changed.", note.body)
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"), "the applicant is not written to")

    def test_a_void_declaration_stops_the_submission(self):
        self.request.amount_requested = 2000
        with self.assertRefused("the declaration is not signed"):
            self.request.action_submit()
        self._sign(self.request)
        self.request.action_submit()
        self.assertEqual(self.request.state, "submitted")

    def test_a_void_declaration_stops_the_decision(self):
        item = self._review(self.request)
        self.beneficiary.city = "Tabuk"
        self._vote(item, {self.chair: "for", self.secretary: "for"})
        chair_item = item.with_user(self.chair)
        chair_item.write({"reason": "In need", "early_reason": "Urgent"})
        with self.assertRefused("was changed after it was signed", self.request.name):
            chair_item.action_decide()
        self._sign(self.request)
        chair_item.action_decide()
        self.assertEqual(self.request.state, "approved")

    def test_after_the_decision_the_person_may_move(self):
        request = self._approve(self.request)
        declaration = request.declaration_id
        self.beneficiary.write({"city": "Tabuk", "phone": "0507654321"})
        self.assertEqual(declaration.state, "valid")
        self.assertTrue(declaration.check_integrity())
