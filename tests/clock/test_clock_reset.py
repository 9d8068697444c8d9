from odoo.tests import Form, tagged

from .common import SUNDAY, ClockCommon


@tagged("post_install", "-at_install")
class TestClockReset(ClockCommon):
    """A stored deadline moves when what it depends on changes afterwards."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request(cls.applicant)
        cls.other_program = cls.env["beneficiary.program"].create(
            {
                "name": "Quick support",
                "company_id": cls.company.id,
                "committee_id": cls.committee.id,
                "own_clocks": True,
                "first_answer_hours": 2,
                "update_days": 1,
                "decision_days": 20,
            }
        )
        cls.other_program.action_open()

    def setUp(self):
        super().setUp()
        self._complete_at(SUNDAY, self.request)
        clock = self._at("2026-01-04 09:00:00")
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)

    def assertDeadlines(self, first_answer, update, decision):
        self.assertDeadline(self.request, "first_answer", f"2026-01-{first_answer}:00")
        self.assertDeadline(self.request, "update", f"2026-01-{update} 13:00:00")
        self.assertDeadline(self.request, "decision", f"2026-01-{decision} 13:00:00")

    def test_before(self):
        self.assertDeadlines("05 08:00", "18", "25")

    def test_holiday(self):
        holiday = self._holiday("2026-01-05")
        self.assertDeadlines("06 08:00", "19", "26")
        holiday.with_user(self.manager).write({"date_from": "2026-06-01 00:00:00", "date_to": "2026-06-01 20:00:00"})
        self.assertDeadlines("05 08:00", "18", "25")
        holiday.unlink()
        self.assertDeadlines("05 08:00", "18", "25")

    def test_calendar(self):
        days = [(0, 0, {"name": d, "dayofweek": d, "hour_from": 8, "hour_to": 12}) for d in "60123"]
        mornings = self.env["resource.calendar"].create(
            {"name": "Mornings", "tz": "Asia/Riyadh", "company_id": self.company.id, "attendance_ids": [(5,), *days]}
        )
        self.company.beneficiary_calendar_id = mornings
        self.assertDeadline(self.request, "first_answer", "2026-01-06 08:00:00")  # 1 + 4 + 3 hours
        self.assertDeadline(self.request, "update", "2026-01-18 09:00:00")
        mornings.attendance_ids.filtered(lambda a: a.dayofweek == "0").unlink()  # no work on Mondays
        self.assertDeadline(self.request, "first_answer", "2026-01-07 08:00:00")
        self.company.beneficiary_calendar_id = False
        self.assertDeadlines("05 08:00", "18", "25")

    def test_programme(self):
        self.request.program_id = self.other_program
        self.assertDeadline(self.request, "first_answer", "2026-01-04 10:00:00")
        self.assertDeadline(self.request, "update", "2026-01-05 13:00:00")
        self.assertDeadline(self.request, "decision", "2026-02-01 13:00:00")

    def test_clocks_of_the_programme(self):
        self.program.write({"own_clocks": True, "first_answer_hours": 1, "update_days": 1, "decision_days": 12})
        self.assertDeadlines("04 09:00", "05", "20")
        self.program.own_clocks = False
        self.assertDeadlines("05 08:00", "18", "25")

    def test_clocks_of_the_programme_begin_as_in_the_settings(self):
        with Form(self.program.with_user(self.manager)) as form:
            form.own_clocks = True
            self.assertEqual((form.first_answer_hours, form.update_days, form.decision_days), (8, 10, 15))

    def test_settings(self):
        with Form(self.env["res.config.settings"].with_company(self.company)) as form:
            form.beneficiary_first_answer_hours = 4
            form.beneficiary_update_days = 2
            form.beneficiary_decision_days = 12
        form.record.execute()
        self.assertDeadlines("04 12:00", "06", "20")

    def test_another_company_keeps_its_own(self):
        self._create_other_company().beneficiary_update_days = 1
        self.assertDeadlines("05 08:00", "18", "25")

    def test_policy(self):
        """Cases keep their policy; should the superuser give them another, the promise counts at once."""
        policy = self.policy.action_new_version()
        policy.write({"window_max": 1, "window_max_unit": "week", "window_min": 0})
        policy.action_approve()
        self.request.sudo().policy_id = policy
        self.assertDeadline(self.request, "decision", "2026-01-11 20:59:59")

    def test_no_such_clock_any_more(self):
        self.company.write({"beneficiary_first_answer_hours": 0, "beneficiary_update_days": 0})
        self.assertEqual(self._clock(self.request, "first_answer").state, "stopped")
        self.assertEqual(self._clock(self.request, "update").state, "stopped")
        self.assertEqual(self._clock(self.request, "decision").state, "running")

    def test_a_clock_for_the_first_time(self):
        self.company.write({"beneficiary_first_answer_hours": 0, "beneficiary_update_days": 0})
        with self._at("2026-01-11 09:00:00"):
            self.company.write({"beneficiary_first_answer_hours": 8, "beneficiary_update_days": 2})
        self.assertEqual(self._clock(self.request, "first_answer").state, "stopped", "it may have been answered")
        self.assertEqual(self._clock(self.request, "update").state, "running")
        self.assertDeadline(self.request, "update", "2026-01-13 13:00:00")

    def test_what_is_met_stays(self):
        self._message(self.request)
        self.company.beneficiary_first_answer_hours = 1
        clock = self._clock(self.request, "first_answer")
        self.assertEqual((clock.state, str(clock.deadline)), ("met", "2026-01-05 08:00:00"))

    def test_a_paused_clock_stays_paused(self):
        clock = self._clock(self.request, "update").with_user(self.officer)
        clock.action_pause("On a journey")
        self._holiday("2026-01-05")
        self.assertEqual(clock.state, "paused")
        self.assertDeadline(self.request, "update", "2026-01-19 13:00:00")

    def test_a_late_clock_that_a_holiday_saves(self):
        clock = self._clock(self.request, "first_answer")
        with self._at("2026-01-05 09:00:00"):
            self._run_cron("beneficiary.ir_cron_clocks")
            self.assertEqual(clock.state, "late")
            self.assertTrue(clock.escalated_on)
            self._holiday("2026-01-05")
            self.assertDeadline(self.request, "first_answer", "2026-01-06 08:00:00")
            self.assertEqual(clock.state, "running")
            self.assertFalse(clock.escalated_on)
            self.assertEqual(self.request.clock_state, "running")

    def test_a_late_clock_that_stays_late(self):
        with self._at("2026-01-08 09:00:00"):
            self._run_cron("beneficiary.ir_cron_clocks")
            self._holiday("2026-01-05")
            clock = self._clock(self.request, "first_answer")
            self.assertEqual(clock.state, "late")
            self.assertTrue(clock.escalated_on, "the manager is not told again of the same delay")
