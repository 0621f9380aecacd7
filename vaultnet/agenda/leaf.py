"""Rule: a few names a day come by, those gone quiet first, and in rotation everybody once a cycle."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from zlib import crc32

from vaultnet.agenda.beside import beside
from vaultnet.agenda.history import History, history
from vaultnet.agenda.rhythm import gone_quiet, rhythm
from vaultnet.agenda.tact import hidden
from vaultnet.model.agenda import Leaf
from vaultnet.model.config import Config
from vaultnet.model.network import Person

_RECENT = 30  # days


class Candidate(NamedTuple):
    """Somebody who may come by."""

    person: Person
    silence: float | None  # times their own rhythm; None: not gone quiet
    postponed: bool  # snoozed, or planned
    recent: bool  # whether they spoke within the month


def candidate(known: History) -> Candidate | None:
    """A person as one who may come by; None: never."""
    if hidden(known.person):
        return None
    return Candidate(known.person, gone_quiet(known), known.postponed, spoke_lately(known))


def spoke_lately(known: History) -> bool:
    """Whether they spoke within the month."""
    return known.last is not None and known.silent_days <= _RECENT


def leaf_through(
    people: Collection[Candidate], config: Config, today: date, listed: Collection[str]
) -> tuple[Leaf, ...]:
    """The names that come by `today`; `people` come by name, `listed` are paths of those due or in *Today*."""
    if config.leaf_per_day < 1:
        return ()
    free = [one for one in people if not (one.postponed or one.person.path in listed)]
    in_turn = rotation([one.person.path for one in people], config, today)
    turns = {path: index for index, path in enumerate(in_turn)}
    rotated = [one for one in free if one.person.path in turns and not one.recent]
    rotated.sort(key=lambda one: turns[one.person.path])
    places = max(config.leaf_per_day - len(rotated), 1)
    quiet = []
    for _, one in sorted(((one.silence, one) for one in free if one.silence is not None), key=lambda each: -each[0]):
        own_turn = one in rotated
        if own_turn or places > 0:
            quiet.append(one)
            places -= not own_turn
    return tuple(_quiet(history(one.person, today)) for one in quiet) + tuple(
        Leaf(one.person, "rotation", beside(history(one.person, today))) for one in rotated if one not in quiet
    )


def rotation(paths: Collection[str], config: Config, today: date) -> list[str]:
    """Whose turn it is, in their order: everyone among `paths` exactly once in a cycle of days."""
    count = len(paths)
    cycle = max(config.leaf_cycle, -(-count // config.leaf_per_day))
    turn = today.toordinal() % cycle
    in_order = sorted(paths, key=lambda path: (crc32(path.encode("utf-8", "surrogateescape")), path))
    return in_order[-(-turn * count // cycle) : -(-(turn + 1) * count // cycle)]


def _quiet(known: History) -> Leaf:
    days = int((rhythm(known) or 0) + 0.5)
    return Leaf(known.person, "quiet", beside(known), rhythm_days=days, silent_days=known.silent_days)
