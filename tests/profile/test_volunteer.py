from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ProfileCommon


@tagged("post_install", "-at_install")
class TestVolunteer(ProfileCommon):
    """The number of the platform, and the review of the record."""

    def test_the_number_is_kept_as_digits(self):
        self.person.volunteer_platform_number = "٧٧ ٠١-٢"
        self.assertEqual(self.person.volunteer_platform_number, "77012")
        with self.assertRefused("Write its digits only", "A12", error=ValidationError):
            self.person.volunteer_platform_number = "A12"

    def test_the_number_is_unique_in_the_association(self):
        self._volunteer("Sara", "7701")
        with self.assertDatabaseRefuses("beneficiary.beneficiary", "number of the volunteering platform"):
            self.person.sudo().volunteer_platform_number = "7701"

    def test_looking_it_up(self):
        with self.assertRefused("Write the “Volunteering platform number”"):
            self.person.action_verify_platform_number()
        self.person.volunteer_platform_number = "7701"
        with self.assertRefused("Relations Officer", error=AccessError):
            self.person.with_user(self.delegate).action_verify_platform_number()
        self.person.action_verify_platform_number()
        self.assertEqual(self.person.volunteer_platform_verified_by, self.officer)
        self.person.volunteer_platform_number = "77-01"
        self.assertTrue(self.person.volunteer_platform_verified_on, "the number is the same")
        self.person.volunteer_platform_number = "7702"
        self.assertFalse(self.person.volunteer_platform_verified_on)
        self.assertFalse(self.person.volunteer_platform_verified_by)

    def test_the_review_names_what_was_looked_at(self):
        ratings = self.env["beneficiary.volunteer.rating"].with_user(self.delegate)
        first, second = ratings.create(
            [
                {"beneficiary_id": self.person.id, "entity": name, "score": score}
                for name, score in (("A", "5"), ("B", "2"))
            ]
        )
        self.assertEqual(self.person.volunteer_rating, 0, "nobody has reviewed them")
        with self.assertRefused("Write what you looked at"):
            self.person.action_review_volunteer_record("  ")
        self.person.action_review_volunteer_record("The record of the platform")
        self.assertEqual(self.person.volunteer_record_reviewed_by, self.officer)
        self.assertIn("The record of the platform", self.person.volunteer_record_reviewed_note)
        self.assertIn("Ratings by other entities: 2", self.person.volunteer_record_reviewed_note)
        self.assertEqual((first | second).reviewed_by, self.officer)
        self.assertEqual(self.person.volunteer_rating, 3.5)
        with self.assertRefused("was reviewed and cannot be changed"):
            first.text = "Better than I said"

    def test_the_review_through_its_screen(self):
        wizard = self.env["beneficiary.volunteer.step"].with_user(self.officer)
        wizard.create({"beneficiary_id": self.person.id, "text": "A call"}).action_confirm()
        self.assertIn("A call", self.person.volunteer_record_reviewed_note)

    def test_nobody_reviews_his_own_record(self):
        own = self._own_file(volunteer_platform_number="9")
        for action in (own.action_verify_platform_number, lambda: own.action_review_volunteer_record("Mine")):
            with self.assertRefused("your own file"):
                action()


