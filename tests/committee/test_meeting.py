from odoo.exceptions import AccessError
from odoo.tests import tagged

from .meeting_common import MeetingCommon


@tagged("post_install", "-at_install")
class TestMeeting(MeetingCommon):
    # ------------------------------------------------------------------- plan
    def test_number_and_attendees(self):
        self.assertRegex(self.meeting.name, r"^MTG/\d{4}/\d{4}$")
        self.assertNotEqual(self._plan().name, self.meeting.name)
        self.assertEqual(self.meeting.attendee_ids.user_id, self.chair | self.secretary | self.committee_member)
        self.assertEqual(self._attendee(self.chair).role, "chair")
        self.assertFalse(any(self.meeting.attendee_ids.mapped("presence")))

    def test_calendar(self):
        meeting = self._plan(start="2031-03-02 08:00:00", duration=1.5, location="Hall")
        event = meeting.event_id.sudo()
        self.assertEqual((str(event.start), str(event.stop)), ("2031-03-02 08:00:00", "2031-03-02 09:30:00"))
        self.assertEqual(event.partner_ids, meeting.attendee_ids.user_id.partner_id)
        self.assertEqual((event.name, event.location), (f"Committee meeting {meeting.name}", "Hall"))
        meeting.write({"start": "2031-03-03 08:00:00", "location": "Office"})
        self.assertEqual((str(event.start), str(event.stop)), ("2031-03-03 08:00:00", "2031-03-03 09:30:00"))
        self.assertEqual(event.location, "Office")
        meeting.action_cancel()
        self.assertFalse(event.active)

    def test_the_calendar_names_no_case(self):
        self.meeting.action_fill_agenda()
        event = self.meeting.event_id.sudo()
        said = f"{event.name} {event.description or ''}"
        for item in self.items:
            self.assertNotIn(item.request_id.name, said)
            self.assertNotIn(item.beneficiary_id.name, said)
        self.assertEqual(event.privacy, "private")

    def test_who_plans(self):
        for user in (self.chair, self.secretary, self.manager):
            self.assertEqual(self._plan(user).state, "planned")
        with self.assertRefused("The chair and the secretary of", self.committee.name):
            self._plan(self.committee_member)
        for user in (self.officer, self.researcher, self.management, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._plan(user)

    def test_who_edits(self):
        meeting = self.meeting.with_user(self.committee_member)
        self.assertFalse(meeting.may_edit)
        for attempt in (
            lambda: meeting.write({"minutes": "Mine"}),
            lambda: meeting.write({"start": "2031-01-01 08:00:00"}),
            lambda: self._attendee(self.committee_member, meeting).write({"presence": "present"}),
            meeting.action_hold,
            meeting.action_fill_agenda,
            meeting.action_announce,
            meeting.action_cancel,
            lambda: meeting.add_items(self.items),
        ):
            with self.assertRefused("The chair and the secretary of"):
                attempt()
        self.meeting.with_user(self.secretary).minutes = "Opened at nine"
        self.assertIn("Opened at nine", str(self.meeting.minutes))

    def test_state_is_not_written_by_hand(self):
        for vals in ({"state": "certified"}, {"signed_count": 3}, {"content_hash": "0"}, {"name": "MTG"}):
            with self.subTest(vals=vals), self.assertRefused("set by its own actions only", error=AccessError):
                self.meeting.write(vals)
        attendee = self._attendee(self.chair)
        for vals in ({"certified_on": "2031-01-01 08:00:00"}, {"signature": self.signature}, {"role": "member"}):
            with self.subTest(vals=vals), self.assertRefused("set by its own actions only", error=AccessError):
                attendee.write(vals)

    # ------------------------------------------------------------------- hold
    def test_hold(self):
        with self._at("2026-03-01 09:00:00"):
            meeting = self._plan(start="2026-03-01 08:00:00")
            self._hold(meeting)
        self.assertEqual((meeting.state, meeting.quorum, str(meeting.held_on)), ("held", 2, "2026-03-01 09:00:00"))
        self.assertEqual(self._attendee(self.committee_member, meeting).presence, "absent")
        self.assertEqual(meeting.present_count, 2)
        self.assertEqual(meeting.sudo().activity_ids.user_id, self.chair | self.secretary)

    def test_quorum(self):
        self._attendee(self.chair).presence = "present"
        self._attendee(self.secretary).presence = "excused"
        with self.assertRefused("1 members are marked present", "is 2", "Attendees"):
            self.meeting.action_hold()
        self.assertEqual(self.meeting.state, "planned")
        self._hold()
        with self.assertRefused("1 members are marked present"):
            self._attendee(self.secretary).presence = "absent"
        self.committee.quorum = 1
        with self.assertRefused("1 members are marked present", "is 2"):
            self._attendee(self.secretary).presence = "absent"

    def test_not_before_its_day(self):
        meeting = self._plan(start="2090-01-01 08:00:00")
        for user in (self.chair, self.secretary):
            self._attendee(user, meeting).presence = "present"
        with self.assertRefused("is planned for a later day"):
            meeting.action_hold()

    def test_members_of_the_day(self):
        seat = self.committee.member_ids.filtered(lambda m: m.user_id == self.committee_member)
        seat.user_id = self.outsider
        self._hold()
        self.assertEqual(self.meeting.attendee_ids.user_id, self.chair | self.secretary | self.outsider)

    def test_the_plan_stands_once_held(self):
        self._hold()
        for vals in ({"start": "2031-01-01 08:00:00"}, {"duration": 2}, {"location": "Elsewhere"}):
            with self.subTest(vals=vals), self.assertRefused("this step needs “Planned”"):
                self.meeting.write(vals)
        with self.assertRefused("“Held”; this step needs “Planned”"):
            self.meeting.action_cancel()
        with self.assertRefused("“Held”; this step needs “Planned”"):
            self.meeting.sudo().unlink()

    def test_late_comer(self):
        self._hold()
        self._attendee(self.committee_member).presence = "present"
        self.assertIn(self.committee_member, self.meeting.sudo().activity_ids.user_id)
        self._attendee(self.committee_member).presence = "excused"
        self.assertNotIn(self.committee_member, self.meeting.sudo().activity_ids.user_id)

    def test_who_voted_was_present(self):
        self._hold(present=(self.chair, self.secretary, self.committee_member))
        self.items[0].with_user(self.committee_member).cast_vote("for")
        with self.assertRefused(self.committee_member.name, "voted at", "was therefore present"):
            self._attendee(self.committee_member).presence = "absent"

    # ----------------------------------------------------------------- cancel
    def test_cancel(self):
        self.meeting.action_fill_agenda()
        self.meeting.action_cancel()
        self.assertEqual(self.meeting.state, "cancelled")
        self.assertFalse(self.items.meeting_id)
        with self.assertRefused("is cancelled. Plan another meeting"):
            self.meeting.sudo().write({"minutes": "Too late"})

    def test_smart_buttons(self):
        self.assertEqual(self.committee.meeting_count, 1)
        meetings = self.env["beneficiary.committee.meeting"]
        self.assertEqual(meetings.search(self.committee.action_view_meetings()["domain"]), self.meeting)
        self.meeting.action_fill_agenda()
        self.assertEqual((self.meeting.item_count, self.meeting.pending_count), (2, 2))
        self.assertEqual(
            self.env["beneficiary.committee.item"].search(self.meeting.action_view_items()["domain"]), self.items
        )
