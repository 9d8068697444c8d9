from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SUNDAY, ClockCommon

MONDAY = "2026-01-05 06:00:00"


@tagged("post_install", "-at_install")
class TestClockEvents(ClockCommon):
    """What starts, meets and stops a clock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request(cls.applicant)

    def setUp(self):
        super().setUp()
        self._submit_at(SUNDAY, self.request)

    def _decide(self, request, choice="for"):
        if request.state == "submitted":
            request.action_complete()
        request.action_send_to_committee()
        item = request.sudo().item_ids
        self._vote(item, {self.chair: choice, self.secretary: choice})
        item.with_user(self.chair).write({"reason": "As voted", "early_reason": "Clear"})
        item.with_user(self.chair).action_decide()
        return request

    def assertState(self, kind, state, request=None):
        self.assertEqual(self._clock(request or self.request, kind).state, state)

    # ----------------------------------------------------------- first answer
    def test_the_acknowledgement_is_no_answer(self):
        self.assertIn("We have received your request", self._notes(self.request))
        self.assertState("first_answer", "running")

    def test_a_message_answers(self):
        with self._at(MONDAY):
            self._message(self.request)
        clock = self._clock(self.request, "first_answer")
        self.assertEqual(clock.state, "met")
        self.assertEqual(fields.Datetime.to_string(clock.stopped_on), MONDAY)
        self.assertEqual(clock.elapsed_hours, 6)  # five on Sunday and one on Monday

    def test_a_message_too_late(self):
        with self._at("2026-01-06 06:00:00"):
            self._message(self.request)
        self.assertState("first_answer", "met_late")

    def test_a_note_answers_nothing(self):
        with self._at(MONDAY):
            self._message(self.request, subtype_xmlid="mail.mt_note", partner_ids=[])
        self.assertState("first_answer", "running")

    def test_a_message_to_somebody_else_answers_nothing(self):
        with self._at(MONDAY):
            self._message(self.request, partner_ids=self.manager.partner_id.ids)
        self.assertState("first_answer", "running")

    def test_a_message_to_the_applicant_who_follows(self):
        self.request.sudo().message_subscribe(partner_ids=self.request.partner_id.ids)
        with self._at(MONDAY):
            self._message(self.request, subtype_xmlid="mail.mt_note", partner_ids=[])
            self.assertState("first_answer", "running")
            self._message(self.request, partner_ids=[])
        self.assertState("first_answer", "met")

    def test_what_the_applicant_writes_answers_nothing(self):
        with self._at(MONDAY):
            self._message(self.request.sudo(), author_id=self.request.partner_id.id)
        self.assertState("first_answer", "running")

    def test_a_notice_answers(self):
        with self._at(MONDAY):
            self.request._send_notice("missing")
        self.assertState("first_answer", "met")

    # ------------------------------------------------------------------- news
    def test_every_message_begins_the_wait_for_news_anew(self):
        for day, deadline in (("05", "2026-01-19"), ("11", "2026-01-25")):
            with self._at(f"2026-01-{day} 06:00:00"):
                self._message(self.request)
            self.assertDeadline(self.request, "update", f"{deadline} 13:00:00")
        self.assertState("update", "running")

    def test_the_decision_too(self):
        with self._at(MONDAY):
            request = self._decide(self.request)
        self.assertState("update", "running")
        self.assertDeadline(request, "update", "2026-01-19 13:00:00")

    # ------------------------------------------------------------------- steps
    def test_decision(self):
        with self._at(MONDAY):
            self.request.action_complete()
        self.assertState("decision", "running")
        with self._at("2026-01-06 06:00:00"):
            self._decide(self.request)
        self.assertState("decision", "met")
        self.assertState("first_answer", "met_late")

    def test_refusal_ends_them_all(self):
        with self._at(MONDAY):
            self._decide(self.request, "against")
        self.assertEqual(self.request.state, "refused")
        self.assertEqual(set(self.request.clock_ids.mapped("state")), {"met"})
        self.assertFalse(self.request.clock_state)
        self.assertFalse(self.request.clock_deadline)

    def test_delivery_ends_the_wait_for_news(self):
        with self._at(MONDAY):
            self._deliver(self._decide(self.request))
        self.assertState("update", "met")
        self.assertFalse(self.request.clock_state)

    def test_return_and_submission_anew(self):
        with self._at(MONDAY):
            self.request.action_complete()
            self.request.action_return("The ID is blurred")
        self.assertState("first_answer", "met")
        self.assertState("update", "stopped")
        self.assertState("decision", "stopped")
        with self._at("2026-01-11 06:00:00"):
            self._sign(self.request)
            self.request.action_submit()
        self.assertState("first_answer", "running")
        self.assertState("update", "running")
        self.assertState("decision", "stopped")
        self.assertDeadline(self.request, "first_answer", "2026-01-12 06:00:00")
        self.assertEqual(len(self.request.clock_ids), 3, "a case has one clock of each kind")

    def test_cancelled(self):
        with self._at(MONDAY):
            self.request.action_cancel("Withdrawn")
        self.assertEqual(set(self.request.clock_ids.mapped("state")), {"stopped"})

    def test_deleted_with_the_case(self):
        request = self._create_request(self.applicant)
        request.sudo().state = "submitted"
        clocks = request.sudo().clock_ids
        self.assertTrue(clocks)
        request.sudo().state = "cancelled"
        request.with_user(self.manager).unlink()
        self.env.flush_all()
        self.assertFalse(clocks.exists())

    def test_a_draft_has_none(self):
        self.assertFalse(self._create_request(self.applicant).clock_ids)

    def test_cases_that_are_brought_in_under_way(self):
        """An import of what was complete on a date: the decision counts from there, the rest from today."""
        with self._at(MONDAY):
            request = self.env["beneficiary.request"].create(
                {
                    "beneficiary_id": self.applicant.id,
                    "program_id": self.program.id,
                    "channel_id": self.channel.id,
                    "company_id": self.company.id,
                    "state": "complete",
                    "date_submitted": "2025-12-30 08:00:00",
                    "date_complete": "2026-01-01 08:00:00",
                }
            )
        self.assertDeadline(request, "decision", "2026-01-22 13:00:00")
        self.assertDeadline(request, "first_answer", "2026-01-06 06:00:00")

    # ------------------------------------------------------------ who sees them
    def test_clocks_follow_the_case(self):
        clock = self._clock(self.request, "update")
        self.assertEqual((clock.user_id, clock.branch_id, clock.name), (self.officer, self.branch, self.request.name))
        self.request.user_id = self.manager
        self.applicant.sudo().branch_id = self.other_branch
        self.env.flush_all()
        self.assertEqual((clock.user_id, clock.branch_id), (self.manager, self.other_branch))
        self.assertFalse(self.env["beneficiary.clock"].with_user(self.delegate).search([("id", "=", clock.id)]))

    def test_nobody_writes_one(self):
        clock = self._clock(self.request, "update")
        for user in (self.delegate, self.officer, self.manager):
            with self.assertRaises(AccessError):
                clock.with_user(user).deadline = "2030-01-01 00:00:00"
            with self.assertRaises(AccessError):
                self.request.with_user(user).clock_state = "running"
            with self.assertRaises(AccessError):
                self.request.with_user(user).write({"clock_ids": [(1, clock.id, {"state": "met"})]})
            with self.assertRaises(AccessError):
                clock.with_user(user).unlink()

    def test_open_the_case(self):
        action = self._clock(self.request, "update").with_user(self.officer).action_open_case()
        self.assertEqual((action["res_model"], action["res_id"]), ("beneficiary.request", self.request.id))
