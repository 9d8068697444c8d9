from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .meeting_common import MeetingCommon


@tagged("post_install", "-at_install")
class TestAttendance(MeetingCommon):
    """Who comes late or leaves early votes on what is decided in between, and on nothing else."""

    def setUp(self):
        super().setUp()
        self._hold(present=(self.chair, self.secretary, self.committee_member))
        self.now = fields.Datetime.now()
        self.late = self._attendee(self.committee_member)

    def test_nobody_votes_before_arriving(self):
        self.late.arrived_on = self.now + timedelta(hours=1)
        with self.assertRefused("was not in the room", "Arrived late"):
            self.items.with_user(self.committee_member).cast_vote("for")

    def test_nobody_votes_after_leaving(self):
        self.late.left_on = self.now - timedelta(minutes=5)
        with self.assertRefused("was not in the room"):
            self.items.with_user(self.committee_member).cast_vote("for")

    def test_who_is_in_the_room_votes(self):
        self.late.write({"arrived_on": self.now - timedelta(minutes=5), "left_on": self.now + timedelta(minutes=5)})
        self.items.with_user(self.committee_member).cast_vote("for")
        self.assertEqual(self.items.mapped("votes_for"), [1, 1])

    def test_times_do_not_contradict_a_vote(self):
        self.items.with_user(self.committee_member).cast_vote("for")
        with self.assertRefused("was therefore present"):
            self.late.arrived_on = self.now + timedelta(hours=1)

    def test_nobody_leaves_before_arriving(self):
        with self.assertDatabaseRefuses("beneficiary.committee.attendee", "cannot leave the meeting before"):
            self.late.write({"arrived_on": self.now, "left_on": self.now - timedelta(hours=1)})

    def test_times_are_the_secretary_s(self):
        with self.assertRefused("plan and hold its meetings"):
            self.late.with_user(self.committee_member).arrived_on = self.now

    def test_times_are_certified(self):
        self.late.arrived_on = self.now
        self._decide()
        self._certify(self.chair, self.secretary, self.committee_member)
        self.assertEqual(self.meeting._content()["attendees"][2]["arrived_on"], str(self.now))
        self.assertTrue(self.meeting.check_integrity())

    def test_the_minutes_say_from_when(self):
        self.late.arrived_on = self.now
        facts = dict(self.env["report.beneficiary.report_meeting_minutes"]._facts(self.meeting))
        self.assertIn("from ", facts["Present"])
