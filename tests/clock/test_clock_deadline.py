from datetime import timedelta

from pytz import timezone, utc

from odoo import fields
from odoo.tests import tagged

from .common import SUNDAY, ClockCommon


@tagged("post_install", "-at_install")
class TestClockDeadline(ClockCommon):
    """Deadlines are counted in the association's working time."""

    def test_targets_out_of_the_box(self):
        self.assertEqual(self.company._beneficiary_clock_targets(), {"first_answer": 8, "update": 10, "decision": 15})

    def test_submission(self):
        request = self._submit_at(SUNDAY)
        self.assertEqual(set(request.clock_ids.mapped("kind")), {"first_answer", "update"})
        self.assertDeadline(request, "first_answer", "2026-01-05 08:00:00")
        self.assertDeadline(request, "update", "2026-01-18 13:00:00")
        self.assertEqual(request.clock_state, "running")
        self.assertEqual(fields.Datetime.to_string(request.clock_deadline), "2026-01-05 08:00:00")

    def test_over_the_weekend(self):
        request = self._submit_at("2026-01-08 12:00:00")  # Thursday, one hour before work ends
        self.assertDeadline(request, "first_answer", "2026-01-11 12:00:00")

    def test_on_the_weekend(self):
        request = self._submit_at("2026-01-09 09:00:00")  # Friday
        self.assertDeadline(request, "first_answer", "2026-01-11 13:00:00")

    def test_in_the_night(self):
        """Half past one in Riyadh is still the day before in UTC."""
        request = self._submit_at("2026-01-04 22:30:00")
        self.assertDeadline(request, "first_answer", "2026-01-05 13:00:00")
        self.assertDeadline(request, "update", "2026-01-19 13:00:00")

    def test_holiday(self):
        self._holiday("2026-01-05")
        request = self._submit_at(SUNDAY)
        self.assertDeadline(request, "first_answer", "2026-01-06 08:00:00")
        self.assertDeadline(request, "update", "2026-01-19 13:00:00")

    def test_completeness(self):
        request = self._complete_at(SUNDAY)
        self.assertDeadline(request, "decision", "2026-01-25 13:00:00")

    def test_as_the_calendar_of_odoo_plans(self):
        """The same as `plan_hours` and `plan_days` of every single moment, holidays and all."""
        self._holiday("2026-01-20", "2026-01-22")
        calendar, company = self.company._beneficiary_calendar(), self.company
        domain = [("time_type", "=", "leave"), ("company_id", "in", [company.id, False])]
        start = fields.Datetime.to_datetime("2026-01-03 07:10:00")
        moments = [start + timedelta(hours=19 * step) for step in range(30)]
        worktime = calendar._beneficiary_worktime(moments[0], moments[-1] + timedelta(days=40), company)
        zone = timezone(calendar.tz)
        for moment in moments:
            local = utc.localize(moment).astimezone(zone)
            for hours in (0.5, 8, 21):
                expected = calendar.plan_hours(hours, local, compute_leaves=True, domain=domain)
                found = utc.localize(worktime.later(moment, hours * 3600))
                self.assertEqual(found, expected, (moment, hours))
            midnight = zone.localize(local.replace(hour=0, minute=0, tzinfo=None) + timedelta(days=1))
            expected = calendar.plan_days(5, midnight, compute_leaves=True, domain=domain)
            self.assertEqual(utc.localize(worktime.end_of_day(local.date(), 5)), expected, moment)

    # ---------------------------------------------------------- programme, policy
    def test_own_clocks_of_the_programme(self):
        self.program.write({"own_clocks": True, "first_answer_hours": 2, "update_days": 1, "decision_days": 0})
        request = self._complete_at(SUNDAY)
        self.assertDeadline(request, "first_answer", "2026-01-04 10:00:00")
        self.assertDeadline(request, "update", "2026-01-05 13:00:00")
        self.assertFalse(self._clock(request, "decision"))

    def test_zero_is_no_clock(self):
        self.company.write(
            {"beneficiary_first_answer_hours": 0, "beneficiary_update_days": 0, "beneficiary_decision_days": 0}
        )
        request = self._complete_at(SUNDAY)
        self.assertFalse(request.clock_ids)
        self.assertFalse(request.clock_state)

    def test_not_negative(self):
        with self.assertDatabaseRefuses("res.company", "cannot be negative"):
            self.company.beneficiary_update_days = -1
        with self.assertDatabaseRefuses("beneficiary.program", "cannot be negative"):
            self.program.decision_days = -1

    def test_no_decision_is_due_before_the_policy_lets_it_out(self):
        """AWN promises a reply not before two weeks (R-46)."""
        self.company.beneficiary_decision_days = 5
        request = self._complete_at(SUNDAY)
        self.assertEqual(str(request.reply_earliest), "2026-01-18")
        self.assertDeadline(request, "decision", "2026-01-18 20:59:59")

    def test_a_calendar_without_work(self):
        calendar = self.env["resource.calendar"].create({"name": "Closed", "attendance_ids": [(5,)]})
        self.company.beneficiary_calendar_id = calendar
        request = self._create_request(self.applicant)
        with self.assertRefused("too little working time", "Closed"):
            self._submit_at(SUNDAY, request)

    def test_found_by_filters(self):
        request = self._submit_at(SUNDAY)
        requests = self.env["beneficiary.request"].with_user(self.officer).with_context(tz="Asia/Riyadh")
        today = [
            ("id", "=", request.id),
            ("clock_state", "=", "running"),
            ("clock_deadline", ">=", "today"),
            ("clock_deadline", "<", "today +1d"),
        ]
        with self._at("2026-01-04 20:00:00"):
            self.assertFalse(requests.search(today))
        with self._at("2026-01-04 21:30:00"):  # Monday has begun in Riyadh
            self.assertEqual(requests.search(today), request)


@tagged("post_install", "-at_install")
class TestClockPromise(ClockCommon):
    """The reply that the policy promises is the latest decision, whatever the clock allows (R-48)."""

    template = "samtah"

    def test_never_later_than_promised(self):
        self.company.beneficiary_decision_days = 30
        request = self._complete_at(SUNDAY)
        self.assertEqual(str(request.reply_deadline), "2026-01-25")
        self.assertDeadline(request, "decision", "2026-01-25 20:59:59")

    def test_a_pause_does_not_move_the_promise(self):
        request = self._complete_at(SUNDAY)
        clock = self._clock(request, "decision").with_user(self.officer)
        with self._at("2026-01-05 05:00:00"):
            clock.action_pause("On a journey")
        with self._at("2026-01-12 05:00:00"):
            clock.action_resume()
        self.assertDeadline(request, "decision", "2026-01-25 20:59:59")
        self.assertEqual(str(request.reply_deadline), "2026-01-25")

    def test_a_holiday_moves_both(self):
        self.company.beneficiary_decision_days = 30
        request = self._complete_at(SUNDAY)
        self._holiday("2026-01-06")
        self.assertDeadline(request, "decision", "2026-01-26 20:59:59")
