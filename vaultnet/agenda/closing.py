"""Rule: a line closes the threads that it names by their words; one that names none may close all up to its day."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import NamedTuple

from vaultnet.agenda.naming import Things
from vaultnet.model.facts import Entry, before_outcome
from vaultnet.model.network import Record
from vaultnet.text.spelling import worded

_PART_ENDS = re.compile(r"[;:]|\Z")
_MOST_ENDS = 200  # of a line that is looked at for the words of others

Closer = tuple[date, Entry]
"""A line that closes something, and its day."""


class Thread(NamedTuple):
    """Something between two people that is not finished yet."""

    act: str  # what would finish it
    record: Record
    day: date  # on which it began
    since: date  # from which it can be closed


def without(threads: list[Thread], closers: Sequence[Closer], *, else_all: bool = False) -> list[Thread]:
    """The threads that no closing line names; one that names none closes all up to its day if `else_all`."""
    if not (threads and closers):
        return threads
    texts = Things([thread.record.entry.text for thread in threads])
    alike: dict[str, list[int]] = {}
    for index, thread in enumerate(threads):
        alike.setdefault(worded(thread.record.entry.matter), []).append(index)
    closed: set[int] = set()
    until = date.min
    for day, closer in closers:
        begun = partial(_has_begun, threads, day)
        same = [index for matter in repeated(closer, alike) for index in alike[matter] if begun(index)]
        hit = same or (texts.named(closer.text, begun) if closer.text else ())
        closed.update(hit)
        if else_all and not hit:
            until = max(until, day)
    return [thread for index, thread in enumerate(threads) if index not in closed and thread.since > until]


def repeated(closer: Entry, matters: Collection[str]) -> frozenset[str]:
    """The `matters` that a line repeats in their very words (`spelling.worded`), before it says what came of them.

    `the tent; the lamp: safe and sound` repeats two; where it names one of several otherwise, it repeats none.
    """
    whole = worded(closer.matter)
    if not whole or whole in matters:
        return frozenset([whole] if whole else ())
    line = worded(before_outcome(closer.text.partition("\n")[0]))
    ends = [end.start() for end in islice(_PART_ENDS.finditer(line), _MOST_ENDS)]
    matched: set[str] = set()
    at = 0
    while at < len(line):
        end = max((end for end in ends if end > at and line[at:end] in matters), default=0)
        if not end:
            return frozenset()
        matched.add(line[at:end])
        if not line.startswith("; ", end):
            break
        at = end + len("; ")
    return frozenset(matched)


def _has_begun(threads: Sequence[Thread], day: date, index: int) -> bool:
    return threads[index].since <= day
