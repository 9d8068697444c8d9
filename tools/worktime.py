"""Working time as a line that is measured: from one pass over a calendar, any number of deadlines."""

from bisect import bisect_left, bisect_right
from datetime import timedelta
from itertools import accumulate


class Worktime:
    """The working time of a calendar between two moments."""

    def __init__(self, intervals):
        """Take the intervals of work, in order.

        :param intervals: iterable of triples: start and stop (naive, UTC) and the date on which it is worked
        """
        intervals = list(intervals)
        self._starts = [start for start, _stop, _date in intervals]
        self._stops = [stop for _start, stop, _date in intervals]
        # seconds worked at the end of every interval
        self._worked = list(accumulate((stop - start).total_seconds() for start, stop, _date in intervals))
        self._day_ends = {date: stop for _start, stop, date in intervals}
        self._days = sorted(self._day_ends)

    def elapsed(self, start, stop):
        """Return the seconds that are worked between two moments; 0 when ``stop`` comes first."""
        return max(0, self._position(stop) - self._position(start))

    def later(self, moment, seconds):
        """Return the moment when ``seconds`` of work have passed since ``moment``, ``None`` beyond the line."""
        if moment is None or seconds <= 0:
            return moment
        position = self._position(moment) + seconds
        index = bisect_left(self._worked, position)
        if index == len(self._worked):
            return None
        return self._stops[index] - timedelta(seconds=self._worked[index] - position)

    def end_of_day(self, date, days):
        """Return when work ends on the working day ``days`` after ``date``; the first day is not counted (R-48)."""
        index = bisect_right(self._days, date) + days - 1
        return self._day_ends[self._days[index]] if index < len(self._days) else None

    def _position(self, moment):
        """Return the seconds worked before ``moment``."""
        index = bisect_right(self._starts, moment) - 1
        if index < 0:
            return 0
        left = self._stops[index] - moment
        return self._worked[index] - max(0, left.total_seconds())
