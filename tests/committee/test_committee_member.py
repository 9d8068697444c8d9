from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestCommitteeSeats(BeneficiaryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.newcomer = new_test_user(
            cls.env,
            "test_newcomer",
            "base.group_user",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
            context={"no_reset_password": True},
        )
        cls.request = cls._create_request()
        cls.item = cls._review(cls.request)

    def _member(self, user, role="member", manager=None):
        return (
            self.env["beneficiary.committee.member"]
            .with_user(manager or self.manager)
            .create({"committee_id": self.committee.id, "user_id": user.id, "role": role})
        )

    def test_membership_gives_the_role(self):
        self.assertFalse(self.newcomer.has_group("beneficiary.group_committee_member"))
        self._member(self.newcomer)
        self.assertTrue(self.newcomer.has_group("beneficiary.group_committee_member"))
        self.item.with_user(self.newcomer).cast_vote("for")
        self.assertEqual(self.item.vote_ids.user_id, self.newcomer)

    def test_a_seat_that_passes_to_another(self):
        seat = self.committee.member_ids.filtered(lambda m: m.user_id == self.committee_member)
        seat.with_user(self.manager).user_id = self.newcomer
        self.assertTrue(self.newcomer.has_group("beneficiary.group_committee_member"))
        self.assertTrue(self.item.with_user(self.newcomer).has_access("read"))
        self.assertFalse(self.item.with_user(self.committee_member).has_access("read"))

    def test_who_leaves_sees_the_agenda_no_more(self):
        self.assertTrue(self.item.with_user(self.committee_member).has_access("read"))
        seat = self.committee.member_ids.filtered(lambda m: m.user_id == self.committee_member)
        seat.with_user(self.manager).unlink()
        self.assertFalse(self.item.with_user(self.committee_member).has_access("read"))
        self.assertFalse(self.request.with_user(self.committee_member).has_access("read"))

    def test_members_see_their_own_agenda_only(self):
        self.assertEqual(self.chair.beneficiary_committee_ids, self.committee)
        self.assertFalse(self.outsider.beneficiary_committee_ids)
        self.assertTrue(self.request.with_user(self.chair).has_access("read"))
        self.assertFalse(self.request.with_user(self.outsider).has_access("read"))
        draft = self._create_request()
        self.assertFalse(draft.with_user(self.chair).has_access("read"), "not on the agenda yet")

    def test_one_seat_for_each_person(self):
        with self.assertDatabaseRefuses("beneficiary.committee.member", "is already a member of the committee"):
            self._member(self.secretary)

    def test_one_chair(self):
        with self.assertDatabaseRefuses("beneficiary.committee.member", "A committee has one chair"):
            self._member(self.newcomer, "chair")

    def test_a_former_chair_makes_room(self):
        self.committee.member_ids.filtered(lambda m: m.role == "chair").active = False
        self.env.flush_all()
        self._member(self.newcomer, "chair")
        self.assertEqual(self.committee._member(self.newcomer).role, "chair")

    def test_managers_appoint(self):
        for user in (self.officer, self.chair):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._member(self.newcomer, manager=user)
