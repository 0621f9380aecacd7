"""Rule: a sentence ends at its stop or at a `;`; the dots of abbreviations and dates end nothing."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.days.dates import WEEKDAY, DateAt, dates_in

_LONGEST = 1000  # characters: what goes on for longer is no sentence, and tells nothing

_ADDRESS = re.compile(r"\S{1,20}://\S+")
END = re.compile(r"[.!?…;](?:(?<=;)|[.!?…]*(?=[\"'”’)\]]{0,3}(?:\s|\Z)))")
_ABBREVIATION = re.compile(
    r"(?:\A|[\s(])(?:[a-z]|(?:[a-z]\.)+[a-z]|dr|drs|mr|mrs|ms|mevr|dhr|prof|ir|ing|st|jr|sr|nr|no|ca|approx|tel|vs|bijv"
    r"|evt|incl|excl|resp|jl|aanst|dept|afd|ivm|mbt|tbv|vd|vh|ong|plm|zkh|zh|fam|u\.s)\Z",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"(?:\A|[\s(])(?:{WEEKDAY}|(?:maa|din|woe|don|vri|zat|zon)[a-z]{{0,4}})\Z", re.IGNORECASE)


class Clause(NamedTuple):
    """A sentence, or a part of one up to a `;`. Places in it count from its own start."""

    text: str
    lower: str
    dates: tuple[DateAt, ...]
    plain: bool  # no turn of phrase in it changes the meaning of its dates


def clauses(line: str, day: date, order: str, plain: bool) -> Iterator[Clause]:
    """The sentences of a line; dots of abbreviations and dates end nothing."""
    readable = _ADDRESS.sub(lambda address: " " * len(address.group()), line) if "://" in line else line
    dates = tuple(dates_in(readable, order, day))
    if not (END.search(readable) or readable[:1].isspace()):
        if readable and len(readable) <= _LONGEST:
            yield Clause(line.rstrip(), _lower(readable), dates, plain)
        return
    start = 0
    for stop in (*END.finditer(readable), None):
        end = stop.start() if stop else len(readable)
        if stop and stop.group() == "." and _ends_nothing(readable, end, dates):
            continue
        part = readable[start:end]
        if part.strip() and len(part) <= _LONGEST:
            offset = start + len(part) - len(part.lstrip())
            within = _within(dates, start, end, offset) if dates else ()
            # the sign that ends it stays in `lower`: a question is asked, not told
            lower = _lower(readable[offset : stop.end() if stop else end])
            yield Clause(line[offset:end].rstrip(), lower, within, plain)
        start = stop.end() if stop else end


def _within(dates: Sequence[DateAt], start: int, end: int, offset: int) -> tuple[DateAt, ...]:
    """Those that begin between two places, their own places counted from `offset`."""
    among = dates[bisect_left(dates, start, key=_begin) : bisect_left(dates, end, key=_begin)]
    return tuple(DateAt(at.date, at.start - offset, at.end - offset, at.year_given) for at in among)


def _lower(text: str) -> str:
    """`text` in lower case, every character at its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(min(sign.lower(), sign, key=len) for sign in text)


def _begin(at: DateAt) -> int:
    return at.start


def _ends_nothing(text: str, dot: int, dates: Sequence[DateAt]) -> bool:
    before = bisect_left(dates, dot, key=_begin)
    in_date = before > 0 and dot < dates[before - 1].end
    if in_date or _ABBREVIATION.search(text, max(0, dot - 12), dot):
        return True
    after = dates[before] if before < len(dates) else None
    return bool(after and not text[dot + 1 : after.start].strip() and _WEEKDAY.search(text, max(0, dot - 12), dot))
