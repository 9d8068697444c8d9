from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestCommitteeDecision(BeneficiaryCommon):
    template = "samtah"  # no earliest date stands in the way

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request()
        cls.item = cls._review(cls.request).with_user(cls.chair)

    def _decide(self, choices, user=None, **vals):
        self._vote(self.item, choices)
        item = self.item.with_user(user or self.chair)
        item.write({"reason": "In need"} | vals)
        item.action_decide()
        return self.request

    # ---------------------------------------------------------------- outcome
    def test_approved(self):
        with self._at("2026-03-01 09:00:00"):
            request = self._decide({self.chair: "for", self.secretary: "for"})
        self.assertEqual(self.item.outcome, "approved")
        self.assertEqual(self.item.decided_by, self.chair)
        self.assertEqual(str(self.item.decided_on), "2026-03-01 09:00:00")
        self.assertEqual((request.state, request.decision_reason), ("approved", "In need"))
        self.assertEqual(str(request.date_decided), "2026-03-01 09:00:00")
        self.assertEqual(request.date_replied, request.date_decided)

    def test_refused(self):
        request = self._decide({self.chair: "against", self.secretary: "against", self.committee_member: "for"})
        self.assertEqual((self.item.outcome, request.state), ("refused", "refused"))
        self.assertEqual(request.amount_approved, 0)

    def test_amount(self):
        self.assertEqual(self.item.amount_approved, 1000, "what was asked for, to begin with")
        request = self._decide({self.chair: "for", self.secretary: "for"}, amount_approved=600)
        self.assertEqual(request.amount_approved, 600)

    def test_the_applicant_is_told(self):
        request = self._decide({self.chair: "for", self.secretary: "for"}, amount_approved=600)
        self.assertIn("has been approved", self._notes(request))
        self.assertIn("In need", self._notes(request))

    def test_abstentions_decide_nothing(self):
        request = self._decide({self.chair: "abstain", self.secretary: "for"})
        self.assertEqual(request.state, "approved")

    # ----------------------------------------------------------------- quorum
    def test_quorum(self):
        self._vote(self.item, {self.chair: "for"})
        self.item.reason = "In need"
        self.assertFalse(self.item.quorum_reached)
        with self.assertRefused(self.request.name, "1 members voted", f"the quorum of “{self.committee.name}” is 2"):
            self.item.action_decide()
        self._vote(self.item, {self.secretary: "abstain"})
        self.assertTrue(self.item.quorum_reached)
        self.item.action_decide()
        self.assertEqual(self.request.state, "approved")

    def test_who_is_recused_does_not_count(self):
        self._vote(self.item, {self.chair: "for", self.secretary: "recused"})
        self.item.reason = "In need"
        with self.assertRefused("1 members voted"):
            self.item.action_decide()

    def test_quorum_is_positive(self):
        with self.assertDatabaseRefuses("beneficiary.committee", "The quorum must be at least 1"):
            self.committee.quorum = 0

    # -------------------------------------------------------------------- tie
    def test_the_chair_breaks_a_tie(self):
        request = self._decide({self.chair: "against", self.secretary: "for"}, user=self.secretary)
        self.assertEqual(request.state, "refused")

    def test_the_chair_breaks_a_tie_in_favour(self):
        self.assertEqual(self._decide({self.chair: "for", self.secretary: "against"}).state, "approved")

    def test_a_tie_that_the_chair_does_not_break(self):
        for choice in ("abstain", "recused"):
            with self.subTest(choice=choice), self.env.cr.savepoint() as savepoint:
                with self.assertRefused("the votes are tied", "the chair's vote does not break the tie"):
                    self._decide({self.chair: choice, self.secretary: "for", self.committee_member: "against"})
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_tie_without_a_chair(self):
        self.committee.member_ids.filtered(lambda m: m.role == "chair").role = "member"
        with self.assertRefused("the votes are tied"):
            self._decide({self.chair: "for", self.secretary: "against"}, user=self.secretary)

    # ------------------------------------------------------------ who and how
    def test_reason(self):
        self._vote(self.item, {self.chair: "for", self.secretary: "for"})
        for reason in (False, "  "):
            self.item.reason = reason
            with self.assertRefused("write the reason of the decision"):
                self.item.action_decide()
            with self.assertRefused("write the reason of the decision"):
                self.item.action_return()
        self.assertEqual(self.request.state, "review")

    def test_chair_or_secretary(self):
        self._vote(self.item, {self.chair: "for", self.secretary: "for", self.committee_member: "for"})
        self.item.reason = "In need"
        member_item = self.item.with_user(self.committee_member)
        self.assertFalse(member_item.may_decide)
        for attempt in (
            member_item.action_decide,
            member_item.action_return,
            lambda: member_item.write({"reason": "Mine"}),
            lambda: member_item.write({"amount_approved": 5}),
        ):
            with self.assertRefused("The chair or the secretary", "records its decisions"):
                attempt()
        self.assertTrue(self.item.with_user(self.secretary).may_decide)
        self.item.with_user(self.secretary).action_decide()
        self.assertEqual(self.item.decided_by, self.secretary)

    def test_nobody_else(self):
        self._vote(self.item, {self.chair: "for", self.secretary: "for"})
        self.item.reason = "In need"
        for user in (self.officer, self.manager, self.management):
            item = self.item.with_user(user)
            for attempt in (item.action_decide, item.action_return, lambda i=item: i.write({"reason": "x"})):
                with self.subTest(user=user.login), self.assertRefused("records its decisions"):
                    attempt()
        with self.assertRaises(AccessError):
            self.item.with_user(self.outsider).action_decide()
        self.assertEqual(self.request.state, "review")

    def test_outcome_is_not_written_by_hand(self):
        for vals in ({"outcome": "approved"}, {"decided_by": self.chair.id}, {"request_id": False}):
            with self.subTest(vals=vals), self.assertRefused("set by its own actions only", error=AccessError):
                self.item.write(vals)

    def test_decided_once(self):
        self._decide({self.chair: "for", self.secretary: "for"})
        for attempt in (
            self.item.action_decide,
            self.item.action_return,
            lambda: self.item.write({"reason": "Another"}),
            lambda: self.item.sudo().write({"amount_approved": 5}),
            lambda: self.item.sudo().unlink(),
        ):
            with self.assertRefused("is decided and cannot be changed"):
                attempt()

    def test_several_items(self):
        other = self._create_request()
        items = self.item | self._review(other).with_user(self.chair)
        for user in (self.chair, self.secretary):
            items.with_user(user).action_vote_for()
        items.write({"reason": "In need"})
        items.action_decide()
        self.assertEqual((self.request | other).mapped("state"), ["approved", "approved"])

    # ----------------------------------------------------------------- return
    def test_return(self):
        self.item.reason = "The lease is missing"
        self.item.action_return()
        self.assertEqual(self.item.outcome, "returned")
        self.assertEqual((self.request.state, self.request.return_reason), ("draft", "The lease is missing"))
        self.assertFalse(self.request.date_submitted)
        self.assertFalse(self.request.date_replied)
        self.assertIn("The lease is missing", self._notes(self.request))

    def test_returned_and_sent_again(self):
        self.item.reason = "The lease is missing"
        self.item.action_return()
        self.env.flush_all()
        item = self._review(self.request)
        self.assertEqual(len(item), 2, "the first item stays on record")
        pending = item.filtered(lambda i: i.outcome == "pending")
        self._vote(pending, {self.chair: "for", self.secretary: "for"})
        pending.with_user(self.chair).reason = "In need"
        pending.with_user(self.chair).action_decide()
        self.assertEqual(self.request.state, "approved")

    # ------------------------------------------------------ onto the agenda
    def test_too_few_members_who_may_vote(self):
        request = self._complete()
        self.committee.quorum = 4
        with self.assertRefused(f"“{self.committee.name}” needs 4 members who may vote on {request.name} and has 3"):
            request.action_send_to_committee()
        self.assertEqual(request.state, "complete")

    def test_who_is_involved_does_not_count(self):
        request = self._complete(self._create_request(user_id=self.chair.id))
        self.committee.quorum = 3
        with self.assertRefused("needs 3 members", "has 2"):
            request.action_send_to_committee()

    def test_no_committee(self):
        request = self._complete()
        self.program.committee_id = False
        with self.assertRefused("names no committee", self.program.name):
            request.action_send_to_committee()

    def test_not_complete(self):
        with self.assertRefused("“Draft”; this step needs “Complete”"):
            self._create_request().action_send_to_committee()

    def test_what_is_complete_no_longer(self):
        """A paper that is rejected afterwards, or that another programme asks for, is missing again."""
        request = self._complete()
        paper = request.document_ids[0]
        paper.action_reject("Forged")
        with self.assertRefused(request.name, paper.type_id.name):
            request.action_send_to_committee()
        paper.action_verify()
        deed = self.env["beneficiary.document.type"].create({"name": "Test deed"})
        request.program_id = self.program.copy({"name": "Other", "document_type_ids": [(4, deed.id)]})
        self._sign(request)
        with self.assertRefused("Test deed"):
            request.action_send_to_committee()

    def test_nothing_is_approved_on_a_rejected_paper(self):
        item = self._review()
        request = item.request_id.with_user(self.officer)
        request.document_ids[0].action_reject("Forged")
        self._vote(item, {self.chair: "for", self.secretary: "for"})
        item.with_user(self.chair).reason = "In need"
        with self.assertRefused(request.name, request.document_ids[0].type_id.name):
            item.with_user(self.chair).action_decide()
        self.assertEqual((request.state, item.outcome), ("review", "pending"))

    def test_once_on_the_agenda(self):
        with self.assertRefused("“In committee”; this step needs “Complete”"):
            self.request.action_send_to_committee()
        with self.assertDatabaseRefuses("beneficiary.committee.item", "already on a committee's agenda"):
            self.item.sudo().create({"request_id": self.request.id, "committee_id": self.committee.id})

    def test_agenda(self):
        self.assertEqual(self.committee.pending_count, 1)
        self._decide({self.chair: "for", self.secretary: "for"})
        self.assertEqual(self.committee.pending_count, 0)
        action = self.committee.action_view_pending()
        self.assertEqual(self.env["beneficiary.committee.item"].search(action["domain"]), self.item)
        action = self.request.action_view_items()
        self.assertEqual(self.env["beneficiary.committee.item"].search(action["domain"]), self.item)
