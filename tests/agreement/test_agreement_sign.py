from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import AgreementCommon

OTHER_IMAGE = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="


@tagged("post_install", "-at_install")
class TestAgreementSign(AgreementCommon):
    def test_both_signatures_put_it_in_force(self):
        agreement = self._sent()
        agreement.with_user(self.delegate).sign_party(" Fatimah ", self.signature)
        self.assertEqual((agreement.state, agreement.party_signer), ("signed", "Fatimah"))
        self.assertEqual(agreement.party_collected_by, self.delegate)
        self.assertTrue(agreement.check_integrity())
        self.assertTrue(any("Sign for the association" in text for text in self._activities(agreement)))
        agreement.sign_association(self.signature)
        self.assertEqual((agreement.state, agreement.association_user_id), ("active", self.officer))
        self.assertTrue(agreement.check_integrity())
        self.assertIn("It is in force", self._notes(agreement))

    def test_the_association_may_sign_first(self):
        agreement = self._sent()
        agreement.sign_association(self.signature)
        self.assertEqual(agreement.state, "sent")
        with self.assertRefused("is signed and cannot be changed"):
            agreement.sudo().write({"state": "sent", "text": "<p>Other</p>", "liability_limits": "None"})
        agreement.sign_party("Fatimah", self.signature)
        self.assertEqual(agreement.state, "active")
        self.assertTrue(agreement.check_integrity())

    def test_signed_once_only(self):
        agreement = self._sent()
        agreement.sign_party("Fatimah", self.signature)
        with self.assertRefused("is already signed"):
            agreement.sign_party("Somebody", self.signature)
        agreement.sign_association(self.signature)
        with self.assertRefused("already signed for the association"):
            agreement.sign_association(self.signature)
        self.assertEqual(agreement.party_signer, "Fatimah")

    def test_a_draft_is_not_signed(self):
        agreement = self._agreement()
        for call in (
            lambda: agreement.sign_party("Fatimah", self.signature),
            lambda: agreement.sign_association(self.signature),
        ):
            with self.assertRefused("this step needs"):
                call()

    def test_name_and_drawing_are_needed(self):
        agreement = self._sent()
        for name, signature, text in (
            ("", self.signature, "Write the name"),
            ("Fatimah", False, "The signature is missing"),
            ("Fatimah", b"bm8gaW1hZ2U=", "not a readable image"),
        ):
            with self.assertRefused(text):
                agreement.sign_party(name, signature)
        with self.assertRefused("The signature is missing"):
            agreement.sign_association(False)
        self.assertFalse(agreement.party_signed_on)

    def test_a_delegate_does_not_sign_for_the_association(self):
        agreement = self._sent()
        with self.assertRefused("Relations Officer", error=AccessError):
            agreement.with_user(self.delegate).sign_association(self.signature)

    def test_nobody_signs_for_the_association_with_himself(self):
        agreement = self._sent(partner_id=self.officer.partner_id.id)
        agreement.sign_party("Officer", self.signature)
        with self.assertRefused("an agreement with you"):
            agreement.sign_association(self.signature)
        agreement.with_user(self.manager).sign_association(self.signature)
        with self.assertRefused("an agreement with you"):
            agreement.line_ids.action_perform()
        with self.assertRefused("an agreement with you"):
            agreement.action_terminate("Because")

    def test_the_terms_that_were_read_are_signed(self):
        agreement = self._sent()
        digest = agreement._digest()
        agreement.action_draft()
        agreement.text = "<p>Other</p>"
        agreement.action_send()
        with self.assertRefused("was changed since you opened it"):
            agreement._sign_party("Fatimah", self.signature, digest=digest)
        agreement._sign_party("Fatimah", self.signature, digest=agreement._digest())
        self.assertEqual(agreement.state, "signed")
        self.assertFalse(agreement.party_collected_by)

    # ------------------------------------------------------------------ frozen
    def test_what_is_signed_does_not_change_even_for_the_superuser(self):
        agreement = self._active().sudo()
        for vals in (
            {"subject": "Other"},
            {"text": "<p>Other</p>"},
            {"date_end": "2030-01-01"},
            {"partner_id": self.company.partner_id.id},
            {"party_name": "Somebody"},
            {"party_signature": OTHER_IMAGE},
            {"association_signer": "Somebody"},
            {"content": {}},
            {"content_hash": "0"},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                agreement.write(vals)
        for vals in ({"description": "Other"}, {"due_date": "2030-01-01"}, {"amount": 5}, {"whose": "party"}):
            with self.subTest(vals=vals), self.assertRefused("signed agreement"):
                agreement.line_ids.write(vals)
        for record in (agreement, agreement.line_ids):
            with self.assertRaises(UserError):
                record.unlink()
        self.assertTrue(agreement.check_integrity())

    def test_the_stored_drawing_does_not_change(self):
        agreement = self._active()
        drawings = self.env["ir.attachment"].search(
            [("res_model", "=", agreement._name), ("res_id", "=", agreement.id), ("res_field", "like", "signature")]
        )
        self.assertEqual(len(drawings), 2)
        for drawing in drawings:
            with self.assertRefused("is signed and cannot be changed"):
                drawing.sudo().write({"datas": OTHER_IMAGE})

    def test_no_line_is_added_to_what_is_signed(self):
        agreement = self._active()
        with self.assertRefused("is signed and cannot be changed"):
            agreement.write({"line_ids": [self._line()]})
        with self.assertRefused("is signed and cannot be changed"):
            self.env["beneficiary.agreement.line"].with_user(self.officer).create(
                {"agreement_id": agreement.id, "description": "More"}
            )

    def test_tampering_is_noticed(self):
        for table, column, value in (
            ("beneficiary_agreement", "text", "<p>Other</p>"),
            ("beneficiary_agreement", "party_signer", "Somebody"),
            ("beneficiary_agreement", "association_signer", "Somebody"),
            ("beneficiary_agreement", "date_end", "2030-01-01"),
            ("beneficiary_agreement_line", "amount", 7),
            ("beneficiary_agreement_line", "description", "Other"),
        ):
            with self.subTest(column=column):
                agreement = self._active()
                self.env.flush_all()
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET %s = %s WHERE %s = %s",
                        SQL.identifier(table),
                        SQL.identifier(column),
                        value,
                        SQL.identifier("id" if table == "beneficiary_agreement" else "agreement_id"),
                        agreement.id,
                    )
                )
                self.env.invalidate_all()
                self.assertFalse(agreement.check_integrity())

    def test_an_unsigned_agreement_proves_nothing(self):
        self.assertFalse(self._sent().check_integrity())

    def test_what_comes_round_again_is_no_tampering(self):
        agreement = self._active(line_ids=[self._line(recurrence="monthly")])
        agreement.line_ids.action_perform()
        self.assertEqual(len(agreement.line_ids), 2)
        self.assertTrue(agreement.check_integrity())

    # ------------------------------------------------------------------ screen
    def test_signed_at_the_counter(self):
        agreement = self._sent()
        action = agreement.with_user(self.delegate).action_sign_on_screen()
        wizard = self.env["beneficiary.agreement.sign"].with_user(self.delegate).with_context(**action["context"])
        wizard = wizard.create({"signature": self.signature})
        self.assertEqual(wizard.signer_name, self.person.name)
        for words in ("We support the rent.", "Pay the rent", "First amicably"):
            self.assertIn(words, str(wizard.text))
        wizard.action_sign()
        self.assertEqual(agreement.state, "signed")
        action = agreement.action_sign_for_association()
        wizard = self.env["beneficiary.agreement.sign"].with_user(self.officer).with_context(**action["context"])
        wizard = wizard.create({"signature": self.signature})
        self.assertEqual(wizard.signer_name, self.officer.name)
        wizard.action_sign()
        self.assertEqual(agreement.state, "active")
