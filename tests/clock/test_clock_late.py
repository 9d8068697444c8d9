from odoo.tests import tagged

from .common import SUNDAY, ClockCommon

CRON = "beneficiary.ir_cron_clocks"


@tagged("post_install", "-at_install")
class TestClockLate(ClockCommon):
    """What is late is escalated once, to the responsible's manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request(cls.applicant)
        cls.boss = cls._create_user("boss", "officer")
        cls.branch_manager = cls._create_user("branch_manager", "delegate")
        cls.branch.delegate_ids += cls.branch_manager

    def setUp(self):
        super().setUp()
        self._submit_at(SUNDAY, self.request)
        self.clock = self._clock(self.request, "first_answer")

    def _employ(self, user, boss=None):
        employees = self.env["hr.employee"]
        parent = boss and employees.create({"name": boss.name, "user_id": boss.id, "company_id": self.company.id})
        return employees.create(
            {
                "name": user.name,
                "user_id": user.id,
                "company_id": self.company.id,
                "parent_id": parent.id if parent else False,
            }
        )

    def _run(self, moment="2026-01-05 09:00:00"):
        with self._at(moment):
            self._run_cron(CRON)
        self.env.invalidate_all()

    def _activities(self):
        return self.request.sudo().activity_ids.filtered(lambda a: (a.summary or "").startswith("Late"))

    def test_in_time(self):
        self._run("2026-01-05 07:59:00")
        self.assertEqual(self.clock.state, "running")
        self.assertFalse(self._activities())

    def test_late(self):
        self._run()
        self.assertEqual(self.clock.state, "late")
        self.assertEqual(self.request.clock_state, "late")
        self.assertEqual(self._clock(self.request, "update").state, "running")
        self.assertIn("Told: ", self._notes(self.request))

    def test_the_managers_manager_is_told(self):
        self._employ(self.officer, self.boss)
        self._run()
        activity = self._activities()
        self.assertEqual(activity.user_id, self.boss)
        self.assertEqual(activity.summary, "Late: First answer")
        self.assertIn(self.officer.name, activity.note)
        self.assertEqual(self.clock.escalated_to, self.boss)
        self.assertEqual(str(self.clock.escalated_on), "2026-01-05 09:00:00")
        note = self._notes(self.request)
        self.assertIn("“First answer” was due on", note)
        self.assertIn(self.boss.name, note)

    def test_else_the_branch_manager(self):
        self.branch.manager_id = self.branch_manager
        self._employ(self.officer)
        self._run()
        self.assertEqual(self._activities().user_id, self.branch_manager)

    def test_else_a_manager_of_the_association(self):
        self._run()
        self.assertEqual(self._activities().user_id, self.manager)

    def test_a_manager_who_works_there_comes_first(self):
        """Not the administrator of another association, who may merely look in."""
        guest = self.env.ref("base.user_admin")
        guest.company_ids += self.company
        self.assertLess(guest.id, self.manager.id)
        self._run()
        self.assertEqual(self._activities().user_id, self.manager)

    def test_not_somebody_who_may_not_see_the_case(self):
        stranger = self._create_user("stranger", "finance")
        self._employ(self.officer, stranger)
        self.branch.manager_id = self._create_user("elsewhere", "delegate")
        self._run()
        self.assertEqual(self._activities().user_id, self.manager)

    def test_not_the_responsible_himself(self):
        self.branch.manager_id = self.officer
        self._run()
        self.assertEqual(self._activities().user_id, self.manager)

    def test_nobody_is_responsible(self):
        self.request.user_id = False
        self._run()
        self.assertEqual(self._activities().user_id, self.manager)

    def test_nobody_to_tell(self):
        self.request.user_id = self.manager
        self._run()
        self.assertFalse(self._activities())
        self.assertTrue(self.clock.escalated_on)
        self.assertIn("Told: –", self._notes(self.request))

    def test_once(self):
        for moment in ("2026-01-05 09:00:00", "2026-01-05 10:00:00", "2026-01-06 09:00:00"):
            self._run(moment)
        self.assertEqual(len(self._activities()), 1)
        self.assertEqual(self._notes(self.request).count("“First answer” was due on"), 1)
        self.assertEqual(str(self.clock.escalated_on), "2026-01-05 09:00:00")

    def test_anew_when_the_clock_was_started_anew(self):
        self._run("2026-01-19 09:00:00")
        self.assertEqual(len(self._activities()), 2)
        update = self._clock(self.request, "update")
        with self._at("2026-01-20 09:00:00"):
            self._message(self.request)
        self.assertEqual((update.state, update.escalated_on), ("running", False))
        self._run("2026-02-10 09:00:00")
        self.assertEqual(update.state, "late")
        self.assertEqual(self._activities().mapped("summary"), ["Late: News"], "the others are closed")

    def _late_activity(self):
        self._run()
        return self._activities().ensure_one()

    def test_closed_when_the_clock_is_met(self):
        activity = self._late_activity()
        with self._at("2026-01-05 10:00:00"):
            self._message(self.request)
        self.assertEqual(self.clock.state, "met_late")
        self.assertFalse(self._activities())
        self.assertTrue(activity.exists() and not activity.active, "it is done, not lost")
        self.assertIn("It is done now, if late.", self._notes(self.request))
        self.assertFalse(self.clock.escalation_activity_id)

    def test_closed_with_the_case(self):
        activity = self._late_activity()
        with self._at("2026-01-05 10:00:00"):
            self.request.action_cancel("Moved away")
        self.assertEqual(self.clock.state, "stopped")
        self.assertFalse(activity.exists())

    def test_only_that_of_the_clock_is_closed(self):
        self._run("2026-01-19 09:00:00")
        self.assertEqual(len(self._activities()), 2)
        with self._at("2026-01-19 10:00:00"):
            self.company.beneficiary_update_days = 60  # in time again
        self.env.invalidate_all()
        self.assertEqual(self._activities().mapped("summary"), ["Late: First answer"])
        self._run("2026-01-19 11:00:00")
        self.assertEqual(len(self._activities()), 1, "it is not told again")

    def test_what_the_manager_ticked_off_stays_done(self):
        activity = self._late_activity()
        activity.with_user(self.manager)._action_done()
        with self._at("2026-01-05 10:00:00"):
            self._message(self.request)
        self.assertTrue(activity.exists())
        self.assertNotIn("It is done now, if late.", self._notes(self.request))

    def test_two_clocks_one_note(self):
        self._run("2026-01-19 09:00:00")
        messages = self.request.sudo().message_ids.filtered(lambda m: "was due on" in (m.body or ""))
        self.assertEqual(len(messages), 1)
        self.assertIn("First answer", messages.body)
        self.assertIn("News", messages.body)

    def test_in_the_language_of_the_manager(self):
        """The deadline is told in the time of the association, whoever runs the job."""
        self._run()
        self.assertRegex(str(self._activities().note), r"1/5/26,\s11:00")

    def test_a_met_clock_does_not_become_late(self):
        with self._at("2026-01-04 10:00:00"):
            self._message(self.request)
        self._run()
        self.assertEqual(self.clock.state, "met")
        self.assertFalse(self._activities())
