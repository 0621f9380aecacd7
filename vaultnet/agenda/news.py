"""Rule: an illness, a loss or a birth that many talks tell without a day is one, and began with the first of them.

Otherwise whoever is ill for long would be asked after anew for each talk that says so.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vaultnet.model.network import Source

_STILL = 42  # days within which what is told again is the same
_GRIEF = 400  # days, likewise for the loss of the same relative
_EARLY = 120  # days before the day that was told for a birth, at most
_EXPECTED = re.compile(r"\b(?:uitgerekend|due)\b", re.IGNORECASE)
_STAGES = {"operation": ("operat", "surger", "opereer"), "hospital": ("hospital", "ziekenhuis")}


_Day = date  # by another name than that of the field


class Occurrence(NamedTuple):
    """One day of one occasion."""

    kind: str
    date: date
    text: str
    source: Source
    years: int | None = None  # None: not known, or none yet
    dated: bool = True  # False: the day is that of the contact which told it, so it has no lead
    told_on: _Day | None = None  # the day of the talk that told it; None: it is stated, or marked
    said_on: _Day | None = None  # the day of the line that says it; None: it has none, or a property says it
    in_words: bool = False  # a talk tells it in these words


_Days = Mapping[int, Occurrence]
"""What is said of one kind, by the number of its day, in their order."""


def in_force(said: Sequence[Occurrence], today: date) -> Iterator[Occurrence]:
    """What is `said` in marks and talks, without what is told again without a day, or has newer news since."""
    by_kind: dict[str, dict[int, Occurrence]] = {}
    for one in said:
        by_kind.setdefault(one.kind, {}).setdefault(one.date.toordinal(), one)
    each = {kind: dict(sorted(days.items())) for kind, days in by_kind.items()}
    news: set[Occurrence] = set()
    for days in each.values():
        for one in days.values():  # oldest first: what was no news began nothing
            if one.dated or _is_news(one, days, news):
                news.add(one)
    for one in said:
        newer = () if one.dated else news.intersection(_since(one, each[one.kind], today))
        if (one.dated or one in news) and not newer and not _is_awaited_no_more(one, each, today):
            yield one


def _is_awaited_no_more(one: Occurrence, each: Mapping[str, _Days], today: date) -> bool:
    """Whether the child whose day was told was born, earlier or later than that, or will not be."""
    if one.told_on is None or not (one.kind == "birth" or _EXPECTED.search(one.text)):
        return False
    told, day = one.told_on.toordinal(), one.date.toordinal()
    births = _between(each.get("birth", {}), max(told + 1, day - _EARLY), min(today.toordinal(), day + _STILL))
    losses = _between(each.get("bereavement", {}), told, min(today.toordinal(), day))
    return any(not other.dated for other in births) or any(_is_of_a_child(other.text) for other in losses)


def _is_of_a_child(text: str) -> bool:
    from vaultnet.note.cues import UNBORN  # noqa: PLC0415 - its patterns take 10 ms to compile, and few days need them

    return re.search(rf"\b{UNBORN}\b", text.casefold()) is not None


def _is_news(one: Occurrence, days: _Days, news: Container[Occurrence]) -> bool:
    """Whether what a talk tells without a day was not known; who was ill and is operated on now has news.

    Whoever is ill for long is asked after anew every six weeks; grief is one, however often it is spoken of.
    """
    day = one.date.toordinal()
    before = _GRIEF if one.kind == "bereavement" else _STILL
    known = [
        other
        for other in _between(days, day - before, day + _STILL)
        if _is_of_the_same(one, other) and (other.dated or other in news or one.kind == "bereavement")
    ]
    told = frozenset[str]().union(*(_stages(other.text) for other in known))
    return not known or (one.kind == "illness" and not _stages(one.text) <= told)


def _is_of_the_same(one: Occurrence, other: Occurrence) -> bool:
    """Whether `other` tells, earlier or with a day of its own, of what `one` tells of."""
    since = (one.date - other.date).days
    if since <= 0 and not other.dated:
        return False
    if since <= _STILL:
        return -since <= _STILL
    return one.kind == "bereavement" and not _kin(one.text).isdisjoint(_kin(other.text))


def _since(one: Occurrence, days: _Days, today: date) -> list[Occurrence]:
    day = one.date.toordinal()
    return _between(days, day + 1, min(today.toordinal(), day + _STILL))


def _between(days: _Days, first: int, last: int) -> list[Occurrence]:
    in_order = list(days)
    return [days[day] for day in in_order[bisect_left(in_order, first) : bisect_right(in_order, last)]]


def _stages(text: str) -> frozenset[str]:
    lower = text.casefold()
    return frozenset(stage for stage, heads in _STAGES.items() if any(head in lower for head in heads))


@lru_cache(maxsize=1024)
def _kin(text: str) -> frozenset[str]:
    from vaultnet.note.cues import KIN  # noqa: PLC0415 - its patterns take 10 ms to compile, and few days need them

    return frozenset(re.findall(rf"\b{KIN}\b", text.casefold()))
