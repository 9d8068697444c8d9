from odoo.tests import tagged

from .common import READY, ResearchCommon


@tagged("post_install", "-at_install")
class TestAssessmentPerformance(ResearchCommon):
    """A batch costs a constant number of queries."""

    def _drafts(self, count):
        people = self.env["beneficiary.beneficiary"].union(
            *(self._create_beneficiary(f"Person {number}") for number in range(count))
        )
        model = self.env["beneficiary.assessment"].with_user(self.researcher)
        return model.create([READY | {"beneficiary_id": p.id, "user_id": self.researcher.id} for p in people])

    def _count(self, function):
        """Return how many queries ``function`` makes, with what is left until the transaction ends."""

        def whole():
            function()
            self.env.flush_all()
            self.env.cr.precommit.run()

        self.env.flush_all()
        self.env.cr.precommit.run()
        return self._count_queries(whole)

    def test_completing_fifty(self):
        self._drafts(1).action_complete()
        few, many = self._drafts(5), self._drafts(50)
        first = self._count(few.action_complete)
        second = self._count(many.action_complete)
        self.assertEqual(set(many.mapped("state")), {"done"})
        self.assertLessEqual(second, first + 5, f"{first} queries for 5, {second} for 50")

    def test_creating_fifty(self):
        self._drafts(1)
        people = [self._create_beneficiary(f"Person {number}") for number in range(55)]
        model = self.env["beneficiary.assessment"].with_user(self.researcher)
        few = [READY | {"beneficiary_id": person.id, "user_id": self.researcher.id} for person in people[:5]]
        many = [READY | {"beneficiary_id": person.id, "user_id": self.researcher.id} for person in people[5:]]
        first = self._count(lambda: model.create(few))
        second = self._count(lambda: model.create(many))
        self.assertLessEqual(second, first + 5, f"{first} queries for 5, {second} for 50")
