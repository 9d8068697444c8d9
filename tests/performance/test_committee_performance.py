from odoo.tests import tagged

from ..committee.meeting_common import MeetingCommon


@tagged("post_install", "-at_install")
class TestCommitteePerformance(MeetingCommon):
    """A long agenda is one vote for each member and case, and yet one batch (R-45)."""

    def _agenda(self, count):
        items = self.env["beneficiary.committee.item"]
        for _number in range(count):
            items |= self._review()
        meeting = self._plan()
        meeting.add_items(items)
        for user in (self.chair, self.secretary):
            self._attendee(user, meeting).presence = "present"
        meeting.action_hold()
        self.env.flush_all()
        self.env.invalidate_all()
        return items

    def _queries(self, function):
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_votes_cost_the_same_for_few_and_many(self):
        few, many = self._agenda(2), self._agenda(12)
        first, second = (self._queries(lambda i=i: i.with_user(self.chair).cast_vote("for")) for i in (few, many))
        self.assertLessEqual(second, first + 12, "a query for each case beside its own record")
