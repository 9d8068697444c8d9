from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestGuardian(BeneficiaryCommon):
    """A guardian acts for a ward from when an officer has seen the deed until it ends."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ward = cls._create_beneficiary("Yusuf")
        cls.login = new_test_user(cls.env, "mother", "base.group_portal")
        cls.mother = cls.env["beneficiary.beneficiary"].create(
            {"partner_id": cls.login.partner_id.id, "identity_type": "none", "company_id": cls.company.id}
        )
        cls.mother.branch_id = cls.branch

    def _guardianship(self, user=None, **vals):
        vals = {"beneficiary_id": self.ward.id, "guardian_id": self.mother.id, "deed_number": "D-7"} | vals
        return self.env["beneficiary.guardian"].with_user(user or self.delegate).create(vals)

    def _files(self):
        return self.env["beneficiary.beneficiary"]._portal_files(self.login, self.company)

    def _verified(self, **vals):
        guardianship = self._guardianship(**vals).with_user(self.officer)
        guardianship.action_verify()
        return guardianship

    def test_a_delegate_records_and_an_officer_verifies(self):
        guardianship = self._guardianship()
        self.assertEqual((guardianship.state, self._files()), ("pending", self.mother))
        with self.assertRaises(AccessError):
            guardianship.action_verify()
        guardianship.with_user(self.officer).action_verify()
        self.assertEqual((guardianship.state, guardianship.verified_by), ("verified", self.officer))
        self.assertEqual(self._files(), self.mother | self.ward)

    def test_the_deed_must_have_been_seen(self):
        with self.assertRefused("Write the number of the deed"):
            self._guardianship(deed_number="  ").with_user(self.officer).action_verify()

    def test_both_must_be_confirmed(self):
        self.mother.sudo().is_confirmed = False
        with self.assertRefused("Confirm first who both of them are"):
            self._guardianship().with_user(self.officer).action_verify()

    def test_it_holds_from_and_until_its_dates(self):
        self._verified(date_from="2026-02-01", date_to="2026-03-01")
        for day, acts in (("2026-01-31", False), ("2026-02-01", True), ("2026-03-01", True), ("2026-03-02", False)):
            with self.subTest(day=day), self._at(f"{day} 09:00:00"):
                self.assertEqual(self.ward in self._files(), acts)

    def test_an_ended_one_shows_nothing(self):
        guardianship = self._verified()
        guardianship.action_end("Of age")
        self.assertEqual((guardianship.state, guardianship.end_reason), ("ended", "Of age"))
        self.assertEqual(self._files(), self.mother)
        with self.assertRefused("is “Ended”"):
            guardianship.action_verify()

    def test_the_requests_of_the_ward_are_shown(self):
        request = self._create_request(self.ward)
        domain = request._portal_domain
        self.assertNotIn(request, request.search(domain(self.login, self.company)))
        self._verified()
        self.assertIn(request, request.search(domain(self.login, self.company)))

    def test_it_goes_one_step_only(self):
        """Who acts for the guardian does not act for the ward."""
        self._verified()
        grandmother = new_test_user(self.env, "grandmother", "base.group_portal")
        file = self.env["beneficiary.beneficiary"].create(
            {
                "partner_id": grandmother.partner_id.id,
                "identity_type": "none",
                "company_id": self.company.id,
                "branch_id": self.branch.id,
            }
        )
        self._verified(beneficiary_id=self.mother.id, guardian_id=file.id)
        files = self.env["beneficiary.beneficiary"]._portal_files(grandmother, self.company)
        self.assertEqual(files, file | self.mother)

    def test_nobody_is_his_own_guardian(self):
        with self.assertDatabaseRefuses("beneficiary.guardian", "Nobody is his own guardian"):
            self._guardianship(guardian_id=self.ward.id)

    def test_the_dates_are_in_order(self):
        with self.assertDatabaseRefuses("beneficiary.guardian", "lies before"):
            self._guardianship(date_from="2026-02-01", date_to="2026-01-01")

    def test_what_was_verified_stays_as_it_was(self):
        guardianship = self._verified()
        with self.assertRefused("is “Deed verified”"):
            guardianship.deed_number = "D-8"
        with self.assertRaises(AccessError):
            guardianship.guardian_id = self._create_beneficiary("Nura")
        with self.assertRefused("is ended, not deleted"):
            guardianship.with_user(self.manager).unlink()

    def test_a_delegate_names_files_of_his_branch_only(self):
        stranger = self._create_beneficiary("Nura", branch_id=self.other_branch.id)
        for vals in ({"beneficiary_id": stranger.id}, {"guardian_id": stranger.id}):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.assertRaises(AccessError),
            ):
                self._guardianship(**vals)

    def test_a_merged_file_takes_no_part(self):
        other = self._create_beneficiary("Yusuf again")
        self._merge(other, self.ward)
        with self.assertRaises(ValidationError):
            self._guardianship(beneficiary_id=other.id)

    def test_guardianships_follow_a_merge(self):
        guardianship = self._verified()
        kept = self._create_beneficiary("Yusuf, the known")
        self._merge(self.ward, kept)
        self.assertEqual(guardianship.beneficiary_id, kept)
        self.assertEqual(self._files(), self.mother | kept)

    def test_merging_guardian_and_ward_is_refused_in_words(self):
        self._verified()
        with self.assertRefused("guardian"):
            try:
                with mute_logger("odoo.sql_db"):
                    self._merge(self.ward, self.mother)
            except IntegrityError as error:
                self.fail(f"people read the error of the database: {error}")

    def _merge(self, source, target):
        wizard = self.env["beneficiary.merge"].with_user(self.manager)
        wizard.create({"beneficiary_ids": (source | target).ids, "target_id": target.id}).action_merge()
        self.env.flush_all()
