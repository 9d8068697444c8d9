from datetime import date, datetime, timedelta

from odoo.tests import BaseCase, tagged

from ...tools.worktime import Worktime


def at(day, hour, minute=0):
    return datetime(2026, 1, day, hour, minute)


@tagged("post_install", "-at_install")
class TestWorktime(BaseCase):
    """Two days of work, with a break on the first, and a third one after a weekend."""

    line = Worktime(
        (start, stop, start.date())
        for start, stop in (
            (at(7, 5), at(7, 9)),
            (at(7, 10), at(7, 13)),
            (at(8, 5), at(8, 13)),
            (at(11, 5), at(11, 13)),
        )
    )

    def test_elapsed(self):
        for start, stop, hours in (
            (at(7, 5), at(7, 6), 1),
            (at(7, 8), at(7, 11), 2),  # over the break
            (at(7, 12), at(8, 6), 2),
            (at(8, 12), at(11, 6), 2),  # over the weekend
            (at(9, 8), at(10, 8), 0),
            (at(1, 0), at(31, 0), 23),
            (at(8, 6), at(7, 6), 0),
        ):
            self.assertEqual(self.line.elapsed(start, stop), hours * 3600, (start, stop))

    def test_later(self):
        for start, hours, stop in (
            (at(7, 5), 4, at(7, 9)),
            (at(7, 5), 5, at(7, 11)),
            (at(7, 9, 30), 1, at(7, 11)),
            (at(8, 12), 1, at(8, 13)),
            (at(8, 12), 1.5, at(11, 5, 30)),
            (at(9, 12), 8, at(11, 13)),
        ):
            self.assertEqual(self.line.later(start, hours * 3600), stop, (start, hours))

    def test_no_time_at_all(self):
        self.assertEqual(self.line.later(at(9, 12), 0), at(9, 12))

    def test_beyond_the_line(self):
        self.assertIsNone(self.line.later(at(11, 12), 3601))
        self.assertIsNone(self.line.end_of_day(date(2026, 1, 8), 2))
        self.assertIsNone(Worktime([]).later(at(11, 12), 1))

    def test_end_of_day(self):
        self.assertEqual(self.line.end_of_day(date(2026, 1, 7), 1), at(8, 13))
        self.assertEqual(self.line.end_of_day(date(2026, 1, 8), 1), at(11, 13))
        self.assertEqual(self.line.end_of_day(date(2026, 1, 9), 1), at(11, 13))

    def test_later_and_elapsed_agree(self):
        moment = at(7, 3)
        while moment < at(11, 4):
            self.assertEqual(self.line.elapsed(moment, self.line.later(moment, 5400)), 5400, moment)
            moment += timedelta(minutes=50)
