from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .common import ResearchCommon


@tagged("post_install", "-at_install")
class TestAssessment(ResearchCommon):
    def test_figures(self):
        research = self._research()
        self.assertEqual(research.household_size, 3)
        self.assertEqual(research.monthly_income, 3600)
        self.assertEqual(research.rent, 900)
        self.assertEqual(research.monthly_expense, 900 + 1200 + 100)
        self.assertEqual(research.monthly_instalment, 300)
        self.assertEqual(research.total_debt, 7200)
        self.assertEqual(research.net_income, 1100)
        self.assertEqual(research.per_capita, 1200)
        self.assertAlmostEqual(research.net_per_capita, 366.67, 2)
        research.income_ids[0].amount = 0
        self.assertEqual(research.net_income, -1900)
        research.member_ids[0].unlink()
        self.assertEqual(research.per_capita, 300)

    def test_reference_from_the_own_sequence(self):
        first, second = self._research(), self._research(self._create_beneficiary("Nura"))
        self.assertRegex(first.name, r"^SR/\d{4}/\d{5}$")
        self.assertNotEqual(first.name, second.name)
        self.assertEqual(first.display_name, first.name, "the name of the person would stand in activities and mails")

    def test_household_and_place_come_from_the_file(self):
        with self._at("2026-05-31 08:00:00"):
            research = self._research()
        self.assertEqual(research.member_ids.mapped("name"), ["Layla", "Omar"])
        self.assertEqual(research.member_ids.mapped("age"), [11, 5])
        self.assertEqual(research.member_ids.mapped("is_studying"), [True, False])
        self.assertEqual(research.visit_address, "King Road 12, Samtah")
        self.assertEqual((research.company_id, research.branch_id), (self.company, self.branch))

    def test_means_of_the_file_are_the_first_lines(self):
        self.person.sudo().write({"monthly_income": 2500, "health_condition": "Diabetes"})
        research = (
            self.env["beneficiary.assessment"].with_user(self.researcher).create({"beneficiary_id": self.person.id})
        )
        self.assertEqual(research.monthly_income, 2500)
        self.assertEqual(research.health_ids.mapped("condition"), ["Diabetes"])
        self.assertEqual(research.user_id, self.researcher)

    def test_the_form_shows_what_is_known_before_it_is_saved(self):
        with Form(self.env["beneficiary.assessment"].with_user(self.researcher)) as form:
            form.beneficiary_id = self.person
            self.assertEqual(len(form.member_ids), 2)
            form.member_ids.remove(0)
        self.assertEqual(form.record.member_ids.mapped("name"), ["Omar"])

    def test_a_later_change_of_the_file_leaves_the_snapshot(self):
        research = self._research()
        self.person.family_member_ids[0].unlink()
        self.assertEqual(len(research.member_ids), 2)

    def test_only_one_is_in_progress_for_a_person(self):
        research = self._research()
        with self.assertRefused(research.name, "Go on with that one"):
            self._research(user=self.colleague)
        research.action_cancel()
        self.assertEqual(self._research(user=self.colleague).state, "draft")

    def test_it_serves_requests_of_its_own_person(self):
        other = self._create_request(self._create_beneficiary("Nura"))
        with self.assertRefused("serves that person's requests only", error=ValidationError):
            self._research(request_id=other.id)
        with self.assertRefused("serves that person's requests only", error=ValidationError):
            self._research(request_ids=[(6, 0, other.ids)])
        self.assertEqual(self._research(request_id=self.request.id).request_ids, self.request)

    def test_amounts_are_not_negative(self):
        for part, vals in (
            ("income", {"source": "salary", "amount": -1}),
            ("expense", {"kind": "food", "amount": -1}),
            ("debt", {"name": "Shop", "amount": 1, "instalment": -1}),
            ("health", {"name": "Layla", "condition": "Asthma", "cost": -1}),
        ):
            research = self._research()
            with self.subTest(part=part), self.assertDatabaseRefuses(f"beneficiary.assessment.{part}", "negative"):
                research.write({f"{part}_ids": [(0, 0, vals)]})
            research.invalidate_recordset()
            research.action_cancel()

    def test_no_support_goes_with_no_amount(self):
        research = self._research(amount_suggested=500)
        with self.assertRefused("Clear “Suggested amount”", error=ValidationError):
            research.recommendation = "none"

    # ------------------------------------------------------------------- whose
    def test_researchers_change_their_own_only(self):
        research = self._research()
        theirs = research.with_user(self.colleague)
        self.assertEqual(theirs.monthly_income, 3600)
        for change in (
            lambda: theirs.write({"housing_note": "Damp"}),
            lambda: theirs.write({"user_id": self.colleague.id}),
            lambda: theirs.income_ids[0].write({"amount": 1}),
            lambda: theirs.income_ids[0].unlink(),
            lambda: theirs.income_ids.create({"assessment_id": research.id, "source": "rent", "amount": 1}),
            theirs.action_complete,
            theirs.action_cancel,
            theirs.action_compute_score,
            theirs.action_schedule_visit,
        ):
            with self.assertRaises(AccessError):
                change()
        research.with_user(self.manager).housing_note = "Damp"
        self.assertEqual(research.housing_note, "Damp")

    def test_a_line_does_not_move_to_another_research(self):
        research, other = self._research(), self._research(self._create_beneficiary("Nura"))
        with self.assertRefused("set by its own actions", error=AccessError):
            research.income_ids[0].assessment_id = other

    def test_nobody_assesses_himself(self):
        person = self._file_of(self.researcher)
        with self.assertRefused("nobody assesses himself", error=ValidationError):
            self._research(person, user=self.manager, user_id=self.researcher.id)
        with self.assertRaises(AccessError):
            self._research(person, user_id=False)
        research = self._research(person, user=self.colleague)
        research.sudo().user_id = False
        for call in (
            research.with_user(self.researcher).action_take,
            research.with_user(self.researcher).action_complete,
        ):
            with self.assertRaises(AccessError):
                call()
        own = self._research(self._file_of(self.manager))
        with self.assertRaises(AccessError):
            own.with_user(self.manager).recommendation = "partial"

    def test_only_a_researcher_is_given_one(self):
        with self.assertRefused("is no social researcher", error=ValidationError):
            self._research().user_id = self.officer

    def test_deleting_is_the_managers_and_drafts_only(self):
        research = self._research()
        with self.assertRaises(AccessError):
            research.unlink()
        done = self._done(self._create_beneficiary("Nura"))
        with self.assertRefused("is completed and cannot be changed"):
            done.with_user(self.manager).unlink()
        research.with_user(self.manager).unlink()
        self.assertFalse(research.exists())