@tagged("post_install", "-at_install")
class TestOpportunity(ProfileCommon):
    """Seats, abilities, and who gets a seat."""

    def test_only_volunteering_programmes(self):
        with self.assertRefused("no volunteering programme", error=ValidationError):
            self._create_opportunity(program_id=self.program.id)

    def test_the_abilities_are_compared(self):
        assignment = self._propose(self._volunteer(ability_ids=[(4, self.driving.id)]))
        self.assertEqual(assignment.covered_ability_ids, self.driving.with_env(assignment.env))
        self.assertEqual(assignment.missing_ability_ids, self.cooking.with_env(assignment.env))
        self.assertEqual((assignment.match, assignment.missing_ability_count), (50, 1))
        assignment.beneficiary_id.ability_ids |= self.cooking
        self.assertEqual((assignment.match, assignment.missing_ability_count), (100, 0))
        self.opportunity.ability_ids = False
        self.assertEqual(assignment.match, 100)

    def test_who_can_do_it(self):
        able = self._volunteer("Able", ability_ids=[(6, 0, (self.driving | self.cooking).ids)])
        self._volunteer("Half", ability_ids=[(4, self.driving.id)])
        action = self.opportunity.action_find_volunteers()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), able.with_env(self.env))

    def test_a_seat_needs_the_platform(self):
        assignment = self._propose(self._volunteer())
        with self.assertRefused("not known on the volunteering platform", "Sara"):
            assignment.action_confirm()
        assignment.beneficiary_id.volunteer_platform_number = "7701"
        assignment.beneficiary_id.action_verify_platform_number()
        assignment.action_confirm()
        self.assertEqual((assignment.state, assignment.confirmed_by), ("confirmed", self.officer))

    def test_no_more_than_the_seats(self):
        assignments = self._propose(self._volunteer("A", "1")) | self._propose(self._volunteer("B", "2"))
        third = self._propose(self._volunteer("C", "3"))
        with self.assertRefused("2 free seats", "3 are needed"):
            (assignments | third).action_confirm()
        assignments.action_confirm()
        self.assertEqual((self.opportunity.seats_taken, self.opportunity.seats_free), (2, 0))
        self.assertEqual(self.opportunity.proposed_count, 1)
        with self.assertRefused("0 free seats"):
            third.action_confirm()
        assignments[:1].action_cancel("Ill")
        third.action_confirm()
        self.assertEqual(self.opportunity.seats_taken, 2)
        with self.assertRefused("2 confirmed volunteers", error=ValidationError):
            self.opportunity.seats = 1

    def test_a_closed_one_takes_nobody(self):
        assignment = self._propose(self._volunteer(number="7701"))
        self.opportunity.action_close()
        with self.assertRefused("is closed"):
            assignment.action_confirm()
        with self.assertRefused("is closed"):
            self._propose(self._volunteer("B", "2"))
        self.opportunity.action_reopen()
        assignment.action_confirm()
        self.assertEqual(assignment.state, "confirmed")

    def test_nobody_stands_twice_on_the_list(self):
        assignment = self._propose(self.person)
        with self.assertRefused("on the list of", "already"):
            self._propose(self.person)
        assignment.action_cancel()
        self._propose(self.person)

    def test_the_request_is_the_persons_own(self):
        request = self._create_request(self._create_beneficiary("Other"))
        with self.assertRefused("is not that of", error=ValidationError):
            self._propose(self.person, request_id=request.id)
        own = self._create_request(self.person)
        self.assertEqual(self._propose(self.person, request_id=own.id), own.volunteer_assignment_ids)

    def test_nobody_confirms_himself(self):
        own = self._own_file(volunteer_platform_number="9")
        own.with_user(self.colleague).action_verify_platform_number()
        assignment = self._propose(own)
        with self.assertRefused("your own file"):
            assignment.action_confirm()

    def test_a_confirmed_one_is_not_deleted(self):
        with self.assertRefused("Cancel it instead"):
            self._confirmed().unlink()
        self._propose(self._volunteer("B")).unlink()

    def test_a_delegate_reads_what_the_association_offers(self):
        everywhere = self._create_opportunity(branch_id=False)
        theirs = self._create_opportunity(branch_id=self.other_branch.id)
        mine = self.env["beneficiary.opportunity"].with_user(self.delegate)
        self.assertEqual(mine.search([]), (self.opportunity | everywhere).with_env(mine.env))
        assignment = self._propose(self.person, everywhere, user=self.delegate)
        self.assertEqual(assignment.state, "proposed")
        with self.assertRaises(AccessError):
            everywhere.with_user(self.delegate).place = "Here"
        with self.assertRaises(UserError):
            self._propose(self.person, theirs, user=self.delegate)
        # his own volunteer at an opportunity of another branch does not break his list
        seen = self._propose(self.person, theirs).with_user(self.delegate)
        self.env.invalidate_all()
        self.assertIn("Food baskets", seen.display_name)
        self.assertEqual(len(seen.read(["display_name", "match", "missing_ability_ids", "date_from"])), 1)
