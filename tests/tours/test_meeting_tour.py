from odoo import fields
from odoo.tests import HttpCase, tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestMeetingTour(BeneficiaryCommon, HttpCase):
    """The secretary plans and holds a meeting in a real browser, and those who came certify its minutes."""

    template = "samtah"  # no earliest date stands in the way

    def test_plan_hold_certify(self):
        items = self._review() | self._review()
        self.start_tour("/odoo/beneficiary-meetings", "beneficiary_meeting_hold", login="test_secretary")
        meeting = items.meeting_id
        self.assertEqual((len(meeting), meeting.state), (1, "held"))
        came = meeting.attendee_ids.filtered(lambda a: a.presence == "present").user_id
        self.assertEqual(came, self.chair | self.secretary)
        self.assertEqual(set(meeting.attendee_ids.mapped("presence")), {"present", "absent"})
        self.assertEqual(items.mapped("announced_start"), [meeting.start] * 2)
        for user in (self.chair, self.secretary):
            items.with_user(user).cast_vote("for")
        items.with_user(self.chair).write({"reason": "In need"})
        items.with_user(self.chair).action_decide()
        for login in ("test_secretary", "test_chair"):
            self.start_tour(f"/odoo/beneficiary-meetings/{meeting.id}", "beneficiary_meeting_certify", login=login)
        self.assertEqual(meeting.state, "certified")
        self.assertTrue(meeting.check_integrity())
        self.assertLessEqual(meeting.certified_on, fields.Datetime.now())
