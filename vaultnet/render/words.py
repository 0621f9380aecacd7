"""All that vaultnet says, in English or Dutch: the same sentences in both, filled in with dates and numbers.

The names of months and days are tables, which a test compares with babel's: babel takes 30 ms to import.
"""

from datetime import date, timedelta
from typing import NamedTuple

from vaultnet.due.form import STANDING, TITLES
from vaultnet.model.span import Span

_DAYS_OF_MONTH, _DAYS_OF_YEAR = 30.44, 365.25
_A_YEAR = 12  # months
_LONG_DAYS, _LONG_WEEKS, _LONG_MONTHS = 14, 84, 700  # days from which a larger unit says more
_NEARLY = 0.3  # of a month or a year: people count it before it is quite over


class Words(NamedTuple):
    """The sentences of one language; a count chooses between `one|several`."""

    language: str
    texts: dict[str, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    def say(self, key: str, /, n: int = 0, **values: str) -> str:
        """The sentence of that key, filled in, without its full stop."""
        return _counted(self.texts[key], n).format(n=n, **values)

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that key."""
        return key in self.texts

    def title(self, section: str) -> str:
        """The title of a section of the due note."""
        return TITLES[self.language][section]

    def standing(self, key: str, n: int = 0) -> str:
        """A sentence that has a line of the due note to itself."""
        return _counted(STANDING[self.language][key], n).format(n=n)

    def full(self, day: date) -> str:
        """`Saturday 21 November 2026`."""
        return f"{self.weekdays[day.weekday()]} {day.day} {self.months[day.month - 1]} {day.year}"

    def day(self, day: date, today: date) -> str:
        """`1 October`, with the year if it is not this one."""
        return f"{day.day} {self.months[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")

    def month(self, day: date, today: date) -> str:
        """`1 October` in this year, `March 2024` in any other: as closely as people remember."""
        return self.day(day, today) if day.year == today.year else f"{self.months[day.month - 1]} {day.year}"

    def length(self, days: int) -> str:
        """`9 days`, `11 weeks`, `5 months`, `3 years`: the unit in which people think of it."""
        return self.say(*_in_units(days))

    def every(self, span: Span) -> str:
        """`weekly`, `every 6 weeks`."""
        count, unit = span
        if unit == "D" and count % 7 == 0:
            count, unit = count // 7, "W"
        if count == 1:
            return self.texts[f"every.{unit}"]
        return self.say("every", length=self.say(f"length.{unit}", count))

    def every_days(self, days: int) -> str:
        """A rhythm of so many days, in the unit in which people think of it."""
        key, count = _in_units(days)
        return self.every(Span(count, key[-1]) if days % 7 or days >= _LONG_WEEKS else Span(days, "D"))

    def ahead(self, day: date, today: date) -> str:
        """`today`, `tomorrow`, `in 3 days`."""
        days = (day - today) // timedelta(1)
        return self.say("in_days", days) if days > 0 else self.texts["today"]


def words(language: str) -> Words:
    """The words of `language`, which is `en` or `nl`."""
    if language == "nl":
        from vaultnet.render import words_nl  # noqa: PLC0415 - one language is enough

        return Words("nl", words_nl.TEXTS, words_nl.MONTHS, words_nl.WEEKDAYS)
    from vaultnet.render import words_en  # noqa: PLC0415 - likewise

    return Words("en", words_en.TEXTS, words_en.MONTHS, words_en.WEEKDAYS)


def _counted(text: str, n: int) -> str:
    """The half of `one|several` that fits the count."""
    singular, _, plural = text.partition("|")
    return plural if plural and n != 1 else singular


def _in_units(days: int) -> tuple[str, int]:
    if days < _LONG_DAYS:
        return "length.D", max(days, 0)
    if days < _LONG_WEEKS:
        return "length.W", days // 7
    months = int(days / _DAYS_OF_MONTH + _NEARLY)
    if days < _LONG_MONTHS and months != _A_YEAR:
        return "length.M", months
    return "length.Y", int(days / _DAYS_OF_YEAR + _NEARLY)
