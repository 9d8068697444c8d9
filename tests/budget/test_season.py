from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import BudgetCommon


@tagged("post_install", "-at_install")
class TestSeason(BudgetCommon):
    def test_seasons_do_not_overlap(self):
        with self.assertDatabaseRefuses("beneficiary.program.season", "do not overlap"):
            self._create_season(name="Again", date_from="2090-12-31", date_to="2091-12-31")

    def test_the_closing_date_is_the_last_day_unless_it_is_said(self):
        season = self._create_season(name="Next", date_from="2091-01-01", date_to="2091-06-30")
        self.assertEqual(season.closing_date, season.date_to)

    def test_a_request_is_filed_in_the_open_season(self):
        self.assertEqual(self._submit().season_id, self.season)

    def test_after_the_closing_date_it_is_refused_without_a_manager(self):
        with self._at("2026-03-01 08:00:00"):
            self.season.write({"date_from": "2026-01-01", "closing_date": "2026-02-01"})
            request = self._create_request()
            self._verify_papers(request)
            self._sign(request)
            with self.assertRefused("ended on 2026-02-01", "Reason for the late application"):
                request.action_submit()
            with self.assertRaises(AccessError):
                request.late_reason = "In hospital"
            request.with_user(self.manager).late_reason = "In hospital"
            request.action_submit()
        self.assertEqual(request.season_id, self.season)

    def test_what_was_given_back_is_completed_after_the_closing_date(self):
        with self._at("2026-01-20 08:00:00"):
            self.season.write({"date_from": "2026-01-01", "closing_date": "2026-02-01"})
            request = self._create_request()
            self._sign(request)
            request.incomplete_reason = "Papers at home"
            request.action_submit()
            request.action_return("The income statement")
        with self._at("2026-03-01 08:00:00"):
            request.incomplete_reason = "Papers at home"
            request.action_submit()
        self.assertEqual(request.state, "submitted")

    def test_the_website_offers_what_takes_applications_now(self):
        programs = self.env["beneficiary.program"]
        with self._at("2026-03-01 08:00:00"):
            self.assertIn(self.program, programs._apply_programs(self.company))
            self.season.write({"date_from": "2026-01-01", "closing_date": "2026-03-01"})
            self.assertIn("1 March 2026", self.program._website_until())
            self.assertIn("1447", self.program._website_until())
        with self._at("2026-03-02 08:00:00"):
            self.assertNotIn(self.program, programs._apply_programs(self.company))
        self.season.unlink()
        self.assertIn(self.program, programs._apply_programs(self.company))
        self.assertEqual(self.program._website_until(), "")

    def test_no_more_is_approved_than_is_left(self):
        self._approve(amount_approved=2000)
        item = self._voted()
        with self.assertRefused("500", "is left"):
            item.action_decide()
        self.assertEqual(item.request_id.state, "review")
        item.amount_approved = 500
        item.action_decide()
        self.assertEqual(item.request_id.state, "approved")

    def test_no_more_are_approved_than_there_are_places(self):
        self.season.write({"budget": 0, "capacity": 1})
        self._approve()
        with self.assertRefused("0 of 1 places"):
            self._approve()

    def test_a_batch_of_decisions_is_refused_as_a_whole(self):
        items = self._voted() | self._voted() | self._voted()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            items.action_decide()
        self.env.invalidate_all()
        self.assertEqual(set(items.mapped("outcome")), {"pending"})

    def test_the_figures_follow_the_requests(self):
        request = self._approve(amount_approved=1000)
        season = self.season.with_user(self.finance)
        self.assertEqual((season.places_taken, season.committed, season.spent, season.remaining), (1, 1000, 0, 1500))
        self._deliver(request)
        self.assertEqual((season.places_taken, season.committed, season.spent, season.remaining), (1, 0, 10, 2490))
        program = self.program.with_user(self.finance)
        self.assertEqual((program.budget, program.spent, program.remaining, program.places_left), (2500, 10, 2490, 2))
        self._approve(amount_approved=500).action_cancel("Moved away")
        self.assertEqual((season.places_taken, season.committed, season.remaining), (1, 0, 2490))

    def test_the_budget_is_not_less_than_what_is_committed(self):
        self._approve(amount_approved=1000)
        with self.assertRefused("1,000", "“Budget” cannot be less", error=ValidationError):
            self.season.budget = 999
        self.season.budget = 1000

    def test_what_comes_after_the_delivery_needs_money_again(self):
        request = self._approve(amount_approved=2000)
        self._deliver(request)
        self._approve(amount_approved=2400)
        later = self.env["beneficiary.delivery"].with_user(self.officer)
        later = later.create(
            {"request_id": request.id, "receiver_name": "F", "signature": self.signature, "amount": 1000}
        )
        with self.assertRefused("is left", "Deliver less") as caught:
            later.action_sign()
        self.assertNotIn("and a place", str(caught.exception))

    def test_the_first_season_holds_what_was_approved_before_it(self):
        self.season.unlink()
        approved, delivered = self._approve(amount_approved=800), self._approve(amount_approved=300)
        self._deliver(delivered)
        with self._at("2026-01-04 08:00:00"):
            old = self._approve(amount_approved=200)
            self._deliver(old)
        season = self._create_season(date_from=fields.Date.today(), budget=500)
        with self.assertRefused("810", "cannot be less", error=ValidationError):
            season.action_open()
        self.assertEqual((season.committed, season.spent), (0, 0))
        season.budget = 1000
        season.action_open()
        self.assertEqual((season.committed, season.spent, season.places_taken), (800, 10, 2))
        self.assertEqual((approved | delivered | old).mapped("season_id"), season)
        self.assertFalse(old.season_id)

    def test_a_closed_season_promises_nothing(self):
        item = self._voted()
        self.season.action_close()
        with self.assertRefused("no season", "is open"):
            item.action_decide()

    def test_figures_are_summed_and_searched(self):
        other = self._create_season(name="Later", date_from="2091-01-01", date_to="2091-12-31", budget=700)
        unlimited = self._create_season(name="Last", date_from="2092-01-01", date_to="2092-12-31")
        self._deliver(self._approve(amount_approved=1000))
        self._approve(amount_approved=900)
        seasons = self.env["beneficiary.program.season"].with_user(self.finance)
        names = ["places_taken", "request_count", "budget", "committed", "spent", "remaining"]
        [sums] = seasons._read_group([("program_id", "=", self.program.id)], [], [f"{name}:sum" for name in names])
        self.assertEqual(sums, (2, 2, 3200, 900, 10, 2290))
        measures = seasons.fields_get(names, ["aggregator"])
        self.assertEqual({measure["aggregator"] for measure in measures.values()}, {"sum"})
        for domain, found in (
            ([("remaining", ">", 700)], self.season),
            ([("remaining", ">", 0)], self.season | other),
            ([("remaining", "=", 0)], unlimited),
            ([("committed", "!=", 0)], self.season),
            ([("spent", "<", 10)], other | unlimited),
        ):
            with self.subTest(domain=domain):
                self.assertEqual(seasons.search([("program_id", "=", self.program.id), *domain]), found)
        with self.assertRaises(AccessError):
            seasons.with_user(self.delegate).search([("committed", ">", 0)])

    def test_figures_cost_the_same_for_many_seasons(self):
        others = self.env["beneficiary.program.season"].union(
            *(self._create_season(name=str(y), date_from=f"{y}-01-01", date_to=f"{y}-12-31") for y in range(2091, 2111))
        )
        self.env.flush_all()
        for seasons in (self.season, self.season | others):
            with self.assertQueryCount(1):
                seasons._figures()
