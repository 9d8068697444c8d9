from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..complaint.common import ComplaintCommon
from .answers_common import AnswersMixin

CRON = "beneficiary.ir_cron_improvements"


@tagged("post_install", "-at_install")
class TestImprovement(AnswersMixin, ComplaintCommon):
    """What people said leads to something, and the next round shows whether it helped (R-22)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clause = cls.policy.clause_ids[:1]

    def _improvement(self, user=None, **vals):
        defaults = {"name": "A second counter", "deadline": "2026-03-31", "clause_id": self.clause.id}
        if "cause_kind" in vals:
            del defaults["clause_id"]
        return self.env["beneficiary.improvement"].with_user(user or self.officer).create(defaults | vals)

    def _of_complaint(self, complaint=None, **vals):
        complaint = complaint or self._create_complaint()
        return self._improvement(cause_kind="complaint", complaint_id=complaint.id, **vals)

    def _run(self, day):
        with self._at(f"{day} 08:00:00"):
            self._run_cron(CRON)
        self.env.invalidate_all()

    # ------------------------------------------------------------------- causes
    def test_it_comes_from_one_thing(self):
        with self.assertRefused("choose under “Complaint”", error=ValidationError):
            self._improvement(cause_kind="complaint")
        with self.assertRefused("comes from one thing", error=ValidationError):
            self._improvement(complaint_id=self._create_complaint().id)

    def test_it_names_only_what_its_author_sees(self):
        hidden = self._create_complaint(accused_user_ids=[(6, 0, self.officer.ids)], user=self.manager)
        with self.assertRaises(AccessError):
            self._of_complaint(hidden)
        with self.assertRaises(AccessError):
            self._improvement().complaint_id = hidden

    def test_it_comes_from_a_finding(self):
        visit = self.env["beneficiary.visit"].with_user(self.officer).create({"branch_id": self.branch.id})
        line = visit.line_ids[:1]
        line.write({"finding": "bad", "note": "No seats"})
        context = line.action_improve()["context"]
        improvement = self.env["beneficiary.improvement"].with_user(self.officer).with_context(**context)
        improvement = improvement.create({"name": "Buy seats", "deadline": "2026-03-31"})
        self.assertEqual((improvement.line_id, improvement.branch_id), (line, self.branch))
        self.assertEqual((improvement.description, visit.improvement_count), ("No seats", 1))
        self.assertEqual(improvement.action_view_cause()["res_id"], visit.id)

    # -------------------------------------------------------------------- steps
    def test_from_to_do_to_done(self):
        improvement = self._improvement()
        self.assertEqual(improvement.activity_ids.user_id, self.officer)
        improvement.action_start()
        with self.assertRefused("What was done"):
            improvement.action_done()
        improvement.done_text = "There are two counters"
        improvement.action_done()
        self.assertEqual((improvement.state, improvement.effect), ("done", "pending"))
        self.assertFalse(improvement.activity_ids.filtered("active"))
        with self.assertRefused("is finished"):
            improvement.done_text = "Three"

    def test_given_up_for_a_reason(self):
        improvement = self._improvement()
        with self.assertRefused("Why it was given up"):
            improvement.action_cancel()
        improvement.cancel_reason = "The branch is closed"
        improvement.action_cancel()
        self.assertEqual((improvement.state, improvement.activity_ids.ids), ("cancelled", []))

    def test_managers_hear_once_of_what_is_late(self):
        improvement = self._improvement()
        self._run("2026-03-31")
        self.assertFalse(improvement.late_on)
        self._run("2026-04-01")
        self.assertEqual(str(improvement.late_on), "2026-04-01")
        late = improvement.activity_ids.filtered(lambda a: a.user_id != self.officer)
        self.assertEqual((late.summary, len(late)), ("Late: A second counter", 1))
        self._run("2026-04-02")
        self.assertEqual(len(improvement.activity_ids), 2)
        with self._at("2026-04-02 08:00:00"):
            found = self.env["beneficiary.improvement"].search([("is_late", "=", True)])
            self.assertIn(improvement, found)

    # ------------------------------------------------------------------- effect
    def _snapshot(self, figure, day, value):
        vals = {"figure_id": figure.id, "company_id": self.company.id, "date": day, "value": value}
        return self.env["beneficiary.figure.snapshot"].create(vals | {"has_value": True, "result": "none"})

    def test_a_figure_shows_whether_it_helped(self):
        figure = self.env["beneficiary.figure"].search([("company_id", "=", False)], limit=1)
        with self.assertRefused("choose the figure", error=ValidationError):
            self._improvement(measure_by="figure")
        helped = self._improvement(measure_by="figure", figure_id=figure.id)
        worse = self._improvement(measure_by="figure", figure_id=figure.id, direction="lower")
        two = self._improvement(measure_by="figure", figure_id=figure.id)
        two |= two.copy()
        together = helped | worse | two
        self._snapshot(figure, "2026-02-01", 90)
        self._snapshot(figure, "2026-03-01", 60)
        with self._at("2026-03-02 08:00:00"):
            together.action_start()
        self.assertEqual((helped.value_before, str(helped.date_before)), (60, "2026-03-01"))
        self.assertEqual(str(helped.measure_on), "2026-06-29", "ninety days after its deadline")
        together.done_text = "There are two counters"
        with self._at("2026-03-20 08:00:00"):
            together.action_done()
            with self.assertRefused("no newer value"):
                helped.with_user(self.manager).action_measure()
        self._snapshot(figure, "2026-06-28", 75)
        self._run("2026-06-28")
        self.assertEqual((helped.state, helped.effect), ("done", "pending"))
        two.with_user(self.manager).action_measure()
        self.assertEqual(two.mapped("change"), [15, 15], "earlier than by itself, and several at once")
        self._run("2026-06-29")
        self.assertEqual((helped.state, helped.value_after, helped.change), ("measured", 75, 15))
        self.assertEqual((helped.effect, worse.effect), ("better", "worse"))
        with self.assertRefused("is finished"):
            helped.sudo().value_after = 99

    def _round_of(self, survey, day, score, program):
        """Hold a round in which six people answer about ``program``, and close it on ``day``."""
        with self._at(f"{day} 08:00:00"):
            survey_round = self._create_round(survey, date_open=day, date_close=day)
            for partner in self._create_people(6, day):
                self._answer(survey_round, partner, score, program=program)
            survey_round._close()
        return survey_round

    def test_the_next_round_shows_whether_it_helped(self):
        survey = self._create_questionnaire()
        other = self.program.copy({"name": "Other support"})
        first = self._round_of(survey, "2026-02-01", 2, self.program)
        self._round_of(survey, "2026-02-02", 5, other)
        cell = self._cells(first, question_id=self.q_service.id)[:1]
        with self.assertRefused("choose what the answers are about", error=ValidationError):
            self._improvement(cause_kind="cell", cell_id=cell.id, measure_by="answer")
        improvement = self._improvement(
            cause_kind="cell", cell_id=cell.id, measure_by="answer", topic="service", program_id=self.program.id
        )
        with self._at("2026-02-10 08:00:00"):
            improvement.action_start()
        self.assertEqual((improvement.value_before, str(improvement.date_before)), (25, "2026-02-01"))
        improvement.write({"done_text": "A second counter", "measure_on": "2026-03-01"})
        with self._at("2026-02-20 08:00:00"):
            improvement.action_done()
        self._run("2026-03-01")
        self.assertEqual(improvement.state, "done", "no round since")
        self._round_of(survey, "2026-05-01", 4, self.program)
        self._run("2026-05-02")
        self.assertEqual((improvement.state, improvement.effect, improvement.change), ("measured", "better", 50))

    def test_what_somebody_wrote_stays_with_management(self):
        comments = self.env["beneficiary.feedback.comment"].sudo()
        comment = comments.create({"text": "No seats", "company_id": self.company.id, "date": "2026-02-01"})
        with self.assertRaises(AccessError):
            self._improvement(cause_kind="comment", comment_id=comment.id)
        improvement = self._improvement(user=self.manager, cause_kind="comment", comment_id=comment.id)
        improvement.user_id = self.officer
        with self.assertRaises(AccessError):
            improvement.with_user(self.officer).read(["comment_id"])
        with self.assertRaises(AccessError):
            improvement.with_user(self.officer).action_view_cause()
        improvement.with_user(self.officer).action_start()

    # ------------------------------------------------------------- confidential
    def test_it_is_as_confidential_as_its_complaint(self):
        complaint = self._create_complaint(user=self.manager)
        improvement = self._of_complaint(complaint)
        improvement.message_subscribe(self.officer.partner_id.ids)
        complaint.accused_user_ids = self.officer
        seen = self.env["beneficiary.improvement"].with_user(self.officer)
        self.assertFalse(seen.search([("id", "=", improvement.id)]))
        self.assertFalse(seen.env["mail.message"].search([("model", "=", seen._name), ("res_id", "=", improvement.id)]))
        self.assertFalse(
            seen.env["mail.activity"].search([("res_model", "=", seen._name), ("res_id", "=", improvement.id)])
        )
        improvement = improvement.with_env(self.env)
        self.assertNotEqual(improvement.user_id, self.officer, "somebody else takes it on")
        self.assertNotIn(self.officer.partner_id, improvement.message_partner_ids)
        with self.assertRefused("cannot be responsible", error=ValidationError):
            improvement.user_id = self.officer
