"""Rule: `tomorrow`, `Friday` and `next week` are the next such days; what may mean something else is none of them."""

import re
from datetime import date, timedelta

from vaultnet.model.span import Span

_WEEKDAYS = (
    "monday maandag mon",
    "tuesday dinsdag tue tues",
    "wednesday woensdag wed",
    "thursday donderdag thu thurs",
    "friday vrijdag fri",
    "saturday zaterdag sat",
    "sunday zondag sun",
)
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
_BY_NAME = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
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
    days = (_BY_NAME[(found["day"] or found["short"]).lower()] - start.weekday() - 1) % 7 + 1
    return (start + timedelta(days), found.end()) if (date.max - start).days >= days else None
