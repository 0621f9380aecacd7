"""Rule: `tomorrow`, `Friday` and `next week` are the next such days; what may mean something else is none of them."""

import re
from datetime import date, timedelta

from vaultnet.model.span import Span
from vaultnet.note.moment import WEEKDAYS

_AHEAD = {
    "tomorrow": Span(1, "D"),
    "morgen": Span(1, "D"),
    "the day after tomorrow": Span(2, "D"),
    "overmorgen": Span(2, "D"),
    "next week": Span(1, "W"),
    "volgende week": Span(1, "W"),
    "next month": Span(1, "M"),
    "volgende maand": Span(1, "M"),
    "next year": Span(1, "Y"),
    "volgend jaar": Span(1, "Y"),
}
_BY_NAME = {name: number for name, number in WEEKDAYS.items() if len(name) > 2} | {"tues": 2, "thurs": 4}
_FULL = "|".join(name for name in _BY_NAME if name.endswith(("day", "dag")))
_DAY = re.compile(
    rf"(?P<ahead>{'|'.join(_AHEAD)})\b|(?:(?:next|this|coming|komende|aanstaande|volgende)[ ]+)?"
    rf"(?:(?P<day>{_FULL})\b|(?P<short>{'|'.join(_BY_NAME)})\.?\Z)",
    re.IGNORECASE,
)


def near_day(text: str, start: date) -> tuple[date, int] | None:
    """The day after `start` that `text` begins with, and where its words end; None: it names none so."""
    found = _DAY.match(text)
    if not found:
        return None
    if found["ahead"]:
        return _AHEAD[found["ahead"].lower()].after(start), found.end()
    days = (_BY_NAME[(found["day"] or found["short"]).lower()] - start.isoweekday() - 1) % 7 + 1
    return (start + timedelta(days), found.end()) if (date.max - start).days >= days else None
