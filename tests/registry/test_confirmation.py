from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import BeneficiaryCommon

ID = "1000000008"


@tagged("post_install", "-at_install")
class TestConfirmation(BeneficiaryCommon):
    """Who applied on the website stands apart until an officer has said who he is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.login = new_test_user(cls.env, "applicant", "base.group_portal")
        cls.visitor = cls._website_file(cls.login.partner_id, national_id=ID, phone="+966 50 999 9999")

    @classmethod
    def _website_file(cls, partner, **vals):
        """Return a file as the website makes it."""
        vals = {"partner_id": partner.id, "company_id": cls.company.id, "is_confirmed": False} | vals
        return cls.env["beneficiary.beneficiary"].sudo().create(vals)

    def _known(self, **vals):
        return self._create_beneficiary("Fatimah", identity_type="citizen", national_id=ID, **vals)

    def _wizard(self, user=None, beneficiary=None, **vals):
        beneficiary = beneficiary or self.visitor
        return (
            self.env["beneficiary.confirmation"]
            .with_user(user or self.officer)
            .create({"beneficiary_id": beneficiary.id} | vals)
        )

    # -------------------------------------------------------------- standing apart
    def test_the_number_of_somebody_known_is_taken(self):
        """Refusing it would tell the visitor that the person is known."""
        known = self._known()
        self.env.flush_all()
        self.assertEqual(self.visitor.national_id, known.national_id)
        another = self._website_file(self.env["res.partner"].create({"name": "Third"}), national_id=ID)
        self.env.flush_all()
        self.assertFalse(another.is_confirmed)

    def test_staff_still_make_no_second_file(self):
        self._known()
        with self.assertDatabaseRefuses("beneficiary.beneficiary", "already has this ID number"):
            self._known()

    def test_a_request_of_somebody_unknown_does_not_become_complete(self):
        request = self._create_request(self.visitor)
        self._verify_papers(request)
        self._sign(request)
        request.action_submit()
        self.assertEqual(request.state, "submitted")
        with self.assertRefused("confirms who the applicant is"):
            request.action_complete()
        self._wizard(answer="new").action_confirm()
        request.action_complete()
        self.assertEqual(request.state, "complete")

    def test_nobody_unknown_is_registered(self):
        with self.assertRefused("the confirmation of who the person is"):
            self.visitor.with_user(self.officer).action_register()

    def test_it_is_not_written_past_the_wizard(self):
        for user in (self.officer, self.manager):
            with self.assertRaises(AccessError):
                self.visitor.with_user(user).is_confirmed = True

    # -------------------------------------------------------------- new person
    def test_a_new_person(self):
        wizard = self._wizard()
        self.assertEqual((wizard.answer, wizard.target_id.id), ("new", False))
        wizard.action_confirm()
        self.assertTrue(self.visitor.is_confirmed)
        self.assertIn("identity of the person was confirmed", self._notes(self.visitor))
        with self.assertRefused("is confirmed already"):
            self._wizard(answer="new").action_confirm()

    def test_somebody_known_is_not_confirmed_as_new(self):
        self._known()
        with self.assertRefused("Another file has this ID number"):
            self._wizard(answer="new").action_confirm()
        self.assertFalse(self.visitor.is_confirmed)

    def test_somebody_known_whose_file_is_archived(self):
        self._known().active = False
        try:
            with mute_logger("odoo.sql_db"):
                self._wizard(answer="new").action_confirm()
                self.env.flush_all()
        except IntegrityError as error:
            self.fail(f"people read the error of the database: {error}")

    # ---------------------------------------------------------- somebody known
    def test_the_wizard_proposes_who_it_is(self):
        known = self._known()
        wizard = self._wizard()
        self.assertEqual((wizard.answer, wizard.target_id), ("known", known))

    def test_everything_goes_to_the_known_file(self):
        known = self._known(phone="+966 50 111 1111")
        self.visitor.family_member_ids = [(0, 0, {"name": "Yusuf", "relation": "son"})]
        request = self._create_request(self.visitor)
        self._wizard().action_confirm()
        self.assertEqual(request.beneficiary_id, known)
        self.assertEqual(request.partner_id, known.partner_id)
        self.assertEqual(known.family_member_ids.mapped("name"), ["Yusuf"], "no household was known")
        self.assertEqual(self.login.partner_id, known.partner_id, "the login sees the known file from now on")
        files = self.env["beneficiary.beneficiary"]
        self.assertEqual(files._portal_own_file(self.login, self.company), known)
        self.assertEqual((self.visitor.active, self.visitor.merged_into_id), (False, known))
        self.assertEqual(known.phone, "+966 50 999 9999", "the applicant said how he is reached now")
        self.assertFalse(known.file_number)

    def test_what_is_known_stays_when_wanted(self):
        known = self._known(phone="+966 50 111 1111")
        known.family_member_ids = [(0, 0, {"name": "Hind", "relation": "daughter"})]
        self.visitor.family_member_ids = [(0, 0, {"name": "Yusuf", "relation": "son"})]
        self._wizard(take_over=False).action_confirm()
        self.assertEqual(known.phone, "+966 50 111 1111")
        self.assertEqual(known.family_member_ids.mapped("name"), ["Hind"], "the household that is known stays")

    def test_a_signed_request_of_the_known_file_is_signed_again(self):
        known = self._known(phone="+966 50 111 1111")
        request = self._submit(self._create_request(known))
        self._wizard().action_confirm()
        self.assertEqual(request.declaration_ids.state, "void")

    def test_the_file_must_be_chosen_and_confirmed(self):
        with self.assertRefused("Choose the file"):
            self._wizard(answer="known", target_id=False).action_confirm()
        other = self._website_file(self.env["res.partner"].create({"name": "Third"}))
        with self.assertRefused("whose person is confirmed"):
            self._wizard(answer="known", target_id=other.id).action_confirm()

    def test_the_file_of_another_association_is_out_of_reach(self):
        company = self._create_other_company()
        foreign = self.env["beneficiary.beneficiary"].create(
            {"name": "Foreign", "identity_type": "none", "company_id": company.id}
        )
        with mute_logger("odoo.addons.base.models.ir_rule"), self.assertRaises(AccessError):
            self._wizard(answer="known", target_id=foreign.id).action_confirm()
        self.assertFalse(self.visitor.merged_into_id)

    def test_pending_corrections_do_not_stop_it(self):
        known = self._known()
        corrections = self.env["beneficiary.correction"]
        first = corrections._ask(known, known, {"city": "Abha"})
        second = corrections._ask(self.visitor, self.visitor, {"city": "Taif"})
        self._wizard().action_confirm()
        self.env.flush_all()
        self.assertEqual((first.state, second.state), ("pending", "refused"))
        self.assertEqual(second.beneficiary_id, known)

    # --------------------------------------------------------------------- roles
    def test_officers_of_any_branch_confirm(self):
        self.visitor.branch_id = self.other_branch
        self._wizard(answer="new").action_confirm()
        self.assertTrue(self.visitor.is_confirmed)

    def test_delegates_do_not_confirm(self):
        self.visitor.branch_id = self.branch
        with mute_logger("odoo.addons.base.models.ir_model"), self.assertRaises(AccessError):
            self._wizard(self.delegate, answer="new")
        with self.assertRaises(AccessError):
            self._wizard(answer="new").with_user(self.delegate).action_confirm()
