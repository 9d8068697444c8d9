from odoo.tests import tagged

from .common import DepositCommon


@tagged("post_install", "-at_install")
class TestPenalty(DepositCommon):
    """A penalty clause is signed as it stands, once, and never changes (R-60)."""

    def _sign_clause(self, case=None):
        return (case or self.case).with_user(self.officer).sign_penalty("Fatimah", self.signature)

    def test_exact_text_is_kept(self):
        penalty = self._sign_clause()
        self.assertIn("Whoever withdraws pays 300.", penalty.text)
        self.assertIn(self.person.name, penalty.text)
        self.assertEqual((penalty.signer_name, penalty.collected_by), ("Fatimah", self.officer))
        self.academic.penalty_clause = "Whoever withdraws pays 900."
        self.assertIn("pays 300", penalty.text)
        self.assertTrue(penalty.check_integrity())
        self.assertEqual(self.case.seriousness_state, "penalty")
        self.assertEqual(self.case._eligibility_fee(), {self.case.id: ("passed", "Clause signed")})

    def test_tampering_is_noticed(self):
        penalty = self._sign_clause()
        self.env.flush_all()
        self.env.cr.execute("UPDATE beneficiary_penalty SET text = 'pays 3' WHERE id = %s", (penalty.id,))
        self.env.invalidate_all()
        self.assertFalse(penalty.check_integrity())

    def test_signed_clause_is_final(self):
        penalty = self._sign_clause()
        with self.assertRefused("cannot be changed"):
            penalty.sudo().text = "pays 3"
        with self.assertRefused("cannot be changed"):
            penalty.sudo().unlink()
        self.assertIn("pays 300", penalty.text)

    def test_it_is_signed_once(self):
        self._sign_clause()
        with self.assertRefused("signed already"):
            self._sign_clause()
        self.assertEqual(len(self.case.penalty_ids), 1)

    def test_another_programme_needs_its_own(self):
        self._sign_clause()
        other = self._create_program("Another course", "penalty")
        self.case.program_id = other
        self.assertEqual(self.case._eligibility_fee()[self.case.id][0], "pending")
        self._sign_clause()
        self.assertEqual(self.case._eligibility_fee()[self.case.id][0], "passed")

    def test_clause_does_not_stand_in_for_a_fee(self):
        program = self._create_program("Fee only", "fee")
        case = self._create_request(self.person, program_id=program.id)
        with self.assertRefused("no penalty clause"):
            self._sign_clause(case)
        self.assertEqual(case._eligibility_fee()[case.id][0], "pending")

    def test_signature_is_checked(self):
        for name, signature, message in (
            ("", self.signature, "name"),
            ("Fatimah", False, "signature is missing"),
            ("Fatimah", b"bm8=", "readable image"),
        ):
            with self.subTest(message=message), self.assertRefused(message):
                self.case.sign_penalty(name, signature)
        self.assertFalse(self.case.penalty_ids)

    def test_screen(self):
        wizard = (
            self.env["beneficiary.penalty.sign"]
            .with_user(self.delegate)
            .create({"request_id": self.case.id, "signature": self.signature})
        )
        self.assertIn("Whoever withdraws pays 300.", wizard.text)
        self.assertEqual(wizard.signer_name, self.person.name)
        wizard.action_sign()
        self.assertEqual(self.case.penalty_ids.signer_name, self.person.name)
