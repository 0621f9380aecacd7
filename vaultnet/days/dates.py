"""Dates as people write them, in English and Dutch: of a range the first, and no day but a `None` for 30 February.

A day and month without a year count in running text and as yearly days, never at the start of a line. `leading_date`
has a fast way for plain ISO dates, which gives what the full way gives or says that it cannot tell.
It is one grammar, and so one file, though a long one.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple


class DateAt(NamedTuple):
    """A date and where it stands in its text."""

    date: date | None  # None: looks like a date, and is on no calendar
    start: int
    end: int
    year_given: bool


class _Written(NamedTuple):
    """A date as it was written, and where that ends."""

    year: int | None  # None: not written
    month: int
    day: int
    end: int


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januari jan",
            "february februari febr feb",
            "march maart mrt mar",
            "april apr",
            "may mei",
            "june juni jun",
            "july juli jul",
            "august augustus aug",
            "september sept sep",
            "october oktober oct okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_SHORT_MONTHS = [
    name for name in MONTHS if name in ("febr", "sept") or (len(name) == 3 and name[1:] not in ("ay", "ei"))
]
_WHOLE_MONTHS = [name for name in MONTHS if name not in _SHORT_MONTHS]  # a dot after them ends the sentence

_UNKNOWN_YEARS = (0, 1604)  # what address books write for a year they do not know
_LIKELY_YEARS = range(1800, 2200)  # outside them an impossible date is some other number
_LEAP_YEAR = 2000
_LOOK_BACK = timedelta(60)  # a day and month that lies so shortly before is that past day
_EARLIEST = date.min + _LOOK_BACK

_B = r"[ \t\xa0]"
_MONTH = (  # (?a:...), where letters that look alike are names to be looked up: IGNORECASE takes the Turkish ı for an i
    rf"(?:(?a:{'|'.join(sorted(_WHOLE_MONTHS, key=len, reverse=True))})\b|(?a:{'|'.join(_SHORT_MONTHS)})\b\.?)"
)
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo)\b"
)
_NTH = r"(?:st|nd|rd|th|ste|de|e)?\b"
_GAP = rf"(?:{_B}{{1,3}}|-)"
_TO = rf"{_B}{{0,3}}(?:[-–—/&]|\b(?:to|till?|until|through|and|tot{_B}en{_B}met|tot|t/m|en)\b){_B}{{0,3}}"
_DATE = (
    r"(?:(?P<iso>(?P<y1>[0-9]{4})(?P<s1>[-/.])(?P<m1>[0-9]{1,2})(?P=s1)(?P<d1>[0-9]{1,2}))"
    r"|(?P<packed>(?P<y2>[0-9]{4})(?P<m2>[0-9]{2})(?P<d2>[0-9]{2}))"
    r"|(?P<ordered>(?P<a3>[0-9]{1,2})(?P<s3>[-/.])(?P<b3>[0-9]{1,2})(?P=s3)(?P<y3>[0-9]{4}))"
    rf"|(?P<day_first>(?P<n4>(?P<d4>[0-9]{{1,2}}){_NTH})(?:{_TO}(?P<last4>[0-9]{{1,2}}){_NTH})?{_GAP}(?:of{_B})?"
    rf"(?P<m4>{_MONTH})(?:,?{_GAP}(?P<y4>[0-9]{{4}})(?![^\W_]))?)"
    rf"|(?P<month_first>(?P<m5>{_MONTH}){_GAP}(?P<n5>(?P<d5>[0-9]{{1,2}}){_NTH})(?:{_TO}(?P<last5>[0-9]{{1,2}}){_NTH})?"
    rf"(?:,?{_GAP}(?P<y5>[0-9]{{4}})(?![^\W_]))?))"
    r"(?!(?!T[0-9]{1,2}:)[^\W_])"
)
_CLOCK = r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_TIME = rf"{_CLOCK}(?:{_B}?(?:[ap]m|uur|[uh])\b)?(?:{_B}?[-–—]{_B}?{_CLOCK})?(?![^\W_])"
_SEPARATOR = rf"{_B}{{0,20}}+(?:[:,|]|[-–—]{{1,3}}(?!>))?{_B}{{0,20}}+"

MONTH_BEGINS = r"(?:jan|feb|ma[ary]|mrt|apr|mei|ju[nl]|aug|sep|o[ck]t|nov|dec)"  # the names of months, in lower case
ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
PLAIN_SEPARATOR = (  # after a date of which nothing is doubtful: what follows are words, and none that makes it a range
    r"(?:[:,|]|[ \t][-–—|])?[ \t]{1,9}(?![Tt](?:o|ot|ill?|hrough|/m)\b|[Uu]ntil\b|[Aa]nd\b|[Ee]n\b)"
)
_PLAIN = re.compile(
    rf"(?:(\*\*)|(\[\[)|(\())?({ISO})(?(1)\*\*)(?(2)\]\])(?(3)\))(?:\Z|{PLAIN_SEPARATOR}(?=[A-Za-z#(\[*\"']))"
)
NAMED_DAY = (  # how a date may begin that begins with a letter, of which the first (ſ is an s too) rules most words out
    r"(?=[ADFJMNOSTVWZadfjmnostvwzſ])"
    rf"(?i:{WEEKDAY}\.?,?{_B}{{1,3}}[0-9a-z]|{MONTH_BEGINS}[^ \t\xa0-]{{0,9}}{_GAP}[0-9])"
)
_MAY_LEAD = re.compile(rf"[ \t*_=(]{{0,12}}(?:[0-9]|\[(?!\[)|\[\[[^\]0-9]*+(?:[0-9]|\](?!\]))|{NAMED_DAY})")
_WRAPPING = re.compile(r"[*_=(\[ \t]{0,12}")
_WRITTEN = re.compile(_DATE, re.IGNORECASE)
_ON_WEEKDAY = re.compile(rf"{WEEKDAY}\.?,?{_B}{{1,3}}", re.IGNORECASE)
_MAY_STAND = re.compile(  # a digit, or letters as of a month; what begins with a set of signs is looked for quickly
    r"[0-9JjFfMmAaSsOoNnDd](?<![^\W_].)(?<![0-9][-./:,].)"
    r"(?:(?<=[0-9])|(?ai:an|eb|aa?r|rt|pr|ay|ei|u[nl]|ug|ep|[ck]t|ov|ec))"
)
_PLAIN_DAY = re.compile(  # a day and a month of which nothing is doubtful: no year follows, no range, and no dot
    r"([0-9]{1,2}) (?!may )([A-Za-z]{3,9})(?=[,;!?)]?(?: [A-Za-z(]|\Z))"
)
_DIGIT = re.compile("[0-9]")
_LONGEST_MONTH = len("september   ")
_RANGE = re.compile(_TO, re.IGNORECASE)
_RUNS_ON = re.compile(r"[-./][0-9]")
_AFTER = re.compile(rf"(?:(?:T|{_SEPARATOR}){_TIME})?{_SEPARATOR}", re.IGNORECASE)
_WIKILINK_END = re.compile(
    rf"(?:[ _,-]{{1,2}}{WEEKDAY})?(?:\.md)?(?:#[^\[\]|\n]{{0,200}})?(?:\\?\|[^\[\]\n]{{0,200}})?\]\]", re.IGNORECASE
)
_SHOWN = re.compile(r"[^\[\]\n]{0,200}\]\(<?")
_TARGET_END = re.compile(rf"(?:(?:[ _,-]|%20){WEEKDAY})?(?:\.md)?(?:#[^()\n]{{0,200}})?>?\)", re.IGNORECASE)
_SHOWN_END = re.compile(r"\](?:\([^()\n]{0,400}\))?")
_WORD = re.compile(r"\S+")
_YEARLY = re.compile(
    r"(?:(?P<year>[0-9]{4})-?|--|(?=[0-9]{2}-))(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})(?:T[0-9:.]{0,15}Z?)?"
)
# a month before a bare number is a date in such company only: "in May 3 people came", "met Jan 2 uur gewandeld"
_COMPANY_BEFORE = re.compile(
    r"\b(?:on|by|until|till|since|before|after|around|op|tot|vanaf|per|rond) \Z", re.IGNORECASE
)
_COMPANY_AFTER = re.compile(r"\Z|[.,;:!?)\]…]| ?[–—-]| (?:at|and|for|he|she|they|is|the|om|en|voor)\b", re.IGNORECASE)
_MAY_BE = re.compile(r"may (?:also|be|bring|call|come|even|get|go|have|help|join|need|not|still|take|want|well)\b")


def leading_date(text: str, order: str) -> DateAt | None:
    """The date with a year that `text` begins with, if it does (format.md, Dates and cadences).

    `text[found.end:]` is what the line says: wrapping, a link to a daily note, time and one separator are passed over.
    Wrapping that closes only later (`**2026-10-01 coffee**`) stands before `found.start`. `order` is "dmy" or "mdy".
    """
    plain = _PLAIN.match(text)
    if plain is not None:
        try:
            return DateAt(date.fromisoformat(plain[4]), 0, plain.end(), year_given=True)
        except ValueError:
            pass  # the full way says whether such a number means to be a date
    return _any_leading_date(text, order) if may_lead(text) else None


def may_lead(text: str) -> bool:
    """Whether `text` may begin with a date."""
    return _MAY_LEAD.match(text) is not None


def trailing_date(text: str, order: str) -> DateAt | None:
    """The date with a year that `text` ends with, and the separator before it: `Lunch (2026-10-01)`."""
    end = len(text.rstrip())
    for word in _WORD.finditer(text, max(0, end - 200), end):
        found = leading_date(text[word.start() : end], order)
        if found is not None and (found.start, word.start() + found.end) == (0, end):
            before = text[: word.start()].rstrip()
            return DateAt(found.date, len(before.rstrip(":,|-–—").rstrip()), len(text), year_given=True)
    return None


def dates_in(text: str, order: str, near: date) -> Iterator[DateAt]:
    """All dates in running text, both ends of a range, those on no calendar passed over.

    A day and month without a year is the past day if it lies within 60 days before `near`, else the next such day.
    """
    since = near - _LOOK_BACK if near > _EARLIEST else date.min
    start = _next(text, 0)
    while start is not None:
        plain = _PLAIN_DAY.match(text, start.start())
        if plain and (month := MONTHS.get(plain[2].lower())):
            end = plain.end()
            if day := next_such_day(month, int(plain[1]), since):
                yield DateAt(day, plain.start(), end, year_given=False)
        elif found := _WRITTEN.match(text, start.start()):
            end = found.end()
            yield from _meant(found, order, since)
        else:
            end = start.end()
        start = _next(text, end)


def leading_day(text: str) -> tuple[int, int, int] | None:
    """Month and day of a date without a year that `text` begins with (`10 december`), and where what it says begins."""
    found = _found_at(text, 0)
    written = _written(found, "dmy") if found else None
    if written is None or written.year is not None or not _on_calendar(_LEAP_YEAR, written.month, written.day):
        return None
    return written.month, written.day, passed_over(text, written.end)


def leading_past(text: str, order: str, today: date) -> DateAt | None:
    """The date that `text` begins with; one without a year is that of the last 60 days, else it is none."""
    found = leading_date(text, order)
    without_year = leading_day(text) if found is None else None
    if without_year is None or today < _EARLIEST:
        return found
    day = next_such_day(without_year[0], without_year[1], today - _LOOK_BACK)
    return DateAt(day, 0, without_year[2], year_given=False) if day is not None and day <= today else None


def next_such_day(month: int, day: int, first: date) -> date | None:
    """The earliest day on or after `first` with this month and day; None: on no calendar."""
    for year in range(first.year, first.year + 9):
        found = _on_calendar(year, month, day)
        if found is not None and found >= first:
            return found
    return None


def passed_over(text: str, end: int) -> int:
    """Where the text goes on after the time and the separator that may follow a date."""
    after = _AFTER.match(text, end)
    return after.end() if after else end


def parse_date(value: str, order: str) -> date | None:
    """The day that the whole of `value` says, its time passed over; None: no such day."""
    text = value.strip().strip("\"'").strip()
    found = leading_date(text, order)
    return found.date if found is not None and (found.start, found.end) == (0, len(text)) else None


def parse_yearly(value: str, order: str) -> tuple[int, int, int | None] | None:
    """Month, day and year of a day that returns every year; year None: not known; None: no such day."""
    text = value.strip().strip("\"'[]").strip()
    short = _YEARLY.fullmatch(text)
    if short is not None and int(short["year"] or 0) in _UNKNOWN_YEARS:
        month, day = int(short["month"]), int(short["day"])
        return (month, day, None) if _on_calendar(_LEAP_YEAR, month, day) else None
    whole = parse_date(text, order)
    if whole is not None:
        return whole.month, whole.day, None if whole.year in _UNKNOWN_YEARS else whole.year
    without_year = leading_day(text)
    if without_year is not None and without_year[2] == len(text):
        return without_year[0], without_year[1], None
    return None


def _on_calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _found_at(text: str, at: int) -> re.Match[str] | None:
    """What is written as a date at `at`, or after a weekday there."""
    weekday = None if text[at : at + 1].isdigit() else _ON_WEEKDAY.match(text, at)
    return _WRITTEN.match(text, weekday.end() if weekday else at)


def _next(text: str, at: int) -> re.Match[str] | None:
    """Where the next date may stand: every one has a digit, and before it at most the name of a month."""
    digit = _DIGIT.search(text, at)
    return _MAY_STAND.search(text, max(at, digit.start() - _LONGEST_MONTH)) if digit else None


def _meant(found: re.Match[str], order: str, since: date) -> Iterator[DateAt]:
    """The days that are meant by what is written as a date in running text; `since` as of `next_such_day`."""
    text, end = found.string, found.end()
    first = _written(found, order)
    if (
        first is None
        or (_RUNS_ON.match(text, end) and _second(text, end, "dmy") is None)  # a part number, a version, an address
        or (first.year is None and not _means_a_day(found))
    ):
        return
    for written, begin, end in _days(found, first):
        if written.year is None:
            day = next_such_day(written.month, written.day, since)
        else:
            day = _on_calendar(written.year, written.month, written.day)
        if day is not None:
            yield DateAt(day, begin, end, written.year is not None)


def _written(found: re.Match[str], order: str) -> _Written | None:
    """The numbers of a date; None: they were never meant as one."""
    year: int | None
    match found.lastgroup:
        case "iso":
            year, month, day = int(found["y1"]), int(found["m1"]), int(found["d1"])
        case "packed":
            year, month, day = int(found["y2"]), int(found["m2"]), int(found["d2"])
            if year not in _LIKELY_YEARS or not _on_calendar(year, month, day):
                return None
        case "ordered":
            year, month, day = int(found["y3"]), int(found["b3"]), int(found["a3"])
            if order == "mdy":
                month, day = day, month
        case "day_first":
            year, month, day = int(found["y4"] or 0) or None, _month(found["m4"]), int(found["d4"])
        case _:
            year, month, day = int(found["y5"] or 0) or None, _month(found["m5"]), int(found["d5"])
    if year is not None and year not in _LIKELY_YEARS and not _on_calendar(year, month, day):
        return None
    return _Written(year, month, day, found.end())


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _second(text: str, end: int, order: str) -> _Written | None:
    """The date with a year that closes the range whose first date ends at `end`."""
    to = _RANGE.match(text, end)
    found = _found_at(text, to.end()) if to else None
    second = _written(found, order) if found else None
    return second if second is not None and second.year is not None else None


def _means_a_day(found: re.Match[str]) -> bool:
    """Whether a day and month without a year is one by the words around it."""
    if found["m4"] and not found["y4"]:
        return not _MAY_BE.match(found.string, found.start("m4"))
    if found["m5"] and not found["y5"] and found["n5"].isdigit():
        before = _COMPANY_BEFORE.search(found.string, max(0, found.start() - 12), found.start())
        return before is not None or _COMPANY_AFTER.match(found.string, found.end()) is not None
    return True


def _days(found: re.Match[str], first: _Written) -> list[tuple[_Written, int, int]]:
    """The one or (`3 to 10 May`) two days that a match speaks of, with their places."""
    for name, last in (("n4", "last4"), ("n5", "last5")):
        if found[last]:
            second = first._replace(day=int(found[last]))
            start = found.start() if name == "n4" else found.start("m5")
            return [(first, start, found.end(name)), (second, found.start(last), found.end())]
    return [(first, found.start(), found.end())]


def _any_leading_date(text: str, order: str) -> DateAt | None:
    wrapping = _WRAPPING.match(text)
    opened = wrapping.group() if wrapping else ""
    at = len(opened)
    if opened.endswith("[["):
        opened, found = opened[:-2], _in_target(text, at, _WIKILINK_END, order)
    elif opened.endswith("["):
        opened, found = opened[:-1], _in_brackets(text, at, order)
    else:
        found = _first(text, at, order)
    if found is None or found.year is None or "[" in opened:
        return None
    day = _on_calendar(found.year, found.month, found.day)
    still_open, end = _unwrapped(text, opened, found.end)
    return DateAt(day, still_open, end, year_given=True)


def _first(text: str, at: int, order: str) -> _Written | None:
    """The date with a year at `at`, or the first of a range of which only the last has one."""
    found = _found_at(text, at)
    first = _written(found, order) if found else None
    if first is None:
        return None
    last = _second(text, first.end, order)
    if last is not None and last.year is not None:
        year = first.year or last.year - (last.month < first.month)
        return first._replace(year=year, end=last.end)
    return None if first.year is None or _RUNS_ON.match(text, first.end) else first


def _in_target(text: str, at: int, close: re.Pattern[str], order: str) -> _Written | None:
    """The date that is the whole name of the note to which the link that opened before `at` leads."""
    limit = text.find("]]" if close is _WIKILINK_END else ")", at)
    while limit >= 0:
        found = _first(text, at, order)
        closed = close.match(text, found.end) if found else None
        if found is not None and closed is not None:
            return found._replace(end=closed.end())
        at = text.find("/", at, limit) + 1
        if at == 0:
            break
    return None


def _in_brackets(text: str, at: int, order: str) -> _Written | None:
    """The date of `[2026-10-01]` or of a Markdown link: that of the note it leads to, else the one it shows."""
    shown = _SHOWN.match(text, at)
    found = _in_target(text, shown.end(), _TARGET_END, order) if shown else None
    if found is not None:
        return found
    found = _first(text, at, order)
    closed = _SHOWN_END.match(text, found.end) if found else None
    return found._replace(end=closed.end()) if found is not None and closed is not None else None


def _unwrapped(text: str, opened: str, end: int) -> tuple[int, int]:
    """How many of the opening marks are not closed after the date; and where what the line says begins."""
    end = passed_over(text, end)
    still_open = len(opened.rstrip())
    while still_open and text.startswith(")" if opened[still_open - 1] == "(" else opened[still_open - 1], end):
        still_open, end = len(opened[: still_open - 1].rstrip()), end + 1
    return still_open, passed_over(text, end) if still_open < len(opened.rstrip()) else end
