from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestCommitteeVote(BeneficiaryCommon):
    """A vote is the member's own, cast once, on an open item, by someone who has no part in the case."""

    template = "samtah"  # no earliest date stands in the way

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request()
        cls.item = cls._review(cls.request)

    def _item(self, user):
        return self.item.with_user(user)

    def _member(self, user, role="member"):
        return self.env["beneficiary.committee.member"].create(
            {"committee_id": self.committee.id, "user_id": user.id, "role": role}
        )

    def test_vote(self):
        with self._at("2026-03-01 09:00:00"):
            vote = self._item(self.chair).cast_vote("for", "Clear case")
        self.assertEqual(vote.user_id, self.chair)
        self.assertEqual((vote.choice, vote.comment), ("for", "Clear case"))
        self.assertEqual(str(vote.date), "2026-03-01 09:00:00")
        self.assertEqual(self._item(self.chair).my_vote, "for")
        self.assertFalse(self._item(self.secretary).my_vote)

    def test_counts(self):
        self._vote(self.item, {self.chair: "for", self.secretary: "against", self.committee_member: "abstain"})
        for user in (self.chair, self.officer, self.management):
            item = self._item(user)
            self.assertEqual((item.votes_for, item.votes_against, item.votes_abstain), (1, 1, 1), user.login)

    def test_buttons(self):
        self._item(self.chair).action_vote_for()
        self._item(self.secretary).action_vote_against()
        self._item(self.committee_member).action_vote_abstain()
        self.assertEqual(self.item.vote_ids.mapped("choice"), ["for", "against", "abstain"])

    def test_many_items_at_once(self):
        items = self.item | self._review()
        items.with_user(self.chair).action_vote_for()
        self.assertEqual(items.vote_ids.mapped("choice"), ["for", "for"])
        self.assertEqual(items.vote_ids.user_id, self.chair)

    def test_once(self):
        self._item(self.chair).cast_vote("for")
        with self.assertDatabaseRefuses("beneficiary.committee.vote", "You have already voted on this item"):
            self._item(self.chair).cast_vote("against")
        self.assertEqual(self.item.vote_ids.mapped("choice"), ["for"])

    def test_for_oneself_only(self):
        with self.assertRefused("Everyone casts his own vote", self.secretary.name):
            self.env["beneficiary.committee.vote"].with_user(self.chair).create(
                {"item_id": self.item.id, "user_id": self.secretary.id, "choice": "for"}
            )
        self.assertFalse(self.item.vote_ids)

    def test_date_is_not_chosen(self):
        with self.assertRefused("set by its own actions only", error=AccessError):
            self.env["beneficiary.committee.vote"].with_user(self.chair).create(
                {"item_id": self.item.id, "choice": "for", "date": "2020-01-01 00:00:00"}
            )

    def test_members_of_other_committees(self):
        with self.assertRaises(AccessError):
            self._item(self.outsider).cast_vote("for")
        with self.assertRaises(AccessError):
            self._item(self.outsider).read(["outcome"])

    def test_who_sees_everything_is_no_member_yet(self):
        self.management.group_ids |= self.env.ref("beneficiary.group_committee_member")
        with self.assertRaises(AccessError):
            self._item(self.management).cast_vote("for")

    def test_officers_and_managers_do_not_vote(self):
        for user in (self.officer, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._item(user).cast_vote("for")

    def test_a_former_member(self):
        self.committee.member_ids.filtered(lambda m: m.user_id == self.committee_member).active = False
        with self.assertRaises(AccessError):
            self._item(self.committee_member).cast_vote("for")

    # --------------------------------------------------------------- involved
    def test_who_studied_the_need_is_recused(self):
        self._member(self.researcher)
        item = self._item(self.researcher)
        assessment = (
            self.env["beneficiary.assessment"]
            .sudo()
            .create(
                {
                    "beneficiary_id": self.item.request_id.beneficiary_id.id,
                    "user_id": self.researcher.id,
                    "request_ids": [(6, 0, self.item.request_id.ids)],
                }
            )
        )
        self.assertTrue(assessment)
        with self.assertRefused("registered, handles or studied", self.researcher.name):
            item.cast_vote("for")
        item.cast_vote("recused")
        self.assertEqual(item.sudo().vote_ids.choice, "recused")

    def test_who_registered_it_is_recused(self):
        self._member(self.officer)
        for choice in ("for", "against", "abstain"):
            with (
                self.subTest(choice=choice),
                self.assertRefused("registered, handles or studied", self.officer.name, "Choose “Recused”"),
            ):
                self._item(self.officer).cast_vote(choice)
        self._item(self.officer).action_vote_recuse()
        self.assertEqual(self.item.vote_ids.choice, "recused")

    def test_who_handles_it_is_recused(self):
        item = self._review(self._create_request(user_id=self.committee_member.id))
        with self.assertRefused("registered, handles or studied", self.committee_member.name):
            item.with_user(self.committee_member).cast_vote("for")

    def test_no_member_is_made_responsible_while_the_committee_has_it(self):
        """It would take his vote away without a word."""
        with self.assertRefused("Choose another under “Responsible”", self.committee_member.name, self.committee.name):
            self.request.user_id = self.committee_member
        self.request.user_id = self.manager
        self.request.user_id = False
        self._item(self.committee_member).cast_vote("for")
        self.assertEqual(self.item.vote_ids.user_id, self.committee_member)

    def test_a_member_who_is_responsible_already_stays_so(self):
        item = self._review(self._create_request(user_id=self.committee_member.id))
        item.request_id.with_user(self.officer).write({"user_id": self.committee_member.id, "priority": "1"})
        self.assertEqual(item.request_id.user_id, self.committee_member)

    def test_a_member_may_be_made_responsible_before_and_after(self):
        request = self._complete(self._create_request())
        request.user_id = self.committee_member
        request.user_id = self.officer
        request.action_send_to_committee()
        item = request.sudo().item_ids
        self._vote(item, {self.chair: "against", self.secretary: "against"})
        item.with_user(self.chair).reason = "Income is above the limit"
        item.with_user(self.chair).action_decide()
        request.user_id = self.committee_member
        self.assertEqual(request.user_id, self.committee_member)

    def test_the_applicant_is_recused(self):
        beneficiary = self.env["beneficiary.beneficiary"].create(
            {"partner_id": self.chair.partner_id.id, "company_id": self.company.id, "identity_type": "none"}
        )
        item = self._review(self._create_request(beneficiary))
        with self.assertRefused("or is the applicant", self.chair.name):
            item.with_user(self.chair).cast_vote("for")
        item.with_user(self.chair).cast_vote("recused")
        item.with_user(self.secretary).cast_vote("for")
        self.assertFalse(item.quorum_reached, "who is recused does not count")

    # ------------------------------------------------------------ afterwards
    def test_after_the_decision(self):
        self._vote(self.item, {self.chair: "against", self.secretary: "against"})
        self._item(self.chair).write({"reason": "Income is above the limit"})
        self._item(self.chair).action_decide()
        with self.assertRefused("is already decided"):
            self._item(self.committee_member).cast_vote("for")

    def test_votes_stay(self):
        vote = self._item(self.chair).cast_vote("for")
        for vals in ({"choice": "against"}, {"comment": "x"}, {"user_id": self.secretary.id}):
            with self.subTest(vals=vals), self.assertRefused("A vote is cast once and cannot be changed"):
                vote.sudo().write(vals)
        with self.assertRefused("A vote is cast once and cannot be changed"):
            vote.sudo().unlink()
        for user in (self.chair, self.manager):
            with self.subTest(user=user.login), self.assertRefused("A vote is cast once and cannot be changed"):
                vote.with_user(user).write({"choice": "against"})
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                vote.with_user(user).unlink()

    def test_unknown_choice(self):
        with self.assertRaises(ValueError):
            self._item(self.chair).cast_vote("maybe")
