"""Rule: a line that its writer takes for a dated one, though it has no date, is a problem: it counts for nothing.

That is one that begins with a day and a month but no whole year, and a request without a day. Only what is unmistakable
is reported (format.md, Dates): a false alarm every morning is worse than silence.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from vaultnet.days.dates import leading_day
from vaultnet.note.lines import ITEM
from vaultnet.note.pieces import Pieces
from vaultnet.problem import Problem

_LONGEST = 500  # characters of a line that are looked at
_START = re.compile(r"[*_=( \t]{0,12}")
_SEPARATOR = re.compile(r"[*=) \t]{0,9}(?:[:,|]|[ \t][-–—]{1,3}(?=[ \t])|[*=)])")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>[-/.])(?P<second>[0-9]{1,2})(?:(?P=sign)(?P<year>[0-9]{2}))?"
    r"(?![-/.,:]?[0-9]|[\w%/])"
)
_CLOCK = re.compile(r"[ \t,T]{1,3}[0-9]{1,2}:[0-9]{2}.{0,30}$")
_CLOSING = "*=):,|–— \t-"  # may stand behind a date
_NO_DAYS = ("24/7", "16/9", "21/9")
_TWO_DAYS = re.compile(r"[0-9][^0-9]+[0-9]")
_UNTIL = re.compile(r"(?:t/m|tot|till?|until|through|to|and|en|&|[-–—])[ \t]{0,3}[0-9]", re.IGNORECASE)
_NAMES = frozenset("jan april may mei june august augustus march".split())  # `Jan 5 jaar` is a boy
_EACH_YEAR = (
    r"birthday|\bb[-'’]?day|\bborn\b|verjaardag|\bjarig|geboren|anniversar|jubile|trouwdag|naamdag|name ?day|sterfdag"
    r"|\bdied\b|overleden|†|🎂|(?:every|each) year|yearly|annual|(?:elk|ieder) jaar|jaarlijks|\balways\b|\baltijd\b"
    r"|usually|meestal|holiday|vakantie"
)
_OF_EACH_YEAR = re.compile(_EACH_YEAR, re.IGNORECASE)
_NO_LOG = re.compile(
    rf"{_EACH_YEAR}|birth|important|belangrijk|\bdates?\b|\bdat(?:a|ums?)\b|\bdays?\b|\bdagen\b|event|gebeurtenis|feest"
    r"|\bplan|agenda|upcoming|binnenkort|calend[ae]r|kalender|schedule|rooster|to-?do|\btasks?\b|\btaken\b"
    r"|\bfamil(?:y|ie)\b|\bgezin\b|\bkids\b|child|kinder|\bgifts?\b|cadeau|\bwish|\bwens(?:en)?\b|remember|onthoud"
    r"|\btrips?\b|travel|reizen",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"(?:asked|gevraagd|request|verzoek)(?=[*_]{0,2}[ \t]{0,3}:)", re.IGNORECASE)

_NO_YEAR = "a date with its whole year, such as 2026-10-31; without it, it is no contact"
_NO_DAY = "its day before it, such as 2026-10-31, or its outcome; without either, it never comes up"


def undated(path: str, pieces: Pieces, suspects: Iterable[int]) -> Iterator[Problem]:
    """The problems with those of the `suspects` that were meant to have a date: at most one of each kind in a note.

    Neither a tick of a task nor a new contact may change them: an edit proves itself by the problems staying the same.
    """
    alone = [index for index in suspects if _stands_alone(pieces, index)]
    is_no_log = cache(lambda above: bool(_NO_LOG.search(pieces.parts[above].text, 0, _LONGEST)))  # heads many lines
    days = [
        (index, day)
        for index in alone
        if (day := _yearless(pieces, index)) and not any(map(is_no_log, pieces.all_above(index)))
    ]
    requests = [(index, mark) for index in alone if (mark := _request(pieces, index))]
    for found, expected in ((days, _NO_YEAR), (requests, _NO_DAY)):
        if found:
            index, text = found[0]
            more = f" (and {len(found) - 1} more like it below)" if len(found) > 1 else ""
            yield Problem(path, pieces.number(index), f"found “{text}”, expected {expected}{more}")


def _stands_alone(pieces: Pieces, index: int) -> bool:
    """Whether a piece is no task, and part of nothing: neither of a contact nor of another item."""
    within = any(pieces.parts[above].kind == ITEM or pieces.line(above).date for above in pieces.all_above(index))
    return not within and not pieces.line(index).box


def _request(pieces: Pieces, index: int) -> str:
    """The mark of a request that still waits for its answer; "" where there is none."""
    line, text = pieces.line(index), pieces.parts[index].text
    mark = _REQUEST.match(text, _begin(text)) if line.open and line.text and not line.outcome else None
    return mark[0] if mark else ""


def _yearless(pieces: Pieces, index: int) -> str:
    """The day and month with which a piece begins that may be a contact; "" where it does not."""
    text = pieces.parts[index].text[:_LONGEST]
    text = text[_begin(text) :].partition("\n")[0].replace("_", "*")
    day = _named_day(text) or _day_in_figures(text, pieces.reading.date_order)
    behind = text[len(day) :].lstrip(" \t")
    bare = pieces.parts[index].kind == ITEM and not behind.lstrip(_CLOSING)
    return "" if bare or _UNTIL.match(behind) or _OF_EACH_YEAR.search(text) else day


def _begin(text: str) -> int:
    """Where what a line says begins, after what is wrapped around it."""
    start = _START.match(text)
    return start.end() if start else 0


def _is_set_apart(text: str, day: str) -> bool:
    """Whether a separator, or the end of what is wrapped around it, stands behind the day with which a text begins."""
    return bool(_SEPARATOR.match(text, len(day)))


def _named_day(text: str) -> str:
    """A day with the name of its month, as it was written; "" for what may be a name, or a span of days."""
    found = leading_day(text)
    if found is None:
        return ""
    day = _CLOCK.sub("", text[: found[2]].rstrip(_CLOSING)).rstrip(_CLOSING)
    if _TWO_DAYS.search(day):
        return ""
    month = _LETTERS.findall(day)[-1]
    doubtful = month.casefold() in _NAMES if day[-1].isdigit() else month == "may"
    return "" if doubtful and not _is_set_apart(text, day) else day


def _day_in_figures(text: str, order: str) -> str:
    """A day in figures whose year is left out or cut short, as it was written; "" for what may be a part or a score."""
    found = _FIGURES.match(text)
    if found is None or found[0] in _NO_DAYS:
        return ""
    first, sign, second, year = found.groups()
    day, month = (first, second) if order == "dmy" else (second, first)
    if not (0 < int(month) <= 12 and 0 < int(day) <= 31):
        return ""
    if sign == ".":
        return found[0] if year and len(first) == len(second) == 2 else ""
    padded = "0" in (first[0], second[0])
    told = padded or _is_set_apart(text, found[0]) or (sign == "/" and (year or order == "dmy"))
    return found[0] if told and (padded or year or int(day) > 12) else ""
