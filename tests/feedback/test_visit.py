from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..complaint.common import ComplaintCommon


@tagged("post_install", "-at_install")
class TestVisit(ComplaintCommon):
    """Visits to offices, interviews, and the figures that management watches (R-85)."""

    template = "samtah"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visits = cls.env["beneficiary.visit"]

    def _visit(self, kind="office_visit", user=None, **vals):
        return self.visits.with_user(user or self.officer).create({"kind": kind} | vals)

    def _watch(self, kind="complaint_watch", user=None):
        return self.visits.create({"kind": kind, "user_id": (user or self.management).id})

    def _due(self, kind, *days):
        measure = self.policy.sudo().measure_ids.filtered(lambda m: m.kind == kind)
        values = [{"measure_id": measure.id, "anchor_date": day, "date_open": day, "date_due": day} for day in days]
        return self.env["beneficiary.measure.due"].create(values)

    def _answered(self, visit):
        visit.line_ids.write({"finding": "good"})
        return visit

    def _row(self, watch, subject):
        return watch.row_ids.filtered(lambda row: row.subject == subject)

    # ------------------------------------------------------------------ visits
    def test_the_checklist_is_that_of_the_kind(self):
        own, other = self.env["beneficiary.visit.check"].create(
            [
                {"name": "Is there shade?", "company_id": self.company.id},
                {"name": "Is there snow?", "company_id": self._create_other_company().id},
            ]
        )
        visit = self._visit()
        self.assertIn(own, visit.line_ids.check_id)
        self.assertNotIn(other, visit.line_ids.check_id)
        self.assertEqual(set(visit.line_ids.check_id.mapped("kind")), {"office_visit"})
        self.assertEqual(set(self._visit("interview").line_ids.check_id.mapped("kind")), {"interview"})
        own.name = "Another question"
        line = visit.line_ids.filtered(lambda line: line.check_id == own)
        self.assertEqual(line.name, "Is there shade?", "as it was asked")

    def test_what_a_conclusion_needs(self):
        visit = self._visit()
        with self.assertRefused("what was seen"):
            visit.action_done()
        with self.assertRefused("answer “Visitors are received kindly"):
            visit.action_done("Well")
        self._answered(visit).line_ids[:1].finding = "bad"
        with self.assertRefused("write what was found about"):
            visit.action_done("Well")
        visit.line_ids[:1].note = "No seats"
        visit.date_done = "2026-01-01"
        with self._at("2026-01-09 08:00:00"), self.assertRefused("of the last 7 days"):
            visit.action_done("Well")
        with self._at("2026-01-08 08:00:00"):
            visit.action_done("Well")
        self.assertEqual((visit.state, visit.done_by, str(visit.date_done)), ("done", self.officer, "2026-01-01"))
        self.assertEqual(visit.finding_count, 1)
        with self.assertRefused("cannot be changed"):
            visit.conclusion = "Another"
        with self.assertRefused("cannot be changed"):
            visit.line_ids[:1].finding = "good"

    def test_officers_see_and_conclude_their_own(self):
        visit = self._answered(self._visit(user=self.manager, user_id=self.manager.id))
        with self.assertRaises(AccessError):
            visit.with_user(self.officer).read(["conclusion"])
        with self.assertRefused("who is responsible", error=AccessError):
            visit.with_user(self.management).action_done("Well")
        visit.user_id = self.officer
        visit.with_user(self.officer).action_done("Well")
        self.assertEqual(visit.done_by, self.officer)

    def test_the_responsible_has_the_role(self):
        with self.assertRefused("has not the role", error=ValidationError):
            self._visit(user=self.manager, user_id=self.researcher.id)
        with self.assertRefused("has not the role", error=ValidationError):
            self._watch(user=self.officer)

    def test_the_branch_that_waited_longest_is_next(self):
        self._visit(branch_id=self.branch.id, date="2026-01-01")
        dues = self._due("office_visit", "2026-02-01", "2026-03-01", "2026-04-01")
        branches = self.visits._branches_to_visit(dues)
        self.assertEqual([branches[due] for due in dues], [self.other_branch.id, self.branch.id, self.other_branch.id])

    def test_what_the_policy_asks_for_is_not_cancelled(self):
        due = self._due("interview", "2026-02-01")
        due._begin()
        for step in ("action_cancel", "unlink"):
            with self.assertRefused("is asked for by the policy"):
                getattr(due.visit_id.with_user(self.manager), step)()
        own = self._visit()
        own.action_cancel()
        self.assertEqual((own.state, own.activity_ids.ids), ("cancelled", []))

    # ----------------------------------------------------------------- watches
    def test_management_looks_and_ticks_off(self):
        watch = self._watch()
        self.assertFalse(watch.line_ids)
        with self.assertRefused("may do this", error=AccessError):
            watch.with_user(self.finance).action_done("Seen")
        with self.assertRaises(AccessError):
            watch.with_user(self.management).write({"conclusion": "Other"})
        with self._at("2099-01-01 08:00:00"), self.assertRefused("Count them again"):
            watch.with_user(self.management).action_done("Seen")
        wizard = (
            self.env["beneficiary.visit.step"]
            .with_user(self.management)
            .create({"visit_id": watch.id, "conclusion": "Two complaints wait too long"})
        )
        wizard.action_confirm()
        self.assertEqual((watch.state, watch.done_by), ("done", self.management))
        with self.assertRefused("cannot be changed"):
            watch.conclusion = "Other"
        with self.assertRefused("this step needs"):
            watch.with_user(self.management).action_count()

    def test_the_figures_of_complaints_and_inquiries(self):
        with self._at("2026-01-04 07:00:00"):
            self._create_complaint()  # before the period, and it waits
        with self._at("2026-02-15 07:00:00"):
            first, second, third = (self._create_complaint(contact_name=name) for name in ("A", "B", "C"))
            lead = self.env["crm.lead"].with_user(self.officer).create({"is_inquiry": True, "question": "When?"})
        with self._at("2026-02-15 08:00:00"):
            first.action_acknowledge()
            lead.message_post(body="Today", message_type="comment")
        with self._at("2026-03-10 07:00:00"):
            second.action_acknowledge()
            first.action_resolve("answered", "We called")
            self._run_cron("beneficiary.ir_cron_clocks")
            watch = self._watch()
        self.assertEqual((str(watch.date_from), str(watch.date_to)), ("2026-02-08", "2026-03-10"))
        row = self._row(watch, "acknowledge")
        self.assertEqual((row.received, row.done, row.in_time, row.share), (3, 2, 1, 50))
        self.assertEqual((row.waiting, row.late), (2, 2), "the third, and the one of before")
        row = self._row(watch, "resolve")
        self.assertEqual((row.received, row.done), (3, 1))
        self.assertEqual([self._row(watch, subject).received for subject in ("amicable", "repeat")], [0, 0])
        self.assertEqual(self._row(watch, "first_answer").received, 1)
        with self._at("2026-03-11 07:00:00"):
            third.action_acknowledge()
            watch.with_user(self.management).action_count()
        self.assertEqual(self._row(watch, "acknowledge").done, 3)

    def test_the_next_watch_begins_where_the_last_ended(self):
        with self._at("2026-03-10 07:00:00"):
            self._watch().with_user(self.management).action_done("Seen")
        with self._at("2026-03-20 07:00:00"):
            self.assertEqual(str(self._watch().date_from), "2026-03-10")

    def test_liaison_officers_side_by_side(self):
        self.env["beneficiary.liaison"].create({"user_id": self.officer.id, "company_id": self.company.id})
        leads = self.env["crm.lead"].with_user(self.manager)
        leads = leads.create([{"is_inquiry": True, "question": f"When? {n}"} for n in range(3)])
        leads.sudo().user_id = self.officer
        watch = self._watch("liaison_supervision")
        row = watch.row_ids.filtered(lambda row: row.user_id == self.officer)
        self.assertEqual((row.received, row.waiting, row.done, row.subject), (3, 3, 0, "liaison"))
        with self.assertRaises(AccessError):
            row.with_user(self.officer).read(["received"])

    # ------------------------------------------------------------ confidential
    def test_a_complaint_about_management_is_not_told_by_a_count(self):
        """Whoever is accused must not find out from a number that differs from what he sees."""
        self._create_complaint()
        hidden = self._create_complaint(contact_name="B", accused_user_ids=[(6, 0, self.management.ids)])
        watch = self._watch()
        self.assertEqual(self._row(watch, "acknowledge").received, 1, "the responsible does not see the other")
        self.assertFalse(watch.barred_user_ids)
        other = self._watch(user=self.manager)
        self.assertEqual(self._row(other, "acknowledge").received, 2)
        self.assertEqual(other.barred_user_ids, self.management)
        management = self.visits.with_user(self.management)
        self.assertFalse(management.search([("id", "=", other.id)]))
        self.assertFalse(management.env["beneficiary.visit.row"].search([("visit_id", "=", other.id)]))
        self.assertFalse(
            management.env["mail.message"].search([("model", "=", other._name), ("res_id", "=", other.id)])
        )
        self.assertTrue(hidden.exists())

    def test_accused_later(self):
        complaint = self._create_complaint()
        done = self._watch(user=self.manager)
        done.with_user(self.manager).action_done("Seen")
        planned = self._watch()
        self.assertEqual(self._row(planned, "acknowledge").received, 1)
        complaint.accused_user_ids = self.management
        self.assertEqual(done.barred_user_ids, self.management)
        self.assertFalse(self.visits.with_user(self.management).search([("id", "=", done.id)]))
        self.assertEqual(self._row(planned, "acknowledge").received, 0, "counted anew, without it")

    # ------------------------------------------------------------------ queries
    def test_figures_cost_the_same_for_many(self):
        def count(number):
            for index in range(number):
                self._create_complaint(contact_name=f"Person {number}-{index}")
            return self._count_queries(self._watch().sudo()._count)

        few = count(2)
        self.assertLessEqual(count(12), few + 3)
