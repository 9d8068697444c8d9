from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import ProfileCommon


@tagged("post_install", "-at_install")
class TestQualification(ProfileCommon):
    """A qualification counts when an officer has compared it with its proof."""

    # --------------------------------------------------------------- verifying
    def test_only_verified_qualifications_count(self):
        low, high = self._qualification(level_id=self.primary.id), self._qualification()
        self.assertEqual((self.person.qualification_rank, self.person.qualification_level_id.id), (0, False))
        low.action_verify()
        self.assertEqual(self.person.qualification_level_id, self.primary)
        high.action_verify()
        self.assertEqual(self.person.qualification_level_id, self.bachelor)
        self.assertEqual(self.person.qualification_rank, self.bachelor.rank)
        self.assertEqual((high.state, high.verified_by), ("verified", self.officer))
        found = self.env["beneficiary.beneficiary"].search(
            [("qualification_rank", ">=", 60), ("company_id", "=", self.company.id)]
        )
        self.assertEqual(found, self.person.with_env(self.env))

    def test_the_rank_follows_the_configuration(self):
        self._qualification().action_verify()
        self.bachelor.with_user(self.manager).rank = 65
        self.assertEqual(self.person.qualification_rank, 65)

    def test_a_rejected_one_counts_no_more(self):
        qualification = self._qualification()
        qualification.action_verify()
        qualification.action_reject("It is of another person.")
        self.assertEqual(self.person.qualification_rank, 0)
        self.assertEqual(qualification.reject_reason, "It is of another person.")
        self.assertEqual(qualification.verified_by, self.officer)

    def test_a_rejection_needs_a_reason(self):
        qualification = self._qualification()
        with self.assertRefused("Reject Reason", "Nursing"):
            qualification.action_reject(" ")
        qualification.reject_reason = "Not readable"
        qualification.action_reject()
        self.assertEqual(qualification.state, "rejected")

    def test_nothing_is_verified_without_a_proof(self):
        qualification = self._qualification(attachment_ids=False)
        with self.assertRefused("Add the proof"):
            qualification.action_verify()

    def test_a_delegate_maintains_and_does_not_verify(self):
        qualification = self._qualification(user=self.delegate)
        qualification.institution = "University of Tabuk"
        with self.assertRefused("Relations Officer", error=AccessError):
            qualification.action_verify()

    def test_nobody_verifies_his_own(self):
        own = self._own_file()
        qualification = self._qualification(own)
        for action in (qualification.action_verify, lambda: qualification.action_reject("No")):
            with self.assertRefused("your own file"):
                action()
        qualification.with_user(self.colleague).action_verify()
        self.assertEqual(qualification.state, "verified")

    def test_the_state_is_not_set_over_rpc(self):
        with self.assertRefused("set by its own actions", error=AccessError):
            self._qualification(state="verified")
        with self.assertRefused("set by its own actions", error=AccessError):
            self._qualification().write({"verified_by": self.officer.id})

    # ---------------------------------------------------------------- changing
    def test_a_change_makes_it_a_claim_again(self):
        qualification = self._qualification()
        for vals in ({"level_id": self.primary.id}, {"institution": "Other"}, {"attachment_ids": [(5, 0, 0)]}):
            qualification.sudo().attachment_ids = self._proof().sudo()
            qualification.action_verify()
            qualification.write(vals)
            with self.subTest(vals=vals):
                self.assertEqual((qualification.state, qualification.verified_by.id), ("claimed", False))
                self.assertEqual(self.person.qualification_rank, 0)

    def test_another_file_in_place_of_the_proof_is_noticed(self):
        qualification = self._qualification()
        qualification.action_verify()
        qualification.attachment_ids.raw = b"something else"
        self.assertEqual(qualification.state, "claimed")
        qualification.action_verify()
        qualification.attachment_ids.unlink()
        self.assertEqual(qualification.state, "claimed")

    def test_a_verified_one_is_not_deleted(self):
        qualification = self._qualification()
        qualification.action_verify()
        with self.assertRefused("cannot be deleted", "Nursing"):
            qualification.unlink()
        self._qualification().unlink()

    def test_it_stays_with_its_person(self):
        with self.assertRefused("set by its own actions", error=AccessError):
            self._qualification().beneficiary_id = self._create_beneficiary("Other")

    def test_a_date_in_the_future(self):
        with self.assertRefused("Awarded on", "future", error=ValidationError):
            self._qualification(date_awarded="2099-01-01")

    def test_merging_takes_everything_along(self):
        other = self._create_beneficiary("Twin", volunteer_platform_number="5501", ability_ids=[(4, self.driving.id)])
        self._qualification(other).action_verify()
        self.env["beneficiary.merge"].with_user(self.manager).create(
            {"beneficiary_ids": [(6, 0, (self.person | other).ids)], "target_id": self.person.id}
        ).action_merge()
        self.assertEqual(self.person.qualification_level_id, self.bachelor)
        self.assertEqual(self.person.volunteer_platform_number, "5501")
        self.assertEqual(self.person.ability_ids, self.driving.with_env(self.person.env))
        self.assertEqual(other.qualification_rank, 0)

    def test_many_files_cost_as_much_as_a_few(self):
        def verify(count):
            people = self.env["beneficiary.beneficiary"].create(
                [{"name": f"P{i}", "identity_type": "none", "company_id": self.company.id} for i in range(count)]
            )
            rows = self.env["beneficiary.qualification"].create(
                [
                    {"beneficiary_id": p.id, "level_id": self.primary.id, "attachment_ids": [(4, self._proof().id)]}
                    for p in people
                ]
            )
            cost = self._count_queries(rows.action_verify)
            self.assertEqual(set(people.mapped("qualification_rank")), {self.primary.rank})
            return cost

        verify(2)  # warms the caches
        few = verify(5)
        self.assertLessEqual(verify(40), few + 3)


@tagged("post_install", "-at_install")
class TestExperience(ProfileCommon):
    """Months of verified work, those that overlap once."""

    def test_full_months(self):
        for date_from, date_to, months in (
            ("2020-01-01", "2020-12-31", 12),
            ("2020-01-01", "2020-12-30", 11),
            ("2020-01-15", "2020-02-14", 1),
            ("2020-03-05", "2020-03-06", 0),
        ):
            with self.subTest(date_from=date_from, date_to=date_to):
                self.assertEqual(self._experience(date_from, date_to).months, months)

    def test_only_verified_months_count_and_overlaps_once(self):
        first = self._experience("2020-01-01", "2020-12-31")
        second = self._experience("2020-07-01", "2021-06-30")
        self._experience("2010-01-01", "2014-12-31")
        (first | second).action_verify()
        self.assertEqual(self.person.experience_months, 18)
        second.date_to = "2021-07-31"
        self.assertEqual((second.state, self.person.experience_months), ("claimed", 12))

    def test_work_that_goes_on_counts_to_the_day_of_its_verification(self):
        with self._at("2026-01-10 08:00:00"):
            work = self._experience("2025-01-01")
        with self._at("2026-07-01 08:00:00"):
            work.action_verify()
            self.assertEqual((str(work.counted_to), work.months), ("2026-07-01", 18))
        with self._at("2028-01-01 08:00:00"):
            work.invalidate_recordset()
            self.assertEqual((work.months, self.person.experience_months), (18, 18))

    def test_dates_that_cannot_be(self):
        with self.assertRefused("ends before it begins", error=ValidationError):
            self._experience("2020-02-01", "2020-01-01")
        with self.assertRefused("future", error=ValidationError):
            self._experience("2099-01-01")
