"""Rule: once a task that repeats is done, its next occurrence is an open line of its own, as the Tasks plugin has it.

Its dates keep their distance from each other. What belongs to one occurrence alone (a block id, an `id`, what it
depends on) is left out, and no repetition is guessed.
"""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from vaultnet.model.span import Span
from vaultnet.note.done_sign import BLOCK_ID
from vaultnet.note.line import DUE, SCHEDULED

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_REPEATS = re.compile(
    r"🔁\ufe0f?[ \t]{0,3}([a-zA-Z0-9, !]{0,200})|[\[(]repeat::[ \t]{0,3}([^\[\]()]{0,200})[\])]", re.IGNORECASE
)
_EVERY = re.compile(r"every (?:([1-9]\d{0,2}) )?(day|week|month|year)s?(?: on (?:the )?([a-z0-9, ]{1,150}))?")
_EVERY_WEEKDAY = re.compile(r"every (weekdays?|[a-z]{2,9}(?:[, ][a-z, ]{1,100})?)")
_BETWEEN = re.compile(r"(?:, ?| and | or )(?:the )?")
_NTH = re.compile(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)")
_WHEN_DONE = " when done"
_WEEKDAYS = (
    ("mo", "mon", "monday"),
    ("tu", "tue", "tues", "tuesday"),
    ("we", "wed", "wednesday"),
    ("th", "thu", "thursday"),
    ("fr", "fri", "friday"),
    ("sa", "sat", "saturday"),
    ("su", "sun", "sunday"),
)
_NUMBERS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_WORKDAYS = frozenset(range(5))
_LAST = -1  # the last day of a month, among its days
_LAST_YEAR = 9000
_STEPS = 500  # after which a day that no month seems to have is given up

_DATE = re.compile(
    r"((?:[📅📆🗓⏳⌛🛫]\ufe0f?[ \t]{0,3}|[\[(](?:due|scheduled|start)::[ \t]{0,3}))(\d{4}-\d{2}-\d{2})(?!\d)"
)
_CREATED = re.compile(r"((?:➕\ufe0f?[ \t]{0,3}|[\[(]created::[ \t]{0,3}))\d{4}-\d{2}-\d{2}(?!\d)")
_OF_THIS_ONE = re.compile(
    r"[ \t]{0,3}(?:🆔\ufe0f?[ \t]{0,3}[\w-]{1,100}"
    r"|⛔\ufe0f?[ \t]{0,3}[\w-]{1,100}(?:[ \t]{0,3},[ \t]{0,3}[\w-]{1,100}){0,50}"
    r"|[✅❌]\ufe0f?[ \t]{0,3}\d{4}-\d{2}-\d{2}"
    r"|[\[(](?:id|dependsOn|completion|cancelled)::[^\[\]()]{0,500}[\])])"
)


def rule_of(line: str) -> str | None:
    """How a task repeats, in the words of its line; None: it does not."""
    repeats = _REPEATS.search(line)
    return " ".join((repeats[1] or repeats[2] or "").split()) if repeats else None


def next_day(rule: str, day: date, done: date) -> date | None:
    """The day of the next occurrence of what was for `day` and was done on `done`; None: the rule is not understood."""
    wording = rule.casefold()
    since = day
    if wording.endswith(_WHEN_DONE):
        wording, since = wording.removesuffix(_WHEN_DONE), done
    if since.year > _LAST_YEAR:
        return None
    if every := _EVERY.fullmatch(wording):
        number, unit, on = int(every[1] or 1), every[2][0].upper(), every[3]
        if not on:
            return Span(number, unit).after(since)
        if unit == "W":
            return _on_weekday(_weekdays(on), since, number)
        return _in_month(_days(on), since, number) if unit == "M" else None
    if every := _EVERY_WEEKDAY.fullmatch(wording):
        return _on_weekday(_weekdays(every[1]), since)
    return None


def next_occurrence(line: str, done: date) -> str | None:
    """The line for the next occurrence of an open task whose line this is; None where that cannot be told.

    A line without a day is not told either: its next occurrence would be the same line again.
    """
    rule, found = rule_of(line), DUE.search(line) or SCHEDULED.search(line)
    day = _day(found[1] or found[2]) if found else None
    after = next_day(rule, day, done) if rule and day else None
    if day is None or after is None:
        return None
    later = after - day
    new = _OF_THIS_ONE.sub("", BLOCK_ID.sub("", line))
    try:
        moved = _DATE.sub(lambda at: f"{at[1]}{date.fromisoformat(at[2]) + later}", new)
    except (ValueError, OverflowError):  # no such day
        return None
    return _CREATED.sub(rf"\g<1>{done}", moved)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None


def _weekdays(names: str) -> frozenset[int]:
    """The days of the week by their numbers; empty where something else is named."""
    if names in ("weekday", "weekdays"):
        return _WORKDAYS
    numbers = [_NUMBERS.get(name) for name in _BETWEEN.split(names)]
    return frozenset(number for number in numbers if number is not None) if None not in numbers else frozenset()


def _days(names: str) -> frozenset[int]:
    """The days of a month; empty where something else is named."""
    found = [
        _LAST if name == "last" else int(nth[1]) if (nth := _NTH.fullmatch(name)) else None
        for name in _BETWEEN.split(names)
    ]
    return frozenset(day for day in found if day is not None) if None not in found else frozenset()


def _on_weekday(weekdays: frozenset[int], since: date, weeks: int = 1) -> date | None:
    """The next of these days of the week, counted in weeks from that of `since`."""
    from dateutil.rrule import MO, WEEKLY, rrule  # noqa: PLC0415 - few tasks repeat

    return _after(since, rrule(WEEKLY, _midnight(since), weeks, wkst=MO, byweekday=weekdays)) if weekdays else None


def _in_month(days: frozenset[int], since: date, months: int) -> date | None:
    """The next of these days of a month, counted in months from that of `since`; some months lack some."""
    from dateutil.rrule import MONTHLY, rrule  # noqa: PLC0415 - likewise

    return _after(since, rrule(MONTHLY, _midnight(since), months, bymonthday=days)) if days else None


def _after(since: date, days: "rrule") -> date | None:
    following = days.after(_midnight(since))
    return following.date() if following else None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, whatever the zone
