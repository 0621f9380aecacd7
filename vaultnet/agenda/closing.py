"""Rule: a line closes the threads that it names by their words; one that names none may close all up to its day."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from vaultnet.agenda.naming import Things
from vaultnet.model.facts import Entry
from vaultnet.model.network import Record

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
        alike.setdefault(thread.record.entry.matter.casefold(), []).append(index)
    closed: set[int] = set()
    until = date.min
    for day, closer in closers:
        begun = partial(_has_begun, threads, day)
        same = [index for index in alike.get(closer.matter.casefold(), ()) if begun(index)]
        hit = same or texts.named(closer.text, begun)
        closed.update(hit)
        if else_all and not hit:
            until = max(until, day)
    return [thread for index, thread in enumerate(threads) if index not in closed and thread.since > until]


def _has_begun(threads: Sequence[Thread], day: date, index: int) -> bool:
    return threads[index].since <= day
