"""Rule: a few names turn up every day: first those gone quiet, then in rotation everybody once a cycle."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from zlib import crc32

from vaultnet.agenda.beside import beside
from vaultnet.agenda.history import History, history_of
from vaultnet.agenda.rhythm import gone_quiet, rhythm_days
from vaultnet.agenda.tact import hidden
from vaultnet.model.agenda import Leaf
from vaultnet.model.config import Config
from vaultnet.model.network import Person

_RECENT = 30  # days


class Candidate(NamedTuple):
    """Somebody whose name may turn up."""

    person: Person
    silence: float | None  # times their own rhythm; None: not gone quiet
    postponed: bool  # snoozed, or planned
    recent: bool  # whether they spoke within the month


def candidate(history: History) -> Candidate | None:
    """The person, if their name may ever turn up; else None."""
    if hidden(history.person):
        return None
    return Candidate(history.person, gone_quiet(history), history.postponed, spoke_lately(history))


def spoke_lately(history: History) -> bool:
    """Whether they spoke within the month."""
    return history.last is not None and history.silent_days <= _RECENT


def leaf_through(
    candidates: Collection[Candidate], config: Config, today: date, listed: Collection[str]
) -> tuple[Leaf, ...]:
    """The names that turn up `today`; `candidates` come by name, `listed` are paths of those due or in *Today*."""
    if config.leaf_per_day < 1:
        return ()
    free = [each for each in candidates if not (each.postponed or each.person.path in listed)]
    in_turn = rotation([each.person.path for each in candidates], config, today)
    turns = {path: index for index, path in enumerate(in_turn)}
    rotated = [each for each in free if each.person.path in turns and not each.recent]
    rotated.sort(key=lambda each: turns[each.person.path])
    places = max(config.leaf_per_day - len(rotated), 1)
    quiet = []
    for each in sorted((each for each in free if each.silence is not None), key=lambda each: -(each.silence or 0)):
        own_turn = each in rotated
        if own_turn or places > 0:
            quiet.append(each)
            places -= not own_turn
    return tuple(_quiet(history_of(each.person, today)) for each in quiet) + tuple(
        Leaf(each.person, "rotation", beside(history_of(each.person, today))) for each in rotated if each not in quiet
    )


def rotation(paths: Collection[str], config: Config, today: date) -> list[str]:
    """Those whose turn it is, in order: everyone among `paths` has exactly one turn in a cycle of days."""
    count = len(paths)
    cycle = max(config.leaf_cycle, -(-count // config.leaf_per_day))
    turn = today.toordinal() % cycle
    in_order = sorted(paths, key=lambda path: (crc32(path.encode("utf-8", "surrogateescape")), path))
    return in_order[-(-turn * count // cycle) : -(-(turn + 1) * count // cycle)]


def _quiet(history: History) -> Leaf:
    days = rhythm_days(history)
    return Leaf(history.person, "quiet", beside(history), rhythm_days=days, silent_days=history.silent_days)
