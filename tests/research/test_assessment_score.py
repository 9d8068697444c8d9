from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ResearchCommon


@tagged("post_install", "-at_install")
class TestAssessmentScore(ResearchCommon):
    def _points(self, research):
        return {line.criterion_id.kind: line.points for line in research.score_line_ids}

    def test_the_score_is_the_mean_by_weights(self):
        research = self._done()
        # per person 1200; household of 3; debts of 2 incomes; rent 25 %; one ill who needs care; orphan; poor dwelling
        self.assertEqual(
            self._points(research),
            {"per_capita": 60, "household": 40, "debt": 25, "rent": 30, "health": 75, "category": 100, "housing": 75},
        )
        self.assertEqual(sum(research.score_line_ids.mapped("weight")), 100)
        self.assertAlmostEqual(research.score, 0.35 * 60 + 0.15 * 40 + 0.1 * (25 + 30 + 75 + 100 + 75))
        self.assertAlmostEqual(sum(research.score_line_ids.mapped("contribution")), research.score)

    def test_the_breakdown_says_what_was_found(self):
        research = self._done()
        values = {line.criterion_id.kind: line.value for line in research.score_line_ids}
        self.assertIn("1,200.00", values["per_capita"])
        self.assertEqual(values["household"], "3")
        self.assertEqual(values["debt"], "2.0 monthly incomes")
        self.assertEqual(values["rent"], "25 %")
        self.assertEqual(values["category"], self.category.name)
        self.assertEqual(values["housing"], "Poor")

    def test_no_income_is_the_greatest_need(self):
        research = self._done(income_ids=[], no_income=True)
        points = self._points(research)
        self.assertEqual((points["per_capita"], points["debt"], points["rent"]), (100, 100, 100))

    def test_nothing_is_no_need(self):
        research = self._done(
            self._create_beneficiary("Nura", category_ids=[]),
            income_ids=[(0, 0, {"source": "salary", "amount": 20000})],
            expense_ids=[],
            debt_ids=[],
            health_ids=[],
            housing_condition="good",
        )
        points = self._points(research)
        self.assertEqual(points.pop("household"), 10)
        self.assertEqual(set(points.values()), {0})
        self.assertAlmostEqual(research.score, 1.5)

    def test_later_weights_leave_it_as_it_was(self):
        research = self._done()
        score = research.score
        criterion = self.env.ref("beneficiary.need_criterion_per_capita").with_user(self.manager)
        criterion.weight = 90
        criterion.band_ids.points = 1
        line = research.score_line_ids.filtered(lambda x: x.criterion_id == criterion)
        self.assertEqual((research.score, line.weight, line.points), (score, 35, 60))
        self.assertNotEqual(self._done(self._create_beneficiary("Nura")).score, score)

    def test_a_preview_is_computed_again(self):
        research = self._research()
        research.action_compute_score()
        before = research.score
        research.income_ids[0].amount = 30000
        research.action_compute_score()
        self.assertLess(research.score, before)
        self.assertEqual(len(research.score_line_ids), 7)

    def test_own_criteria_take_the_place_of_the_shared(self):
        criteria = self.env["beneficiary.need.criterion"].with_user(self.manager)
        criteria.with_company(self.company).action_copy_to_company()
        own = criteria.search([("company_id", "=", self.company.id)])
        self.assertEqual(len(own), 7)
        self.assertEqual(len(own.band_ids), len(criteria.search([("company_id", "=", False)]).band_ids))
        own.filtered(lambda c: c.kind != "household").weight = 0
        research = self._done()
        self.assertEqual((research.score, len(research.score_line_ids)), (40, 1))
        with self.assertRefused("has criteria of its own already"):
            criteria.action_copy_to_company()

    def test_without_any_criterion(self):
        self.env["beneficiary.need.criterion"].search([]).active = False
        research = self._done()
        self.assertEqual((research.state, research.score, len(research.score_line_ids)), ("done", 0, 0))

    def test_weights_are_the_managers(self):
        criterion = self.env.ref("beneficiary.need_criterion_per_capita")
        for user in (self.researcher, self.officer, self.committee_member, self.management):
            self.assertEqual(criterion.with_user(user).weight, 35)
            with self.assertRaises(AccessError):
                criterion.with_user(user).weight = 1
            with self.assertRaises(AccessError):
                criterion.band_ids[0].with_user(user).points = 1
        self.assertEqual(criterion.share, 35)
        self.assertIn("from 500: 85", criterion.band_ids.mapped("display_name"))
        self.assertIn("Poor: 75", self.env.ref("beneficiary.need_criterion_housing").band_ids.mapped("display_name"))

    def test_a_deleted_criterion_leaves_its_line(self):
        criterion = self.env["beneficiary.need.criterion"].create(
            {"name": "Extra", "kind": "household", "weight": 1, "band_ids": [(0, 0, {"minimum": 0, "points": 7})]}
        )
        research = self._done()
        criterion.unlink()
        line = research.score_line_ids.filtered(lambda x: x.name == "Extra")
        self.assertEqual((line.points, line.criterion_id.id), (7, False))

    def test_points_and_weights_have_limits(self):
        criterion = self.env.ref("beneficiary.need_criterion_per_capita")
        with self.assertDatabaseRefuses("beneficiary.need.criterion", "cannot be negative"):
            criterion.weight = -1
        criterion.invalidate_recordset()
        with self.assertDatabaseRefuses("beneficiary.need.band", "between 0 and 100"):
            criterion.band_ids[0].points = 101
