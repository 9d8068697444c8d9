from odoo.tests import tagged

from .meeting_common import MeetingCommon


@tagged("post_install", "-at_install")
class TestMeetingAgenda(MeetingCommon):
    def _step(self, items, user, step="decide", **vals):
        wizard = self.env["beneficiary.item.step"].with_user(user)
        return wizard.create({"item_ids": [(6, 0, items.ids)], "step": step} | vals)

    # ----------------------------------------------------------------- filling
    def test_fill(self):
        other = self._plan()
        other.add_items(self.items[0])
        self.meeting.action_fill_agenda()
        self.assertEqual(other.item_ids, self.items[0])
        self.assertEqual(self.meeting.item_ids, self.items[1])
        third = self._review()
        self.meeting.with_user(self.manager).action_fill_agenda()
        self.assertEqual(self.meeting.item_ids, self.items[1] | third)
        self.assertEqual((self.meeting._agenda()).ids, [self.items[1].id, third.id], "new ones come last")

    def test_most_urgent_first(self):
        late, early = self.items
        late.request_id.sudo().reply_deadline = "2031-02-02"
        early.request_id.sudo().reply_deadline = "2031-01-01"
        self.meeting.action_fill_agenda()
        self.assertEqual(self.meeting._agenda().ids, [early.id, late.id])
        late.with_user(self.chair).sequence = 0
        self.assertEqual(self.meeting._agenda().ids, [late.id, early.id])
        with self.assertRefused("The chair and the secretary of"):
            late.with_user(self.committee_member).sequence = 5

    def test_selected(self):
        wizard = self.env["beneficiary.meeting.agenda"].with_user(self.secretary)
        wizard.create({"item_ids": [(6, 0, self.items[1].ids)], "meeting_id": self.meeting.id}).action_add()
        self.assertEqual(self.meeting.item_ids, self.items[1])
        with self.assertRefused("is on the agenda of", "Take it off there first"):
            self._plan().add_items(self.items)

    def test_another_committee(self):
        committee = self.env["beneficiary.committee"].create({"name": "Other", "company_id": self.company.id})
        meeting = self._plan(self.manager, committee_id=committee.id)
        with self.assertRefused("is a case of", self.committee.name, "cannot go on"):
            meeting.with_user(self.manager).add_items(self.items[0])

    def test_take_off(self):
        self.meeting.action_fill_agenda()
        with self.assertRefused("The chair and the secretary of"):
            self.items[0].with_user(self.committee_member).action_leave_meeting()
        self.items[0].with_user(self.secretary).action_leave_meeting()
        self.assertEqual(self.meeting.item_ids, self.items[1])

    def test_a_cancelled_case_leaves_a_planned_meeting(self):
        self.meeting.action_fill_agenda()
        self.items[0].request_id.with_user(self.officer).action_cancel("Withdrawn")
        self.assertEqual(self.meeting.item_ids, self.items[1])
        self.assertEqual(self.items[0].outcome, "returned")

    # ---------------------------------------------------------------- announce
    def test_announce_once_for_every_date(self):
        meeting = self._plan(start="2031-03-02 06:00:00")
        meeting.add_items(self.items[0])
        request = self.items[0].request_id
        told = lambda: self._notes(request).count("which meets on")  # noqa: E731
        self.assertEqual(told(), 0)
        for _i in range(2):
            meeting.action_announce()
            self.assertEqual(told(), 1)
        self.assertIn("2031", self._notes(request))
        self.assertEqual(self._notes(self.items[1].request_id).count("which meets on"), 0)
        meeting.start = "2031-03-03 06:00:00"
        meeting.action_announce()
        self.assertEqual(told(), 2)

    # ------------------------------------------------------ voting and deciding
    def test_only_when_held_and_by_those_present(self):
        self.meeting.action_fill_agenda()
        with self.assertRefused("It is voted on and decided once that meeting is held"):
            self.items[0].with_user(self.chair).cast_vote("for")
        item = self.items[0].with_user(self.chair)
        item.reason = "In need"
        for attempt in (item.action_decide, item.action_return):
            with self.assertRefused("It is voted on and decided once that meeting is held"):
                attempt()
        self._hold()
        with self.assertRefused(self.committee_member.name, "is not marked present at", self.meeting.name):
            item.with_user(self.committee_member).cast_vote("for")
        self._decide(item)
        self.assertEqual((item.outcome, item.request_id.sudo().state), ("approved", "approved"))

    def test_earlier_votes_of_those_who_are_absent(self):
        """A vote that was cast before the case went on the agenda counts when its member attends."""
        item = self.items[0]
        item.with_user(self.committee_member).cast_vote("against")
        item.with_user(self.chair).cast_vote("for")
        self._hold()
        self.assertEqual((item.votes_for, item.votes_against), (1, 0))
        self.assertFalse(item.quorum_reached)
        self._attendee(self.committee_member).presence = "present"
        self.assertEqual((item.votes_for, item.votes_against), (1, 1))

    def test_the_chairs_vote_breaks_no_tie_when_absent(self):
        item = self.items[0]
        item.with_user(self.chair).cast_vote("for")
        self._hold(present=(self.secretary, self.committee_member))
        self._vote(item, {self.secretary: "against", self.committee_member: "for"})
        item.with_user(self.secretary).reason = "In need"
        with self.assertRefused("the votes are tied"):
            item.with_user(self.secretary).action_decide()

    def test_without_a_meeting(self):
        self._decide(self.items[0])
        self.assertEqual(self.items[0].outcome, "approved", "as long as the committee does not say otherwise")
        self.committee.with_user(self.manager).decide_in_meetings = True
        item = self.items[1].with_user(self.chair)
        with self.assertRefused("decides in its meetings", item.display_name):
            item.cast_vote("for")
        self.assertTrue(item.sudo().decide_in_meetings)
        self._hold()
        self._decide(item)
        self.assertEqual(item.outcome, "approved")

    def test_votes_from_before_do_not_decide_outside_a_meeting(self):
        item = self.items[0]
        self._vote(item, {self.chair: "for", self.secretary: "for"})
        self.committee.with_user(self.manager).decide_in_meetings = True
        item.with_user(self.chair).reason = "In need"
        with self.assertRefused("decides in its meetings"):
            item.with_user(self.chair).action_decide()

    def test_recused_with_the_interest(self):
        self._hold()
        self._step(self.items[0], self.chair, "recused", text="My cousin").action_confirm()
        vote = self.items[0].sudo().vote_ids
        self.assertEqual((vote.user_id, vote.choice, vote.comment), (self.chair, "recused", "My cousin"))
        self.items[0].with_user(self.secretary).write({"reason": "In need"})
        self.items[0].with_user(self.secretary).cast_vote("for")
        with self.assertRefused("1 members voted"):
            self.items[0].with_user(self.secretary).action_decide()

    def test_decisions_of_the_selected(self):
        self._hold()
        for user in (self.chair, self.secretary):
            self._step(self.items, user, "for").action_confirm()
        self.items[0].with_user(self.chair).reason = "Its own"
        wizard = self._step(self.items, self.chair, text="In common")
        self.assertEqual(wizard.missing_count, 1)
        wizard.action_confirm()
        self.assertEqual(self.items.mapped("reason"), ["Its own", "In common"])
        self.assertEqual(self.items.mapped("outcome"), ["approved", "approved"])

    def test_decisions_of_the_selected_need_the_right(self):
        self._hold(present=(self.chair, self.secretary, self.committee_member))
        for user in (self.chair, self.secretary):
            self._step(self.items, user, "for").action_confirm()
        with self.assertRefused("records its decisions"):
            self._step(self.items, self.committee_member, text="Mine").action_confirm()
        with self.assertDatabaseRefuses("beneficiary.committee.vote", "You have already voted"):
            self._step(self.items, self.chair, "against").action_confirm()

    # --------------------------------------------------------------- long agenda
    def _long(self, count):
        """Return ``count`` cases of applicants in committee, made without the steps before."""
        requests = self.env["beneficiary.request"].sudo()
        source = self.items[0].request_id.sudo()
        vals = {
            "beneficiary_id": source.beneficiary_id.id,
            "program_id": source.program_id.id,
            "channel_id": source.channel_id.id,
            "company_id": self.company.id,
            "user_id": self.officer.id,
        }
        requests = requests.create([vals] * count)
        requests.write(
            {"state": "review", "committee_id": self.committee.id, "declaration_id": source.declaration_id.id}
        )
        requests.document_ids.write({"state": "verified", "expiry_date": "2099-01-01", "issue_date": "2026-01-01"})
        return (
            self.env["beneficiary.committee.item"]
            .sudo()
            .create([{"request_id": request.id, "committee_id": self.committee.id} for request in requests])
        )

    def test_long_agenda(self):
        """Votes and the agenda cost the same for 10 and 50 cases; only carrying decisions out costs for each."""
        costs = {}
        for count in (10, 50):
            items = self._long(count)
            meeting = self._plan()
            fill = self._count_queries(lambda m=meeting, i=items: m.add_items(i))
            for user in (self.chair, self.secretary):
                self._attendee(user, meeting).presence = "present"
            meeting.action_hold()
            vote = self._count_queries(lambda i=items: i.with_user(self.chair).cast_vote("for"))
            costs[count] = fill, vote
        for few, many in zip(costs[10], costs[50], strict=True):
            self.assertLessEqual(many, few + 5)
