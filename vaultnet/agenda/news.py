"""Rule: an illness, a loss or a birth that several talks tell of without a date is one, and began with the first.

Otherwise somebody who is ill for a long time would be asked after anew for every talk that says so.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vaultnet.model.network import Source

_STILL = 42  # days within which what is told again is the same event
_GRIEF = 400  # days, likewise for the loss of the same relative
_EARLY = 120  # days by which a birth can precede the day that was told for it
_EXPECTED = re.compile(r"\b(?:uitgerekend|due)\b", re.IGNORECASE)
_STAGES = {"operation": ("operat", "surger", "opereer"), "hospital": ("hospital", "ziekenhuis")}


_Day = date  # by another name than that of the field


class Occurrence(NamedTuple):
    """An occasion on one of its days."""

    kind: str
    date: date
    text: str
    source: Source
    years: int | None = None  # None: not known, or none yet
    dated: bool = True  # False: the day is that of the talk, so nothing can be said before it
    told_on: _Day | None = None  # the day of the talk that told it; None: it is stated, or marked
    said_on: _Day | None = None  # the day of the line that says it; None: it has none, or a property says it
    in_words: bool = False  # a talk tells it in these words


_Days = Mapping[int, Occurrence]
"""The occurrences of one kind by the ordinal of their day, earliest first."""


def in_force(occurrences: Sequence[Occurrence], today: date) -> Iterator[Occurrence]:
    """What marks and talks say, without what is only told again, and without what newer news has overtaken."""
    unsorted: dict[str, dict[int, Occurrence]] = {}
    for occurrence in occurrences:
        unsorted.setdefault(occurrence.kind, {}).setdefault(occurrence.date.toordinal(), occurrence)
    by_kind = {kind: dict(sorted(days.items())) for kind, days in unsorted.items()}
    news: set[Occurrence] = set()
    for days in by_kind.values():
        for occurrence in days.values():  # oldest first: what was no news began nothing
            if occurrence.dated or _is_news(occurrence, days, news):
                news.add(occurrence)
    for occurrence in occurrences:
        newer = () if occurrence.dated else news.intersection(_since(occurrence, by_kind[occurrence.kind], today))
        counts = (occurrence.dated or occurrence in news) and not newer
        if counts and not _is_awaited_no_more(occurrence, by_kind, today):
            yield occurrence


def _is_awaited_no_more(occurrence: Occurrence, by_kind: Mapping[str, _Days], today: date) -> bool:
    """Whether the child that was expected on that day has been born, early or late, or will not be."""
    if occurrence.told_on is None or not (occurrence.kind == "birth" or _EXPECTED.search(occurrence.text)):
        return False
    told, day = occurrence.told_on.toordinal(), occurrence.date.toordinal()
    births = _between(by_kind.get("birth", {}), max(told + 1, day - _EARLY), min(today.toordinal(), day + _STILL))
    losses = _between(by_kind.get("bereavement", {}), told, min(today.toordinal(), day))
    return any(not other.dated for other in births) or any(_is_of_a_child(other.text) for other in losses)


def _is_of_a_child(text: str) -> bool:
    from vaultnet.hearing.cues import UNBORN  # noqa: PLC0415 - its patterns take 10 ms to compile, and few days need them

    return re.search(rf"\b{UNBORN}\b", text.casefold()) is not None


def _is_news(occurrence: Occurrence, days: _Days, news: Container[Occurrence]) -> bool:
    """Whether what a talk tells without a date was new; to somebody who is ill, an operation is news.

    Somebody who is ill for a long time is asked after anew every six weeks; a loss is one, however often it is told.
    """
    day = occurrence.date.toordinal()
    grief = occurrence.kind == "bereavement"
    earlier = [
        other
        for other in _between(days, day - (_GRIEF if grief else _STILL), day + _STILL)
        if _is_of_the_same(occurrence, other) and (other.dated or other in news or grief)
    ]
    stages = frozenset[str]().union(*(_stages(other.text) for other in earlier))
    return not earlier or (occurrence.kind == "illness" and not _stages(occurrence.text) <= stages)


def _is_of_the_same(occurrence: Occurrence, other: Occurrence) -> bool:
    """Whether `other` tells, earlier or with a day of its own, of the same event."""
    since = (occurrence.date - other.date).days
    if since <= 0 and not other.dated:
        return False
    if since <= _STILL:
        return -since <= _STILL
    return occurrence.kind == "bereavement" and not kin(occurrence.text).isdisjoint(kin(other.text))


def _since(occurrence: Occurrence, days: _Days, today: date) -> list[Occurrence]:
    day = occurrence.date.toordinal()
    return _between(days, day + 1, min(today.toordinal(), day + _STILL))


def _between(days: _Days, first: int, last: int) -> list[Occurrence]:
    in_order = list(days)
    return [days[day] for day in in_order[bisect_left(in_order, first) : bisect_right(in_order, last)]]


def _stages(text: str) -> frozenset[str]:
    lower = text.casefold()
    return frozenset(stage for stage, heads in _STAGES.items() if any(head in lower for head in heads))


@lru_cache(maxsize=1024)
def kin(text: str) -> frozenset[str]:
    """The relatives and others that a text names: `mother`, `vader`."""
    from vaultnet.hearing.cues import KIN  # noqa: PLC0415 - its patterns take 10 ms to compile, and few days need them

    return frozenset(re.findall(rf"\b{KIN}\b", text.casefold()))
