from base64 import b64encode

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from ..common import BeneficiaryCommon

FROZEN = "A signed declaration cannot be changed or deleted"


@tagged("post_install", "-at_install")
class TestDeclaration(BeneficiaryCommon):
    """The applicant confirms by signature that the data is correct (R-44)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.beneficiary = cls._create_beneficiary(
            "Fatimah", phone="0501234567", identity_type="citizen", national_id="1012345672"
        )
        cls.request = cls._create_request(cls.beneficiary, description="Rent of three months")

    def test_signed(self):
        with self._at("2026-03-01 09:00:00"):
            declaration = self.request.sign_declaration("  Fatimah ", self.signature)
        self.assertEqual(self.request.declaration_id, declaration)
        self.assertEqual(declaration.state, "valid")
        self.assertEqual(declaration.signer_name, "Fatimah")
        self.assertEqual(declaration.signature, self.signature)
        self.assertEqual(declaration.signed_on, fields.Datetime.to_datetime("2026-03-01 09:00:00"))
        self.assertEqual(declaration.collected_by, self.officer)

    def test_text_says_what_was_declared(self):
        self.request.document_ids[0].number = "77"
        text = self._sign(self.request).text
        for part in (
            "Fatimah",
            "1012345672",
            self.request.name,
            self.program.name,
            self.company.name,
            "directly responsible",
            "+966 50 123 4567",
            "Household members: 0",
            self.request.currency_id.format(1000),
            "Rent of three months",
            self.paper_id.name,
        ):
            self.assertIn(part, text)
        self.assertNotIn(self.paper_income.name, text, "a paper that is missing was not handed in")

    def test_integrity(self):
        declaration = self._sign(self.request)
        self.assertEqual(len(declaration.content_hash), 64)
        self.assertTrue(declaration.check_integrity())
        self.assertTrue(declaration.with_user(self.delegate).check_integrity())
        for column, value in (("text", "Something else"), ("content", '{"amount": 9}')):
            with self.subTest(column=column), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(
                    SQL(
                        "UPDATE beneficiary_declaration SET %s = %s WHERE id = %s",
                        SQL.identifier(column),
                        value,
                        declaration.id,
                    )
                )
                declaration.invalidate_recordset()
                self.assertFalse(declaration.check_integrity())
                savepoint.rollback()
                declaration.invalidate_recordset()

    def test_the_same_content_gives_the_same_hash(self):
        first, second = self._sign(self.request), self._sign(self.request)
        self.assertEqual(first.content_hash, second.content_hash)
        self.request.amount_requested = 5
        self.assertNotEqual(self._sign(self.request).content_hash, first.content_hash)

    def test_a_newer_signature_replaces_the_older(self):
        first = self._sign(self.request)
        second = self.request.sign_declaration("Her son", self.signature)
        self.assertEqual((first.state, second.state), ("void", "valid"))
        self.assertEqual(first.void_reason, "Replaced by a newer declaration.")
        self.assertTrue(first.voided_on)
        self.assertEqual(self.request.declaration_id, second)
        self.assertEqual(self.request.declaration_ids, first | second)

    # -------------------------------------------------------------- immutable
    def test_nobody_changes_it(self):
        declaration = self._sign(self.request)
        for vals in ({"text": "x"}, {"signer_name": "x"}, {"signature": False}, {"content_hash": "x"}, {"content": {}}):
            with self.subTest(vals=vals), self.assertRefused(FROZEN):
                declaration.sudo().write(vals)
        with self.assertRefused(FROZEN):
            declaration.sudo().unlink()

    def test_roles_neither_make_nor_change_nor_delete_one(self):
        declaration = self._sign(self.request)
        for user in (self.officer, self.manager):
            theirs = declaration.with_user(user)
            for attempt in (
                lambda d=theirs: d.write({"state": "void"}),
                lambda d=theirs: d.unlink(),
                lambda d=theirs: d.create({"request_id": self.request.id, "signer_name": "x"}),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    attempt()
            with self.subTest(user=user.login), self.assertRefused("set by its own actions", error=AccessError):
                self.request.with_user(user).declaration_id = False

    # -------------------------------------------------------------- signature
    def test_name_and_signature_are_needed(self):
        for name in (None, "", "  "):
            with self.assertRefused("Write the name of the person who signs"):
                self.request.sign_declaration(name, self.signature)
        for signature in (None, False, "", b""):
            with self.assertRefused("The signature is missing"):
                self.request.sign_declaration("Fatimah", signature)

    def test_signature_is_a_picture(self):
        for signature in (
            "not base64!",
            b64encode(b"just text"),
            b64encode(b"%PDF-1.4"),
            b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
            b64encode(b"<p>signed</p>"),
            b64encode(b"RIFF0000WEBPVP8 nothing"),
            self.signature[:40],
        ):
            with self.subTest(signature=signature), self.assertRefused("not a readable image"):
                self.request.sign_declaration("Fatimah", signature)
        self.assertFalse(self.request.declaration_ids)

    def test_signature_as_text_is_read_too(self):
        self.request.sign_declaration("Fatimah", self.signature.decode())
        self.assertTrue(self.request.declaration_id)

    def test_nothing_is_signed_after_the_decision(self):
        request = self._approve()
        with self.assertRefused("is already decided; nothing is left to sign"):
            self._sign(request)
        self.request.action_cancel()
        with self.assertRefused("is already decided; nothing is left to sign"):
            self._sign(self.request)

    def test_who_may_take_a_signature(self):
        self.assertTrue(self._sign(self.request.with_user(self.delegate)))
        for user in (self.researcher, self.management, self.finance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._sign(self.request.with_user(user))

    # ----------------------------------------------------------------- screen
    def test_screen_shows_the_text_that_is_signed(self):
        action = self.request.action_sign_declaration()
        wizard = (
            self.env["beneficiary.declaration.sign"]
            .with_user(self.officer)
            .with_context(**action["context"])
            .create({"signature": self.signature})
        )
        self.assertEqual(wizard.signer_name, "Fatimah")
        text = wizard.text
        wizard.action_sign()
        self.assertEqual(self.request.declaration_id.text, text)
        self.assertEqual(self.request.declaration_id.signer_name, "Fatimah")

    def test_screen_shows_nothing_of_other_branches(self):
        request = self._create_request(self._create_beneficiary(branch_id=self.other_branch.id))
        wizards = self.env["beneficiary.declaration.sign"].with_user(self.delegate)
        with self.assertRaises(AccessError):
            wizards.create({"request_id": request.id}).read(["text"])
