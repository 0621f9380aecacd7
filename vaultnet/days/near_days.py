"""Rule: `tomorrow`, `Friday` and `in January` are the next such days; what may mean something else is none of them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from vaultnet.days.dates import MONTHS, next_such_day
from vaultnet.days.moment import WEEKDAYS
from vaultnet.model.span import Span

_AHEAD = {
    "tomorrow": Span(1, "D"),
    "morgen": Span(1, "D"),
    "the day after tomorrow": Span(2, "D"),
    "overmorgen": Span(2, "D"),
    "next week": Span(1, "W"),
    "volgende week": Span(1, "W"),
    "volgende wk": Span(1, "W"),
    "next month": Span(1, "M"),
    "volgende maand": Span(1, "M"),
    "komende maand": Span(1, "M"),
    "next year": Span(1, "Y"),
    "volgend jaar": Span(1, "Y"),
}
_AFTER_CHRISTMAS, _AFTER_NEW_YEAR = (12, 27), (1, 2)  # months and days
_PARTS_OF_MONTHS = {"half": 15, "medio": 15, "mid": 15, "eind": 25, "end": 25, "late": 25}  # and the day meant
_BY_NAME = {name: number for name, number in WEEKDAYS.items() if len(name) > 2} | {"tues": 2, "thurs": 4}
_FULL = "|".join(name for name in _BY_NAME if name.endswith(("day", "dag")))
_FULL_MONTHS = "|".join(name for name in MONTHS if len(name) > len("sept"))
_DAY = re.compile(
    rf"(?P<ahead>{'|'.join(_AHEAD)})\b"
    r"|(?:(?:next|this|coming|komende|aanstaande|a\.s\.|volgende)[ ]+)?"
    rf"(?:(?P<day>{_FULL})\b|(?P<short>{'|'.join(_BY_NAME)}|(?:dins|woens|donder|vrij|zater|zon)d)\.?\Z)"
    rf"|(?:in|(?P<part>begin|early|half|medio|mid|eind|end of|late))[ -](?P<month>{'|'.join(MONTHS)})\b\.?"
    rf"|(?P<full>{_FULL_MONTHS})\Z"
    r"|(?P<christmas>(?:na(?: de)?|after) (?:kerst|kerstdagen|kerstmis|christmas))\b"
    r"|(?P<new_year>(?:na|after) (?:(?:de |the )?(?:feestdagen|holidays)|oud en nieuw|nieuwjaar|new year)"
    r"|in (?:het nieuwe jaar|the new year))\b",
    re.IGNORECASE,
)


def near_day(text: str, start: date) -> tuple[date, int] | None:
    """The day after `start` that `text` begins with, and where its words end; None: it names none so."""
    found = _DAY.match(text)
    day = next(_days(found, start), None) if found else None
    return (day, found.end()) if found and day else None


def _days(found: re.Match[str], start: date) -> Iterator[date]:
    if found["ahead"]:
        yield _AHEAD[found["ahead"].lower()].after(start)
    elif name := found["day"] or found["short"]:
        number = next(number for known, number in _BY_NAME.items() if known.startswith(name.lower()))
        days = (number - start.isoweekday() - 1) % 7 + 1
        if (date.max - start).days >= days:
            yield start + timedelta(days)
    elif start < date.max:
        day = next_such_day(*_month_and_day(found), start + timedelta(1))
        if day is not None:
            yield day


def _month_and_day(found: re.Match[str]) -> tuple[int, int]:
    if name := found["month"] or found["full"]:
        part = (found["part"] or "").lower().partition(" ")[0]
        return MONTHS[name.lower()], _PARTS_OF_MONTHS.get(part, 1)
    return _AFTER_CHRISTMAS if found["christmas"] else _AFTER_NEW_YEAR
