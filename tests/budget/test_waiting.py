from odoo.tests import tagged

from .common import BudgetCommon


@tagged("post_install", "-at_install")
class TestWaiting(BudgetCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.holder = cls._approve(amount_approved=2500)

    def _waiting(self):
        item = self._voted()
        item.action_waiting_list()
        return item.request_id.with_user(self.officer)

    def test_who_waits_has_a_place_and_is_told(self):
        first, second = self._waiting(), self._waiting()
        self.assertEqual((first.waiting_position, second.waiting_position), (1, 2))
        self.assertEqual((first.state, first.waiting_amount), ("review", 1000))
        self.assertIn("waiting list", first.sudo().notice_ids.filtered(lambda n: n.kind == "waiting").body)
        self.assertIn("number 2", second.sudo()._portal_state()["text"])

    def test_nobody_waits_while_enough_is_left(self):
        self.holder.action_cancel("Moved away")
        item = self._voted()
        with self.assertRefused("enough is left"):
            item.action_waiting_list()

    def test_what_is_freed_names_who_is_next_and_approves_nothing(self):
        first, second = self._waiting(), self._waiting()
        self.holder.action_cancel("Moved away")
        kind = self.env.ref("beneficiary.mail_activity_type_waiting")
        activities = first.sudo().activity_ids.filtered(lambda a: a.activity_type_id == kind)
        self.assertIn(first.name, activities.summary)
        self.assertFalse(second.sudo().activity_ids.filtered(lambda a: a.activity_type_id == kind))
        self.assertEqual(first.state, "review")

    def _named(self, *requests):
        """Return who of these requests has the activity “next on the list”."""
        kind = self.env.ref("beneficiary.mail_activity_type_waiting")
        return [request for request in requests if request.sudo().activity_ids.activity_type_id & kind]

    def test_who_is_next_follows_the_list(self):
        first, second = self._waiting(), self._waiting()
        self.holder.action_cancel("Moved away")
        self.assertEqual(self._named(first, second), [first])
        first.with_user(self.manager).action_take_from_waiting()
        self.assertEqual(self._named(first, second), [second])
        self.season.budget = 1000
        self.assertEqual(self._named(first, second), [], "nothing is left")
        self.season.budget = 1500
        self.assertEqual(self._named(first, second), [second])
        self.season.action_close()
        self.assertEqual(self._named(first, second), [])
        self.season.action_open()
        second.action_cancel("Moved away")
        self.assertEqual(self._named(first, second), [])

    def test_taking_one_is_checked_and_ends_the_waiting(self):
        first, second = self._waiting(), self._waiting()
        with self.assertRefused("is left"):
            first.with_user(self.manager).action_take_from_waiting()
        self.season.budget = 3500
        first.with_user(self.manager).action_take_from_waiting()
        self.assertEqual((first.state, first.amount_approved, first.waiting_since), ("approved", 1000, False))
        self.assertEqual(second.waiting_position, 1)
        with self.assertRefused("is left"):
            second.with_user(self.manager).action_take_from_waiting()

    def test_the_committee_may_decide_again(self):
        request = self._waiting()
        request.action_waiting_to_committee()
        item = request.sudo().item_ids.filtered(lambda i: i.outcome == "pending")
        self._vote(item, {self.chair: "against", self.secretary: "against"})
        item.with_user(self.chair).write({"reason": "Others need it more"})
        item.with_user(self.chair).action_decide()
        self.assertEqual((request.state, request.waiting_since), ("refused", False))
