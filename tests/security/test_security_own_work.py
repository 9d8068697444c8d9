from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOISE, REFUSED, RpcCommon

MODEL = "beneficiary.committee.vote"


@tagged("post_install", "-at_install")
class TestOwnWork(RpcCommon):
    """No one decides on his own work, and everyone votes for himself alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # an officer who sits on the committee as well
        cls.clerk = cls._create_user("clerk", "officer")
        cls.clerk_member = cls.env["beneficiary.committee.member"].create(
            {"committee_id": cls.committee.id, "user_id": cls.clerk.id}
        )
        cls.item = cls.steps._review(cls._create_request(cls.person))
        cls.own = cls.steps._review(cls._create_request(cls.person, user=cls.clerk))
        cls.handled = cls.steps._review(cls._create_request(cls.person, user_id=cls.clerk.id))
        cls.decided = cls.steps._approve(cls._create_request(cls.person)).sudo().item_ids

    def _votes(self, item):
        return item.sudo().vote_ids

    # ------------------------------------------------------------------ voting
    def test_who_registered_or_handles_a_request_does_not_vote_on_it(self):
        self._login(self.clerk)
        for item in (self.own, self.handled):
            for choice in ("for", "against", "abstain"):
                message = self.assertRpcRefused(item._name, "cast_vote", item.ids, choice)
                self.assertIn("Recused", message)
                self.assertRpcRefused(MODEL, "create", {"item_id": item.id, "choice": choice})
                self.assertRpcRefused(item._name, "write", item.ids, {"vote_ids": [[0, 0, {"choice": choice}]]})
            self.assertFalse(self._votes(item))

    def test_handing_the_request_on_does_not_make_him_a_voter(self):
        """The registrar stays the registrar, whoever is responsible now."""
        self._login(self.clerk)
        self.assertRpcAllowed("beneficiary.request", "write", self.own.request_id.ids, {"user_id": self.officer.id})
        self.assertRpcRefused(self.own._name, "cast_vote", self.own.ids, "for")

    def test_recusal_is_open_to_him(self):
        self._login(self.clerk)
        self.assertRpcAllowed(self.own._name, "cast_vote", self.own.ids, "recused")
        self.assertEqual(self._votes(self.own).mapped("choice"), ["recused"])
        self.assertEqual(self.own.votes_for + self.own.votes_against + self.own.votes_abstain, 0)

    def test_the_applicant_does_not_vote_on_his_own_request(self):
        self.person.sudo().partner_id.user_ids = False
        request = self._create_request(self.person)
        item = self.steps._review(request)
        request.sudo().beneficiary_id.partner_id = self.committee_member.partner_id
        self.env.flush_all()
        self._login("committee_member")
        self.assertRpcRefused(item._name, "cast_vote", item.ids, "for")

    def test_nobody_votes_for_another(self):
        self._login("committee_member")
        for user in (self.secretary, self.chair, self.clerk, self.officer):
            vals = {"item_id": self.item.id, "choice": "for", "user_id": user.id}
            with self.subTest(user=user.login):
                message = self.assertRpcRefused(MODEL, "create", vals)
                self.assertIn("Everyone casts his own vote", message)
                vals.pop("user_id")
                result, error = self._rpc(MODEL, "create", vals, context={"default_user_id": user.id})
                self.assertTrue(error, f"vote {result} was cast")
        self.assertFalse(self._votes(self.item))

    def test_one_vote_in_a_batch_spoils_the_batch(self):
        self._login("committee_member")
        own = {"item_id": self.item.id, "choice": "for"}
        self.assertRpcRefused(MODEL, "create", [own, own | {"user_id": self.secretary.id}])

    def test_a_vote_is_cast_once(self):
        self._login("committee_member")
        self.assertRpcAllowed(self.item._name, "cast_vote", self.item.ids, "for")
        with mute_logger(*NOISE):
            _result, error = self._rpc(self.item._name, "cast_vote", self.item.ids, "against")
        self.assertIn("already voted", error[1])
        self.assertEqual(self._votes(self.item).mapped("choice"), ["for"])

    def test_date_and_voter_are_what_they_are(self):
        vals = {"item_id": self.item.id, "choice": "for", "date": "2020-01-01 10:00:00"}
        self._login("committee_member")
        for context in ({}, {"default_date": "2020-01-01 10:00:00"}):
            with self.subTest(context=context), self._undone():
                created, _error = self._rpc(MODEL, "create", vals, context=context)
                for vote in self.env[MODEL].browse(created or []):
                    self.assertEqual(vote.date.date(), fields.Date.today())
                    self.assertEqual(vote.user_id, self.committee_member)

    def test_a_vote_belongs_to_the_committee_of_its_item(self):
        other = self.committee.copy({"name": "Second"})
        foreign = self.env.ref("base.main_company")
        for forged in ({"committee_id": other.id}, {"company_id": foreign.id}):
            with self.subTest(**forged), self._undone():
                try:
                    with mute_logger(*NOISE), self.env.cr.savepoint():
                        vote = self._create_as(
                            "committee_member", MODEL, {"item_id": self.item.id, "choice": "for"} | forged
                        ).sudo()
                except REFUSED:
                    continue
                self.assertEqual((vote.committee_id, vote.company_id), (self.committee, self.company))

    def test_who_is_no_member_does_not_vote(self):
        for role in ("outsider", "officer", "manager", "delegate", "management", "finance", "plain", "portal"):
            self._login(role)
            with self.subTest(role=role):
                self.assertRpcRefused(MODEL, "create", {"item_id": self.item.id, "choice": "for"})
                self.assertRpcRefused(self.item._name, "cast_vote", self.item.ids, "for")

    def test_who_left_the_committee_does_not_vote(self):
        self.committee.member_ids.filtered(lambda m: m.user_id == self.committee_member).active = False
        self._login("committee_member")
        self.assertRpcRefused(self.item._name, "cast_vote", self.item.ids, "for")

    def test_nobody_votes_on_what_is_decided(self):
        self._login(self.clerk)
        message = self.assertRpcRefused(MODEL, "create", {"item_id": self.decided.id, "choice": "for"})
        self.assertIn("already decided", message)

    def test_a_choice_that_does_not_exist(self):
        self._login("committee_member")
        with mute_logger(*NOISE):
            result, error = self._rpc(self.item._name, "cast_vote", self.item.ids, "approve")
        self.assertIsNone(result)
        self.assertTrue(error)
        self.assertFalse(self._votes(self.item))

    # --------------------------------------------------------------- deciding
    def _ready(self, item):
        self.steps._vote(item, {self.secretary: "for", self.committee_member: "for"})
        item.with_user(self.chair).write({"reason": "In need", "early_reason": "Urgent"})
        return item

    def test_only_chair_and_secretary_record_the_decision(self):
        item = self._ready(self.item)
        for role in ("committee_member", "outsider", "officer", "manager", "delegate", "management", "plain"):
            self._login(role)
            with self.subTest(role=role):
                self.assertRpcRefused(item._name, "action_decide", item.ids)
                self.assertRpcRefused(item._name, "action_return", item.ids)
                self.assertRpcRefused(item._name, "write", item.ids, {"reason": "Mine"})
                self.assertRpcRefused(item._name, "write", item.ids, {"amount_approved": 900000})
        self.assertEqual(item.outcome, "pending")

    def test_a_chair_who_registered_the_request_does_not_decide_it(self):
        """He neither sets the amount nor records the decision nor sends it back: the secretary does."""
        item = self.steps._review(self._create_request(self.person, user=self.clerk))
        self.committee.member_ids.filtered(lambda m: m.role == "chair").role = "member"
        self.clerk_member.role = "chair"
        self.steps._vote(item, {self.secretary: "for", self.committee_member: "for"})
        item.with_user(self.secretary).write({"reason": "In need", "early_reason": "Urgent"})
        self._login(self.clerk)
        for method, args in (
            ("write", [{"amount_approved": 900}]),
            ("write", [{"reason": "Mine"}]),
            ("action_return", []),
            ("action_decide", []),
        ):
            with self.subTest(method=method, args=args), self._undone():
                self.assertRpcRefused(item._name, method, item.ids, *args)

    def test_no_decision_without_quorum_over_rpc(self):
        item = self.item
        self._login("chair")
        self.assertRpcAllowed(item._name, "write", item.ids, {"reason": "In need", "early_reason": "Urgent"})
        self.assertRpcRefused(item._name, "action_decide", item.ids)
        self.assertRpcAllowed(item._name, "cast_vote", item.ids, "for")
        self.assertRpcRefused(item._name, "action_decide", item.ids)
        self.assertEqual((item.outcome, item.request_id.state), ("pending", "review"))

    def test_the_quorum_is_the_managers(self):
        for role in ("chair", "secretary", "officer", "committee_member"):
            with self.assertRaises(AccessError), mute_logger(*NOISE):
                self._as(role, self.committee).write({"quorum": 1})

    def test_a_manager_does_not_approve_alone(self):
        """He may join the committee, but what he registered he still does not vote on."""
        request = self._create_request(self.person, user=self.manager)
        item = self.steps._review(request)
        self._as("manager", self.env["beneficiary.committee.member"]).create(
            {"committee_id": self.committee.id, "user_id": self.manager.id}
        )
        with self.assertRaises(UserError), mute_logger(*NOISE):
            self._as("manager", item).cast_vote("for")
        self.assertEqual(request.state, "review")
