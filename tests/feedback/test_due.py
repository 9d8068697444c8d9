from datetime import date
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import BeneficiaryCommon

CRON = "beneficiary.ir_cron_measures"
LOG = "odoo.addons.beneficiary.models.feedback.due_cron"


@tagged("post_install", "-at_install")
class TestMeasureDue(BeneficiaryCommon):
    """The plan of measures follows the calendar, and tells what was held in time (R-85)."""

    template = "samtah"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.sudo().date_in_force = "2026-01-31"
        # the associations of a demo would be planned, too
        cls.env["res.company"].sudo().search([("id", "!=", cls.company.id)]).beneficiary_policy_id = False
        cls.dues = cls.env["beneficiary.measure.due"]

    def _measure(self, kind="office_visit", policy=None):
        return (policy or self.policy).measure_ids.filtered(lambda m: m.kind == kind)

    def _run(self, day):
        with self._at(f"{day} 08:00:00"):
            self._run_cron(CRON)
        self.env.invalidate_all()

    def _due(self, day, kind="office_visit"):
        return self.dues.search([("company_id", "=", self.company.id), ("date_due", "=", day), ("kind", "=", kind)])

    def _plan_of(self, measure):
        return [str(due.date_due) for due in measure.due_ids]

    # -------------------------------------------------------------------- plan
    def test_a_year_is_planned_by_the_periods(self):
        self._run("2026-02-01")
        self.assertEqual(
            self._plan_of(self._measure()), ["2026-04-30", "2026-07-31", "2026-10-31", "2027-01-31"], "every 3 months"
        )
        monthly = self._plan_of(self._measure("liaison_supervision"))
        self.assertEqual(monthly[:3], ["2026-02-28", "2026-03-31", "2026-04-30"], "the end of a month stays its end")
        self.assertEqual(len(self._measure("complaint_watch").due_ids), 52)
        due = self._due("2026-04-30")
        self.assertEqual((str(due.date_open), due.state, due.in_time), ("2026-04-16", "planned", False))
        self.assertEqual(str(self._due("2026-02-07", "complaint_watch").date_open), "2026-02-04")
        self.assertEqual(due.user_id, self.manager)
        self.assertEqual(self._due("2026-02-28", "liaison_supervision").user_id, self.management)

    def test_the_plan_is_carried_on_and_made_once(self):
        self._run("2026-02-01")
        before = self.dues.search([("company_id", "=", self.company.id)])
        self._run("2026-02-01")
        self.assertEqual(self.dues.search([("company_id", "=", self.company.id)]), before)
        self._run("2026-05-02")
        self.assertEqual(self._plan_of(self._measure())[-1], "2027-04-30")

    def test_nothing_is_missed_before_it_was_planned(self):
        self._run("2026-08-15")
        self.assertEqual(self._plan_of(self._measure())[0], "2026-10-31")
        self.assertFalse(self.dues.search([("company_id", "=", self.company.id), ("state", "=", "missed")]))

    # ---------------------------------------------------------- open, held, missed
    def test_it_opens_a_visit_and_is_held_in_time(self):
        self._run("2026-02-01")
        self._run("2026-04-15")
        due = self._due("2026-04-30")
        self.assertEqual((due.state, due.visit_id), ("planned", self.env["beneficiary.visit"]))
        self._run("2026-04-16")
        visit = due.visit_id
        self.assertEqual((due.state, visit.kind, str(visit.date)), ("open", "office_visit", "2026-04-30"))
        self.assertEqual(visit.activity_ids.user_id, self.manager)
        self.assertEqual(len(visit.line_ids), 12)
        self._run("2026-04-16")
        self.assertEqual(due.visit_id, visit)
        with self._at("2026-04-28 08:00:00"):
            visit.line_ids.write({"finding": "good"})
            visit.with_user(self.manager).action_done("All is well")
        self.assertEqual((due.state, str(due.date_held), due.in_time), ("held", "2026-04-28", True))
        self.assertFalse(visit.activity_ids.filtered("active"))

    def test_what_is_held_late_stays_not_in_time(self):
        self._run("2026-02-01")
        self._run("2026-04-30")
        due = self._due("2026-04-30")
        self.assertEqual(due.state, "open", "the day itself is in time")
        self._run("2026-05-01")
        self.assertEqual((due.state, due.in_time), ("missed", False))
        with self._at("2026-05-10 08:00:00"):
            due.visit_id.line_ids.write({"finding": "good"})
            due.visit_id.with_user(self.manager).action_done("All is well")
        self.assertEqual((due.state, str(due.date_held), due.in_time), ("held", "2026-05-10", False))

    def test_begun_before_its_day(self):
        self._run("2026-02-01")
        due = self._due("2026-04-30").with_user(self.manager)
        with self._at("2026-03-01 08:00:00"):
            action = due.action_begin()
        self.assertEqual((due.state, action["res_id"]), ("open", due.visit_id.id))
        with self.assertRefused("this step needs"):
            due.action_begin()

    # ------------------------------------------------------------------ surveys
    def test_a_survey_is_held_by_its_round(self):
        self._create_beneficiary().sudo().state = "registered"
        self._run("2026-02-01")
        self._run("2026-04-13")
        due = self._due("2026-04-30", "periodic_survey")
        first = due.round_id
        self.assertEqual((due.state, first.state, str(first.date_close)), ("open", "open", "2026-04-27"))
        with self._at("2026-04-14 08:00:00"):
            first.with_user(self.officer).action_cancel()
        self.assertEqual((due.state, due.round_id), ("planned", first.browse()), "what was called off was not held")
        self._measure("periodic_survey").with_user(self.manager).survey_days = 15
        self._run("2026-04-15")
        self.assertEqual((due.state, due.round_id.state), ("open", "open"))
        self._run("2026-05-01")
        self.assertEqual(due.state, "missed", "not over yet, as far as is known")
        with self._at("2026-05-01 08:00:00"):
            due.round_id.sudo()._close()
        self.assertEqual((due.state, str(due.date_held), due.in_time), ("held", "2026-04-30", True))

    # -------------------------------------------------------------- responsible
    def test_who_is_responsible(self):
        self._run("2026-02-01")
        self._measure().with_user(self.manager).user_id = self.officer
        self.assertEqual(self._measure().due_ids.user_id, self.officer, "though the policy is in force")
        self._run("2026-04-16")
        due = self._due("2026-04-30")
        self.assertEqual(due.visit_id.user_id, self.officer)
        due.with_user(self.manager).user_id = self.manager
        self.assertEqual(due.visit_id.user_id, self.manager)
        self.assertEqual(due.visit_id.activity_ids.user_id, self.manager)
        with self.assertRefused("is approved and cannot be changed"):
            self._measure().with_user(self.manager).period = 6

    def test_whom_the_measure_names_without_the_role(self):
        """Whoever may not make the visit does not keep it from being opened."""
        self._measure().with_user(self.manager).user_id = self.delegate
        self._run("2026-02-01")
        self._run("2026-04-16")
        due = self._due("2026-04-30")
        self.assertEqual((due.state, due.visit_id.user_id), ("open", self.manager))

    def test_one_date_that_cannot_be_opened(self):
        """It keeps no other from being opened, and the run ends though no time passes."""
        self._run("2026-02-01")
        dues, tried = type(self.dues), []
        visit_vals = dues._visit_vals

        def broken(due):
            if due.kind == "interview":
                tried.append(due)
                raise UserError("No room")
            return visit_vals(due)

        with patch.object(dues, "_visit_vals", broken), self.assertLogs(LOG, "WARNING") as log:
            self._run("2026-04-16")
            self.assertEqual(self._due("2026-04-30").state, "open")
            interviews = self.dues.search([("company_id", "=", self.company.id), ("kind", "=", "interview")])
            self.assertEqual(set(interviews.mapped("state")), {"planned"})
            to_open = interviews.filtered(lambda due: str(due.date_open) <= "2026-04-16")
            self.assertEqual(len(log.records), len(to_open))
            times = len(tried)
            self._run("2026-04-16")
            self.assertLessEqual(len(tried) - times, times, "the next run tries again, as often")
        self._run("2026-04-17")
        self.assertEqual(set(to_open.mapped("state")), {"open"})

    # ------------------------------------------------------------- new versions
    def test_a_new_version_puts_nothing_off(self):
        self._run("2026-02-01")
        self._run("2026-04-16")
        open_due, former = self._due("2026-04-30"), self._measure()
        version = self.policy.action_new_version()
        self._measure(policy=version).period = 2
        self._measure("interview", version).unlink()
        version.action_approve()
        with self._at("2026-04-20 08:00:00"):
            version.action_put_in_force()
        self._run("2026-04-20")
        measure = self._measure(policy=version)
        self.assertEqual(open_due.measure_id, measure, "what is open goes on")
        self.assertEqual(self._plan_of(measure), [f"2026-{m:02}-30" for m in (4, 6, 8, 10, 12)] + ["2027-02-28"])
        self.assertFalse(former.due_ids)
        # every week, the watch of the old version had one more day to go
        watch = self._measure("complaint_watch", version)
        self.assertIn("2026-04-25", self._plan_of(watch))
        gone = self.dues.search([("company_id", "=", self.company.id), ("kind", "=", "interview")])
        self.assertEqual(gone.mapped("state"), ["cancelled"], "the new version asks for no interviews")

    def test_the_past_of_the_former_version_stays(self):
        self._run("2026-02-01")
        self._run("2026-05-01")
        missed = self._due("2026-04-30")
        version = self.policy.action_new_version()
        version.action_approve()
        with self._at("2026-05-05 08:00:00"):
            version.action_put_in_force()
        self._run("2026-05-05")
        self.assertEqual((missed.policy_id, missed.state), (self.policy, "missed"))
        self.assertEqual(self._plan_of(self._measure(policy=version))[0], "2026-07-30", "counted from the one before")

    # ------------------------------------------------------------------ queries
    def test_queries_do_not_grow(self):
        measures = self.policy.sudo().measure_ids

        def plan(until):
            self.env.invalidate_all()
            return self._count_queries(lambda: measures._plan(date(2026, 2, 1), until))

        few = plan(date(2026, 8, 1))
        many = plan(date(2028, 8, 1))
        self.assertLessEqual(many, few + 2)
        watch = self._measure("complaint_watch").sudo().due_ids
        visits = self._measure("office_visit").sudo().due_ids
        self.assertGreater(len(watch), 20)

        def begin(dues):
            self.env.invalidate_all()
            return self._count_queries(dues._begin)

        one = begin(visits[:1])
        self.assertLessEqual(begin(visits[1:9]), one + 10)
