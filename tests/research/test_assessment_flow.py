from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ResearchCommon


@tagged("post_install", "-at_install")
class TestAssessmentFlow(ResearchCommon):
    # ---------------------------------------------------------------- complete
    def test_what_is_missing_is_named(self):
        research = (
            self.env["beneficiary.assessment"].with_user(self.researcher).create({"beneficiary_id": self.person.id})
        )
        with self.assertRefused("the income", "condition of the dwelling", "report", "the recommendation"):
            research.action_complete()
        self.assertEqual(research.state, "draft")
        research.write({"no_income": True, "housing_condition": "good", "report": "<p>Well</p>"})
        with self.assertRefused("Still missing: the recommendation."):
            research.action_complete()

    def test_completing_freezes_it_for_everybody(self):
        research = self._done()
        self.assertEqual(research.state, "done")
        self.assertTrue(research.date_done)
        for user in (self.researcher, self.manager):
            with self.assertRefused("Make a new one with “Renew”"):
                research.with_user(user).housing_note = "Damp"
        for change in (
            lambda: research.sudo().write({"recommendation": "none"}),
            lambda: research.sudo().write({"state": "draft"}),
            lambda: research.sudo().write({"score": 1}),
            lambda: research.sudo().income_ids[0].write({"amount": 1}),
            lambda: research.sudo().income_ids[0].unlink(),
            lambda: research.sudo().write({"income_ids": [(0, 0, {"source": "rent", "amount": 1})]}),
            lambda: research.sudo().score_line_ids[0].write({"points": 1}),
            lambda: research.sudo().score_line_ids[0].unlink(),
        ):
            with self.assertRefused("is completed and cannot be changed"):
                change()
        with self.assertRefused("this step needs"):
            research.action_complete()

    def test_a_visit_in_the_future_is_no_visit_yet(self):
        with self._at("2026-01-04 08:00:00"):
            research = self._research(visit_date="2026-01-05 08:00:00")
            with self.assertRefused("lies in the future"):
                research.action_complete()
            research.write({"visit_date": "2026-01-04 07:00:00", "date": "2026-01-05"})
            with self.assertRefused("lies in the future"):
                research.action_complete()

    def test_the_file_learns_income_and_health_and_nothing_else(self):
        before = self.person.sudo().read(["name", "phone", "state", "user_id", "branch_id", "marital_status"])
        self.person.sudo().health_condition = "Old"
        self._done()
        person = self.person.sudo()
        self.assertEqual(person.monthly_income, 3600)
        self.assertEqual(person.health_condition, "Layla: Asthma (needs care)")
        self.assertEqual(person.read(["name", "phone", "state", "user_id", "branch_id", "marital_status"]), before)
        with self.assertRaises(AccessError):
            self.person.with_user(self.researcher).monthly_income = 1

    def test_validity_follows_the_company(self):
        with self._at("2026-01-04 08:00:00"):
            research = self._done()
            self.assertEqual(str(research.valid_until), "2027-01-04")
            self.assertTrue(research.is_valid)
        with self._at("2027-01-05 08:00:00"):
            research.invalidate_recordset()
            self.assertFalse(research.is_valid)
        self.company.beneficiary_research_months = 3
        with self._at("2026-01-04 08:00:00"):
            self.assertEqual(str(self._done(self._create_beneficiary("Nura")).valid_until), "2026-04-04")
        with self.assertDatabaseRefuses("res.company", "at least 1"):
            self.company.beneficiary_research_months = 0

    def test_a_newer_one_takes_the_place(self):
        old = self._done(request_id=self.request.id)
        action = old.with_user(self.colleague).action_renew()
        draft = self.env["beneficiary.assessment"].browse(action["res_id"]).with_user(self.colleague)
        self.assertEqual((draft.previous_id, draft.user_id, draft.request_ids), (old, self.colleague, self.request))
        self.assertEqual(draft.monthly_income, 3600)
        self.assertEqual(draft.debt_ids.mapped("name"), ["Shop"])
        self.assertEqual((draft.report, draft.recommendation, draft.score), (False, False, 0))
        self.assertEqual(old.state, "done")
        draft.income_ids[0].amount = 1000
        draft.write({"report": "<p>She lost her work.</p>", "recommendation": "support"})
        draft.action_complete()
        self.assertEqual((old.state, old.superseded_by_id), ("superseded", draft))
        self.assertEqual((old.monthly_income, draft.monthly_income), (3600, 1600))
        self.assertEqual(self.person.sudo().monthly_income, 1600)
        with self.assertRefused("Go on with that one"):
            old.with_user(self.researcher).action_renew()
            old.with_user(self.colleague).action_renew()

    def test_no_step_of_a_request_depends_on_it(self):
        self._done(request_id=self.request.id, recommendation="none")
        request = self._approve(self.request)
        self.assertEqual(request.state, "approved")

    # ------------------------------------------------------------- asking for it
    def test_an_officer_asks_and_sees_no_more_than_the_state(self):
        request = self.request.with_user(self.officer)
        self.assertEqual(request.research_state, "none")
        request.action_request_research()
        self.assertEqual((request.research_state, request.research_valid_until), ("ongoing", False))
        research = request.sudo().assessment_ids
        self.assertEqual((research.beneficiary_id, research.user_id.id), (self.person, False))
        with self.assertRefused("in progress already"):
            request.action_request_research()
        with self.assertRaises(AccessError):
            request.read(["assessment_ids"])
        with self.assertRaises(AccessError):
            research.with_user(self.officer).read(["name"])

    def test_a_delegate_and_a_reader_do_not_ask(self):
        for user in (self.delegate, self.management, self.finance, self.committee_member):
            with self.assertRaises(AccessError):
                self.request.with_user(user).action_request_research()
        self.assertFalse(self.request.sudo().assessment_ids)

    def test_the_named_researcher_gets_it_with_an_activity(self):
        self.company.beneficiary_researcher_id = self.researcher
        self.request.action_request_research()
        research = self.request.sudo().assessment_ids
        self.assertEqual(research.user_id, self.researcher)
        activity = research.activity_ids
        self.assertEqual((activity.user_id, activity.res_name), (self.researcher, research.name))
        self.assertEqual(activity.activity_type_id, self.env.ref("beneficiary.mail_activity_type_research"))
        research.with_user(self.manager).user_id = self.colleague
        self.assertEqual(research.activity_ids.user_id, self.colleague)
        research.with_user(self.colleague).write(self._ready())
        research.with_user(self.colleague).action_complete()
        self.assertFalse(research.activity_ids)

    def _ready(self):
        return {"no_income": True, "housing_condition": "fair", "report": "<p>x</p>", "recommendation": "none"}

    def test_who_knows_the_person_comes_first_and_never_the_person(self):
        self.company.beneficiary_researcher_id = self.researcher
        old = self._done(user=self.colleague)
        self.request.action_renew_research()
        self.assertEqual((self.request.sudo().assessment_ids - old).user_id, self.colleague)
        himself = self._file_of(self.researcher)
        request = self._create_request(himself)
        request.action_request_research()
        self.assertFalse(request.sudo().assessment_ids.user_id)

    def test_a_researcher_asks_for_himself_and_takes_what_nobody_has(self):
        self.request.with_user(self.researcher).action_request_research()
        self.assertEqual(self.request.sudo().assessment_ids.user_id, self.researcher)
        loose = self._create_request(self._create_beneficiary("Nura"))
        loose.action_request_research()
        research = loose.sudo().assessment_ids.with_user(self.colleague)
        research.action_take()
        self.assertEqual(research.user_id, self.colleague)
        with self.assertRaises(AccessError):
            research.with_user(self.researcher).action_take()
        with self.assertRefused("is with"):
            research.with_user(self.manager).action_take()

    def test_a_valid_one_is_used_again(self):
        with self._at("2026-01-04 08:00:00"):
            research = self._done(request_id=self.request.id)
        with self._at("2026-06-01 08:00:00"):
            later = self._create_request(self.person)
            later.action_request_research()
            self.assertEqual(later.sudo().assessment_ids, research)
            self.assertEqual((later.research_state, str(later.research_valid_until)), ("done", "2027-01-04"))
            with self.assertRefused("valid until 2027-01-04", "Ask for a new one"):
                later.action_request_research()
            later.action_renew_research()
            self.assertEqual(later.research_state, "ongoing")
            self.assertEqual(later.sudo().assessment_ids.mapped("state"), ["draft", "done"])
            self.assertEqual((later.sudo().assessment_ids - research).previous_id, research)
            self.assertEqual(research.state, "done")

    def test_an_expired_one_is_not(self):
        with self._at("2026-01-04 08:00:00"):
            research = self._done(request_id=self.request.id)
        with self._at("2027-01-05 08:00:00"):
            later = self._create_request(self.person)
            later.action_request_research()
            draft = later.sudo().assessment_ids
            self.assertNotEqual(draft, research)
            self.assertEqual((draft.state, draft.monthly_income), ("draft", 3600))

    def test_two_requests_of_one_person_share_it(self):
        requests = self.request | self._create_request(self.person)
        requests.action_request_research()
        self.assertEqual(len(requests.sudo().assessment_ids), 1)
        self.assertEqual(requests.sudo().assessment_ids.request_ids, requests)
        third = self._create_request(self.person)
        third.action_request_research()
        self.assertEqual(third.sudo().assessment_ids, requests.sudo().assessment_ids)

    def test_a_decided_request_asks_for_nothing(self):
        request = self._approve(self.request)
        with self.assertRefused("this step needs"):
            request.action_request_research()

    def test_a_merge_of_two_files_takes_the_research_along(self):
        twin = self._create_beneficiary("Fatima")
        done, draft = self._done(twin), self._research()
        wizard = self.env["beneficiary.merge"].with_user(self.manager)
        wizard = wizard.create({"beneficiary_ids": [(6, 0, (self.person | twin).ids)], "target_id": self.person.id})
        wizard.action_merge()
        self.assertEqual((done | draft).beneficiary_id, self.person)
        self.assertEqual((done | draft).partner_id, self.person.partner_id)
        self.assertEqual(done.monthly_income, 3600)
