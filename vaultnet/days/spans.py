"""Spans of calendar time as people write them: a count, a unit or both, in English and Dutch, or ISO 8601.

The unit that was written is kept: `2 weeks` is not `14 days`. What is zero, or over a hundred years, is no span.
The configuration needs spans on every run, and seldom a date: what only `parse_until` needs is loaded by it.
"""

import re
from datetime import date, timedelta

from vaultnet.model.span import NEVER, Span

_AT_MOST = {"D": 36525, "W": 5218, "M": 1200, "Y": 100}

_UNITS = {
    name: Span(count, unit)
    for count, unit, names in (
        (1, "D", "d, day, days, daily, dag, dagen, dgn, dagelijks"),
        (1, "W", "w, wk, wks, wkn, week, weeks, weekly, weken, weekje, wekelijks"),
        (2, "W", "fortnight, fortnights, fortnightly, biweekly, bi weekly, tweewekelijks"),
        (1, "M", "m, mo, mos, month, months, monthly, mnd, mnden, maand, maanden, maandje, maandelijks"),
        (2, "M", "bimonthly, bi monthly, tweemaandelijks"),
        (3, "M", "quarter, quarters, quarterly, kwartaal, kwartalen, driemaandelijks"),
        (6, "M", "half year, half a year, half yearly, halfyearly, semi annually, halfjaar, half jaar, halfjaarlijks"),
        (1, "Y", "y, yr, yrs, year, years, yearly, annually, j, jr, jaar, jaren, jaarlijks"),
    )
    for name in names.split(", ")
}

_CARDINALS = {"a": 1, "an": 1, "one": 1, "een": 1, "één": 1} | {
    word: number
    for words in (
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    )
    for number, word in enumerate(words, start=2)
}
_COUNTS = _CARDINALS | {"other": 2, "second": 2, "andere": 2, "tweede": 2, "third": 3, "derde": 3}

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_EVERY = r"every|each|per|elke?|iedere?|(?:1 ?x|1 keer|once|eens|één keer|een keer) (?:a|an|every|per|in de)"
_SPAN = re.compile(
    rf"(?:(?:{_EVERY}|(?P<alternate>om (?:de|het))) )?"
    rf"(?:(?P<digits>[0-9]{{1,6}})[ -]?|(?P<word>{'|'.join(_COUNTS)}) )?(?P<unit>{_UNIT})?"
)
_ISO = re.compile(r"p(?P<digits>[0-9]{1,6})(?P<unit>[dwmy])(?P<word>)(?P<alternate>)")
_AHEAD = (
    rf"(?:(?:in|over) )?(?:(?P<digits>[0-9]{{1,6}})[ -]?|(?P<word>{'|'.join(_CARDINALS)}) )(?P<unit>(?a:{_UNIT}))\b"
    r"(?P<alternate>)"
)
_UNTIL = r"(?:until|till|not before|after|tot(?: en met)?|t/m|niet voor|pas op|vanaf|na) +"
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")


def parse_span(text: str) -> Span | None:
    """The cadence that the whole of `text` says (format.md, Dates and cadences); `NEVER` for never, None: not one."""
    folded = _HYPHEN.sub(" ", " ".join(text.strip(" \"'").casefold().split()))
    if folded in ("never", "nooit"):
        return NEVER
    found = _ISO.fullmatch(folded) or _SPAN.fullmatch(folded)
    return _span(found) if found else None


def parse_until(text: str, start: date, order: str) -> tuple[date, int] | None:
    """The day that `text` begins with, as a date or as a span from `start`; and where what it says begins.

    A day and month without a year is the next such day after `start`, and so is a weekday; `until` may stand before.
    """
    lead = re.match(_UNTIL, text, re.IGNORECASE)
    for begin in (lead.end(), 0) if lead else (0,):
        if found := _day_ahead(text[begin:], start, order):
            return found[0], begin + found[1]
    return None


def _day_ahead(text: str, start: date, order: str) -> tuple[date, int] | None:
    from vaultnet.days.dates import leading_date, leading_day, next_such_day, passed_over  # noqa: PLC0415 - see above
    from vaultnet.days.near_days import near_day  # noqa: PLC0415 - likewise

    at = leading_date(text, order)
    if at is not None:
        return (at.date, at.end) if at.date is not None and at.start == 0 else None
    yearless = leading_day(text)
    if yearless is not None and start < date.max:
        day = next_such_day(yearless[0], yearless[1], start + timedelta(1))
        return (day, yearless[2]) if day is not None else None
    near = near_day(text, start)
    if near is not None:
        return near[0], passed_over(text, near[1])
    whole = parse_span(text)
    if whole is not None and whole != NEVER:
        return whole.after(start), len(text)
    ahead = re.match(_AHEAD, text, re.IGNORECASE)
    span = _span(ahead) if ahead else None
    return (span.after(start), passed_over(text, ahead.end())) if ahead and span else None


def _span(found: re.Match[str]) -> Span | None:
    """The count times the unit, within bounds; a unit of a single letter needs its count."""
    written, unit = found["digits"] or found["word"], (found["unit"] or "d").casefold()
    if not written and len(unit) == 1:
        return None
    count = int(found["digits"] or _COUNTS.get((found["word"] or "").casefold(), 2 if found["alternate"] else 1))
    span = Span(count * _UNITS[unit].number, _UNITS[unit].unit)
    return span if 0 < span.number <= _AT_MOST[span.unit] else None
