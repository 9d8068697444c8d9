"""Times and dates relative to the day of installation."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

FRIDAY, LAST_DAY = 5, -3  # day 5 of the grid's week; day -3 is the last one that always lies in the past


@dataclass(frozen=True)
class Moment:
    """A time that the data file computes when it is loaded, in UTC (three hours behind Riyadh)."""

    day: int
    hour: int = 7
    minute: int = 0
    fixed: date | None = None  # a date of its own, for the years past
    hours_ago: int = 0  # counted from the installation itself

    def __str__(self):
        return self.written("%Y-%m-%d %H:%M:00" if self.hours_ago else f"%Y-%m-%d {self.hour:02}:{self.minute:02}:00")

    def written(self, pattern):
        """Return the expression of this moment in a pattern of ``strftime``."""
        if self.fixed:
            return f"'{(self.fixed + timedelta(days=self.day)).strftime(pattern)}'"
        if self.hours_ago:
            step = f"hours=-{self.hours_ago}, minutes=-{60 - self.minute}"
        else:
            step = f"days={self.day - 6}, weekday={(6 + self.day) % 7}"
        return f"(DateTime.now() + relativedelta({step})).strftime('{pattern}')"

    def value(self):
        """Return the expression of the moment itself, for what takes no text."""
        if self.hours_ago:
            return f"(DateTime.now() + relativedelta(hours=-{self.hours_ago}, second=0, microsecond=0))"
        step = f"days={self.day - 6}, weekday={(6 + self.day) % 7}, hour={self.hour}, minute={self.minute}"
        return f"(DateTime.now() + relativedelta({step}, second=0, microsecond=0))"

    def plain(self, days):
        """Return the expression of a date that lies at least ``days`` days from this one, in the same direction."""
        if self.fixed:
            when = self.fixed + timedelta(days=self.day + days)
            return f"'{when}'"
        return f"DateTime.now() + relativedelta(days={self.day + days - (6 if days < 0 else 0)})"

    def earlier(self, minutes):
        """Return the moment some minutes before, on the same day."""
        total = self.hour * 60 + self.minute - minutes
        if self.hours_ago:
            return replace(self, minute=max(0, self.minute - minutes))
        return replace(self, hour=total // 60, minute=total % 60)

    def after(self, days, hour, minute=0):
        """Return a time on the first working day at least ``days`` days later, but never in the future."""
        day = self.day + days
        return replace(self, day=day if self.fixed else working(day), hour=hour, minute=minute, hours_ago=0)

    @property
    def order(self):
        return (1 if self.hours_ago else self.day, -self.hours_ago, self.hour, self.minute)


def working(day):
    """Return the first working day (Sunday to Thursday) on or after ``day``, never later than last Thursday."""
    while day % 7 >= FRIDAY:
        day += 1
    return min(day, LAST_DAY)
