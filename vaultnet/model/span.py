"""Spans of calendar time, and days that come back every year (format.md, Dates and cadences)."""

from datetime import date, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """A count of calendar units: `D` days, `W` weeks, `M` months, `Y` years; 0 days means never."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"P{self.number}{self.unit}"

    def after(self, day: date) -> date:
        """The day this span after `day`; the last day of the month where that day does not exist."""
        if self.unit in "DW":
            days = self.number * (7 if self.unit == "W" else 1)
            return min(day, date.max - timedelta(days)) + timedelta(days)
        months = day.year * 12 + day.month - 1 + self.number * (12 if self.unit == "Y" else 1)
        year, month = min(months // 12, date.max.year), months % 12 + 1
        return date(year, month, min(day.day, _days(year, month)))


NEVER = Span(0, "D")


def _days(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(1)).day


class Yearly(NamedTuple):
    """A day of the year, with the year it began where that is known."""

    month: int
    day: int
    year: int | None  # None: nobody wrote the year
    line: int = 1

    def in_year(self, year: int, leap_day: str) -> date:
        """Its day in `year`; 29 February in a common year as `leap_day` says (`feb28`, `mar1`)."""
        if (self.month, self.day) == (2, 29) and _days(year, 2) == 28:
            return date(year, 3, 1) if leap_day == "mar1" else date(year, 2, 28)
        return date(year, self.month, self.day)
