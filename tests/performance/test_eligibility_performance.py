from odoo.tests import tagged

from ..eligibility.common import EligibilityCommon


@tagged("post_install", "-at_install")
class TestEligibilityPerformance(EligibilityCommon):
    """Criteria cost a batch a constant number of queries; submitting and deciding a bounded number for each request."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.document_type_ids = cls.paper_id
        either = cls._group("Either")
        for city in ("Tabuk", "Jeddah", "Abha"):
            cls._criterion(city, condition=f"[('city', '=', '{city}')]", group_id=either.id)
        cls._criterion("ID copy", "document", document_type_id=cls.paper_id.id)

    def _signed(self, count):
        requests = self.env["beneficiary.request"].with_user(self.officer)
        for _number in range(count):
            request = self._request_of(gender="female", city="Abha")
            self._verify_papers(request)
            self._sign(request)
            requests |= request
        return requests

    def _items(self, count):
        items = self.env["beneficiary.committee.item"]
        for request in self._signed(count):
            items |= self._review(request)
        for user in (self.chair, self.secretary):
            items.with_user(user).cast_vote("for")
        items = items.with_user(self.chair)
        items.write({"reason": "In need", "early_reason": "Urgent"})
        return items

    def _count(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_submitting_a_batch(self):
        few, many = self._signed(2), self._signed(8)
        self._signed(1).action_submit()  # what is read once
        first, second = self._count(few.action_submit), self._count(many.action_submit)
        self.assertLessEqual(second - first, 6 * 2, "for each request more")
        self.assertEqual(set((few | many).mapped("eligibility")), {"eligible"})
        again = [self._count(lambda r=r: r.sudo()._check_criteria(again=True)) for r in (few, many)]
        self.assertEqual(*again, "the criteria cost the same for few and many")

    def test_deciding_a_batch(self):
        self._items(1).action_decide()
        few, many = self._items(2), self._items(6)
        first, second = self._count(few.action_decide), self._count(many.action_decide)
        self.assertEqual(set((few | many).mapped("outcome")), {"approved"})
        self.assertLessEqual(second - first, 4 * 25, "for each request more")
