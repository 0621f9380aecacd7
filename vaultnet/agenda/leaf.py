"""Rule: a few names a day come by, those gone quiet first, and in rotation everybody once a cycle."""

from collections.abc import Collection, Sequence
from datetime import date
from zlib import crc32

from vaultnet.agenda.beside import beside
from vaultnet.agenda.history import History
from vaultnet.agenda.rhythm import gone_quiet, rhythm
from vaultnet.agenda.tact import hidden
from vaultnet.model.agenda import Leaf
from vaultnet.model.config import Config

_RECENT = 30  # days


def leaf_through(people: Sequence[History], config: Config, listed: Collection[str]) -> tuple[Leaf, ...]:
    """The names that come by today; `people` come by name, `listed` are paths of those due or in *Today*."""
    if config.leaf_per_day < 1 or not people:
        return ()
    free = [known for known in people if not (hidden(known.person) or known.person.path in listed or _postponed(known))]
    today = people[0].today
    in_turn = rotation([known.person.path for known in people if not hidden(known.person)], config, today)
    turns = {path: index for index, path in enumerate(in_turn)}
    rotated = [known for known in free if known.person.path in turns and not _recent(known)]
    rotated.sort(key=lambda known: turns[known.person.path])
    places = max(config.leaf_per_day - len(rotated), 1)
    quiet = []
    for _, known in sorted(_silences(free), key=lambda silence: -silence[0]):
        own_turn = known in rotated
        if own_turn or places > 0:
            quiet.append(known)
            places -= not own_turn
    return tuple(_quiet(known) for known in quiet) + tuple(
        Leaf(known.person, "rotation", beside(known)) for known in rotated if known not in quiet
    )


def rotation(paths: Collection[str], config: Config, today: date) -> list[str]:
    """Whose turn it is, in their order: everyone among `paths` exactly once in a cycle of days."""
    count = len(paths)
    cycle = max(config.leaf_cycle, -(-count // config.leaf_per_day))
    turn = today.toordinal() % cycle
    in_order = sorted(paths, key=lambda path: (crc32(path.encode("utf-8", "surrogateescape")), path))
    return in_order[-(-turn * count // cycle) : -(-(turn + 1) * count // cycle)]


def _postponed(known: History) -> bool:
    return known.snoozed or bool(known.plans)


def _recent(known: History) -> bool:
    return known.last is not None and known.silent_days <= _RECENT


def _silences(people: Collection[History]) -> list[tuple[float, History]]:
    return [(silence, known) for known in people if (silence := gone_quiet(known)) is not None]


def _quiet(known: History) -> Leaf:
    days = int((rhythm(known) or 0) + 0.5)
    return Leaf(known.person, "quiet", beside(known), rhythm_days=days, silent_days=known.silent_days)
