from odoo import fields
from odoo.tests import tagged

from .common import FieldCommon


@tagged("post_install", "-at_install")
class TestEventEligibility(FieldCommon):
    """What the events of a programme say of its eligibility (R-63)."""

    def _result(self, kind, program=None):
        program = program or self.program
        return getattr(program, f"_eligibility_{kind}")()[program.id]

    def test_no_event(self):
        for kind in ("venue", "announcement", "invitation"):
            self.assertEqual(self._result(kind), ("pending", "No event is planned."))

    def test_venue(self):
        event = self._event()
        self.assertEqual(self._result("venue")[0], "pending")
        event.answer_ids.write({"answer": "yes"})
        result, seen = self._result("venue")
        self.assertEqual(result, "passed")
        self.assertIn("Hall of the north", seen)
        self.assertIn(self.officer.name, seen)
        event.answer_ids.filtered("required")[0].answer = "no"
        result, seen = self._result("venue")
        self.assertEqual(result, "failed")
        self.assertIn(event.answer_ids.filtered("required")[0].check_id.name, seen)

    def test_announcement(self):
        event = self._event()
        self.assertEqual(self._result("announcement")[0], "pending")
        event.action_announce()
        self.assertEqual(self._result("announcement")[0], "passed")
        self.program.event_announcement_days = 30
        self.assertEqual(self._result("announcement")[0], "failed")

    def test_announcement_missed(self):
        self._event(days=3)
        self.assertEqual(self._result("announcement")[0], "failed")

    def test_invitation(self):
        event = self._announced()
        self.assertEqual(self._result("invitation")[0], "pending")
        self._invite(event, self.person)
        result, seen = self._result("invitation")
        self.assertEqual(result, "passed")
        self.assertIn("1 invited", seen)

    def test_invitation_missed(self):
        self._announced(days=2).sudo().date_start = fields.Datetime.subtract(fields.Datetime.now(), hours=1)
        self.assertEqual(self._result("invitation")[0], "failed")

    def test_next_event_counts(self):
        """The next event counts, cancelled ones never do; when none is to come, the last one does."""
        late, soon = self._event(days=40, name="Late"), self._event(days=10, name="Soon")
        self.assertEqual(self.program._deciding_events()[self.program.id].name, "Soon")
        soon.action_cancel()
        self.assertEqual(self.program._deciding_events()[self.program.id].name, "Late")
        with self._at(fields.Datetime.add(late.date_end, days=5)):
            self.assertEqual(self.program._deciding_events()[self.program.id].name, "Late")

    def test_batch(self):
        """Ten programmes cost the queries of two."""
        programs = self.env["beneficiary.program"].create(
            [{"name": f"Programme {n}", "company_id": self.company.id} for n in range(10)]
        )
        for program in programs:
            self._announced(program_id=program.id).answer_ids.write({"answer": "yes"})

        def check(records):
            for kind in ("venue", "announcement", "invitation"):
                getattr(records, f"_eligibility_{kind}")()

        check(programs)
        many, few = (self._count_queries(lambda p=part: check(p)) for part in (programs, programs[:2]))
        self.assertEqual(many, few)
