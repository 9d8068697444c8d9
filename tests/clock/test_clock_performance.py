from unittest.mock import patch

from odoo.tests import tagged

from .common import SUNDAY, ClockCommon


@tagged("post_install", "-at_install")
class TestClockPerformance(ClockCommon):
    """Queries are counted, not seconds: a batch of clocks costs a constant."""

    def _requests(self, count):
        with self._at(SUNDAY):
            return self.env["beneficiary.request"].create(
                [
                    {
                        "beneficiary_id": self.applicant.id,
                        "program_id": self.program.id,
                        "channel_id": self.channel.id,
                        "company_id": self.company.id,
                        "user_id": self.officer.id,
                        "state": "complete",
                        "date_submitted": SUNDAY,
                        "date_complete": SUNDAY,
                    }
                    for _i in range(count)
                ]
            )

    def _costs(self, function):
        """Return the queries for ten cases and for a hundred."""
        few, many = self._requests(10), self._requests(100)
        function(few)  # warms the caches of the registry
        return self._count_queries(lambda: function(few)), self._count_queries(lambda: function(many))

    def test_start(self):
        few, many = self._requests(20), self._requests(200)
        clocks = self.env["beneficiary.clock"]
        kinds = {"first_answer", "update", "decision"}
        costs = []
        for requests in (few, many):
            requests.clock_ids.unlink()
            costs.append(self._count_queries(lambda r=requests: clocks._start(r, dict.fromkeys(r, kinds))))
        self.assertEqual(len(many.clock_ids), 600)
        self.assertLessEqual(costs[1], costs[0] + 12, "an insert and an update for every hundred rows")

    def test_steps(self):
        for step in (
            lambda requests: requests._clock_answered(),
            lambda requests: requests._reset_clocks(),
            lambda requests: requests.write({"state": "cancelled"}),
        ):
            few, many = self._costs(step)
            self.assertLessEqual(many, few + 10, "the few are done already")

    def test_holiday(self):
        """A holiday moves the clocks of all open cases in one go."""
        self._requests(10)
        few = self._count_queries(lambda: self._holiday("2026-01-06"))
        self._requests(300)
        many = self._count_queries(lambda: self._holiday("2026-01-07"))
        self.assertLessEqual(many, few + 40, "updates of hundreds of rows at a time")

    def test_late(self):
        """Marking and escalating 300 clocks costs little more than 30."""
        costs = []
        clocks = self.env["beneficiary.clock"]
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60.0):
            for count in (5, 10, 100):
                requests = self._requests(count)
                with self._at("2026-01-26 09:00:00"):
                    costs.append(self._count_queries(clocks._cron_clocks))
                self.assertEqual(set(requests.clock_ids.mapped("state")), {"late"})
                self.assertTrue(all(requests.clock_ids.mapped("escalated_on")))
                self.assertEqual(set(requests.activity_ids.user_id), {self.manager})
        self.assertLessEqual(costs[2], costs[1] + 40)
