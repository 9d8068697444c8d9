from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .meeting_common import MeetingCommon


@tagged("post_install", "-at_install")
class TestMeetingCalendar(MeetingCommon):
    """A meeting and its entry in the calendar are at one time and place."""

    def test_the_planner_moves_it_in_the_calendar(self):
        event = self.meeting.event_id.with_user(self.chair)
        start = self.meeting.start + timedelta(days=2)
        event.write({"start": start, "stop": start + timedelta(hours=2), "location": "Hall"})
        self.assertEqual((self.meeting.start, self.meeting.duration, self.meeting.location), (start, 2, "Hall"))

    def test_the_calendar_follows_the_meeting(self):
        start = self.meeting.start + timedelta(days=2)
        self.meeting.write({"start": start, "duration": 3})
        self.assertEqual(self.meeting.event_id.start, start)
        self.assertEqual(self.meeting.event_id.stop, start + timedelta(hours=3))

    def test_a_guest_does_not_move_it(self):
        event = self.meeting.event_id.with_user(self.committee_member)
        with self.assertRaises(UserError):
            event.write({"start": self.meeting.start + timedelta(days=2)})

    def test_a_held_meeting_is_not_moved(self):
        self._hold()
        with self.assertRefused("this step needs “Planned”"):
            self.meeting.event_id.with_user(self.chair).write({"start": self.meeting.start + timedelta(days=2)})

    def test_a_planned_meeting_is_called_off_not_deleted(self):
        with self.assertRefused("call the meeting off"):
            self.meeting.event_id.with_user(self.chair).unlink()

    def test_a_planned_meeting_is_called_off_not_archived(self):
        with self.assertRefused("call the meeting off"):
            self.meeting.event_id.with_user(self.chair).write({"active": False})

    def test_a_moved_meeting_is_announced_anew_and_the_same_date_once(self):
        self.meeting.action_fill_agenda()
        self.meeting.action_announce()
        self.meeting.action_announce()
        notices = self.env["beneficiary.notice"].search(
            [("kind", "=", "committee_date"), ("request_id", "in", self.items.request_id.ids)]
        )
        self.assertEqual(len(notices), 2)
        self.meeting.start += timedelta(days=1)
        self.meeting.action_announce()
        self.meeting.start -= timedelta(days=1)
        with self._at("2031-01-01 08:00:00"):
            self.meeting.action_announce()
        self.assertEqual(
            self.env["beneficiary.notice"].search_count(
                [("kind", "=", "committee_date"), ("request_id", "in", self.items.request_id.ids)]
            ),
            6,
        )
