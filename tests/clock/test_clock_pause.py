from odoo.tests import Form, tagged

from .common import SUNDAY, ClockCommon


@tagged("post_install", "-at_install")
class TestClockPause(ClockCommon):
    """A pause has a reason, and moves the deadline by the working time that it lasted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request(cls.applicant)

    def setUp(self):
        super().setUp()
        self._submit_at(SUNDAY, self.request)
        self.first = self._clock(self.request, "first_answer").with_user(self.officer)
        self.update = self._clock(self.request, "update").with_user(self.officer)

    def _pause(self, clock, start, stop=None):
        with self._at(start):
            clock.action_pause("On a journey")
        if stop:
            with self._at(stop):
                clock.action_resume()

    def test_two_hours(self):
        self._pause(self.first, "2026-01-04 09:00:00", "2026-01-04 11:00:00")
        self.assertDeadline(self.request, "first_answer", "2026-01-05 10:00:00")
        self.assertEqual(self.first.state, "running")

    def test_over_a_weekend(self):
        """From Thursday noon to Sunday noon is one working day."""
        self._pause(self.update, "2026-01-08 09:00:00", "2026-01-11 09:00:00")
        self.assertDeadline(self.request, "update", "2026-01-19 13:00:00")

    def test_on_a_weekend(self):
        self._pause(self.update, "2026-01-09 09:00:00", "2026-01-10 20:00:00")
        self.assertDeadline(self.request, "update", "2026-01-18 13:00:00")

    def test_over_a_holiday(self):
        self._pause(self.update, "2026-01-05 05:00:00", "2026-01-07 05:00:00")
        self.assertDeadline(self.request, "update", "2026-01-20 13:00:00")
        self._holiday("2026-01-06")  # told afterwards: one working day of the pause was none
        self.assertDeadline(self.request, "update", "2026-01-20 13:00:00")

    def test_several(self):
        self._pause(self.first, "2026-01-04 09:00:00", "2026-01-04 10:00:00")
        self._pause(self.first, "2026-01-04 11:00:00", "2026-01-04 12:00:00")
        self.assertDeadline(self.request, "first_answer", "2026-01-05 10:00:00")
        self.assertEqual(len(self.first.pause_ids), 2)

    def test_while_it_lasts(self):
        self._pause(self.first, "2026-01-04 09:00:00")
        self.assertEqual(self.first.state, "paused")
        self.assertEqual(self.first.pause_reason, "On a journey")
        self.assertEqual(self.request.clock_state, "running", "the other clock goes on")
        with self._at("2026-01-04 10:00:00"):
            self.update.action_pause("On a journey")
        self.assertEqual(self.request.clock_state, "paused")
        self.assertFalse(self.request.clock_deadline)
        with self._at("2026-01-20 10:00:00"):
            self._run_cron("beneficiary.ir_cron_clocks")
        self.assertEqual(self.first.state, "paused", "a clock that rests does not become late")

    def test_history(self):
        self._pause(self.first, "2026-01-04 09:00:00", "2026-01-04 11:00:00")
        pause = self.first.pause_ids
        self.assertEqual(pause.reason, "On a journey")
        self.assertEqual((str(pause.paused_on), str(pause.resumed_on)), ("2026-01-04 09:00:00", "2026-01-04 11:00:00"))
        self.assertEqual((pause.paused_by, pause.resumed_by), (self.officer, self.officer))
        self.assertFalse(self.first.paused_on)
        self.assertFalse(self.first.pause_reason)

    def test_time_left_and_time_taken(self):
        with self._at("2026-01-04 09:00:00"):
            self.assertEqual(self.first.hours_left, 7)
        self._pause(self.first, "2026-01-04 09:00:00")
        with self._at("2026-01-05 09:00:00"):
            self.first.invalidate_recordset(["hours_left"])
            self.assertEqual(self.first.hours_left, 7, "nothing is lost while it rests")
            self._message(self.request)
        self.assertEqual(self.first.state, "met")
        self.assertEqual(self.first.elapsed_hours, 1)
        self.assertTrue(self.first.pause_ids.resumed_on)

    def test_time_left_when_it_is_late(self):
        with self._at("2026-01-05 10:00:00"):
            self.assertEqual(self.first.hours_left, -2)

    def test_a_message_leaves_the_pause_of_the_news(self):
        self._pause(self.update, "2026-01-05 05:00:00")
        with self._at("2026-01-06 05:00:00"):
            self._message(self.request)
        self.assertEqual(self.update.state, "paused")
        with self._at("2026-01-07 05:00:00"):
            self.update.action_resume()
        # ten days from the 6th, and the one for which it rested since
        self.assertDeadline(self.request, "update", "2026-01-21 13:00:00")

    def test_submission_anew_forgets_the_pause(self):
        self._pause(self.update, "2026-01-05 05:00:00")
        with self._at("2026-01-06 05:00:00"):
            self.request.action_return("The ID is blurred")
            self._sign(self.request)
            self.request.action_submit()
        self.assertEqual(self.update.state, "running")
        self.assertDeadline(self.request, "update", "2026-01-20 13:00:00")
        self.assertTrue(self.update.pause_ids.resumed_on)

    # -------------------------------------------------------------------- gates
    def test_reason(self):
        for reason in (None, "", "  "):
            with self.assertRefused("Write why the clock is paused"):
                self.first.action_pause(reason)

    def test_late_clocks_are_not_paused(self):
        with self._at("2026-01-05 09:00:00"):
            with self.assertRefused("is late already", "First answer"):
                self.first.action_pause("On a journey")
            self._run_cron("beneficiary.ir_cron_clocks")
            with self.assertRefused("is late already"):
                self.first.action_pause("On a journey")

    def test_only_what_runs(self):
        self._pause(self.first, "2026-01-04 09:00:00")
        with self._at("2026-01-04 10:00:00"), self.assertRefused("“Paused”"):
            self.first.action_pause("Again")
        with self._at("2026-01-04 10:00:00"), self.assertRefused("“Running”"):
            self.update.action_resume()

    def test_officers_only(self):
        for user in (self.delegate, self.researcher, self.management):
            with self.assertRefused("Only these roles"):
                self.first.with_user(user).action_pause("On a journey")

    def test_screen(self):
        wizard = self.env["beneficiary.clock.reason"].with_user(self.officer)
        with self._at("2026-01-04 09:00:00"):
            form = Form(wizard.with_context(active_ids=(self.first | self.update).ids))
            form.reason = "On a journey"
            form.save().action_confirm()
        self.assertEqual((self.first | self.update).mapped("state"), ["paused", "paused"])
