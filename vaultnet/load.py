"""Scan and cache → facts → network: a note is read again only when its stamp has changed.

The new state is made from the scan: what is gone from there is gone. Loaded with the cache equals loaded without it.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from vaultnet.model.config import Config, Reading
from vaultnet.model.facts import Facts
from vaultnet.model.network import Network
from vaultnet.problem import Problem
from vaultnet.vault.cache import Manifest, pack, read_facts, read_manifest, shrink, unpack, write_facts, write_manifest
from vaultnet.vault.files import read_scanned, text_of
from vaultnet.vault.places import Unreadable
from vaultnet.vault.scan import Scan, scan
from vaultnet.vault.settings import Settings, obsidian_settings, reading, rules, settings_stamps
from vaultnet.vault.stamp import UNTRUSTED, Stamp, Stamps, trusted

if TYPE_CHECKING:
    from vaultnet.agenda.memory import Memory

FEW, SHORT = 20, 10_000  # notes, bytes: of a rehearsal

Progress = Callable[[int, int], None]
"""Called with the number of notes read, and of all notes to read."""


class Seen(NamedTuple):
    """A vault at a glance, before any note is read."""

    scan: Scan
    settings: Settings
    stamps: Stamps  # of the files that the settings are from
    reading: Reading
    problems: tuple[Problem, ...]  # of files and settings
    manifest: Manifest | None  # what an earlier run kept; None: nothing that can be used

    @property
    def unchanged(self) -> bool:
        """Whether every note says what it said when the manifest was kept, by the same rules.

        Our own notes are not among these: whoever writes them looks at them.
        """
        return (
            self.manifest is not None
            and self.manifest.reading == repr(self.reading)
            and self.manifest.scan.same_notes(self.scan)
        )


class Loaded(NamedTuple):
    """The network of a vault, and what it was made from."""

    network: Network
    problems: tuple[Problem, ...]  # all that there are, by path, line, message
    notes: int
    parsed: int  # notes read in this round
    unsure: int  # those among them that are to be read again, for they may have changed once more without a trace
    reused: int  # notes that are as they were
    seen: Seen
    noted: Mapping[str, bytes]  # what was packed of each note that could be read, by path
    memory: "Memory | None" = None  # of a program that stays: what need not be worked out again

    def facts(self) -> Iterator[Facts]:
        """What each note says on its own."""
        return (unpack(path, packed) for path, packed in self.noted.items())


def look(
    root: str, config: Config, *, cache: bool = True, before: Loaded | None = None, found: Scan | None = None
) -> Seen:
    """The vault at `root` at a glance; raises `VaultGone`. See `load` for the rest."""
    manifest = read_manifest(root) if cache and before is None else None
    known = before.seen if before else manifest
    now = time.time_ns()
    stamps = settings_stamps(root)
    settings = known.settings if known and known.stamps == stamps else obsidian_settings(root)
    how, problems = reading(root, config, settings)
    which = rules(config, settings)
    if found is None or found.rules != which:
        found = scan(root, which, known.scan if known else None)
    told = (*settings.problems, *problems, *found.problems())
    return Seen(found, settings, tuple((path, trusted(stamp, now)) for path, stamp in stamps), how, told, manifest)


def load(
    root: str,
    config: Config,
    today: date,
    *,
    cache: bool = True,
    progress: Progress | None = None,
    stays: bool = False,
    before: Loaded | None = None,
    found: Scan | None = None,
    seen: Seen | None = None,
) -> Loaded:
    """The network of the vault at `root` as of `today`; raises `VaultGone`.

    Facts are taken from `before` if it is given (a program that `stays` keeps them in memory), else from the cache on
    the disk, which is brought up to date. `found` is the vault as a scan of this moment has it; `seen` saves a glance
    that has been taken already.
    """
    collecting = gc.isenabled()
    gc.disable()  # thousands of records are made here, and none becomes garbage
    try:
        seen = seen or look(root, config, cache=cache, before=before, found=found)
        memory = before.memory if before else _memory() if stays else None
        noted, stale = _unchanged(root, seen, before, cache=cache)
        news = _read(root, stale, seen.reading, progress, hold=memory is None)
        parsed, reused = len(news.packed), len(noted)
        noted |= news.packed
        sure = seen._replace(scan=seen.scan.unsettled(news.unsure))
        if cache and before is None:
            _keep(root, noted, seen, sure, anew=bool(parsed))
        paths = seen.scan.paths()
        if memory and before:
            noted |= {path: _kept(before.noted.get(path), shrink(packed)) for path, packed in news.packed.items()}
        elif memory:
            sure = sure._replace(manifest=None)
            noted = {path: shrink(noted[path]) for path in paths if path in noted}  # by the strings that links have
        network = _network(noted, news.facts, paths, config, today, memory)
        problems = tuple(sorted({*network.problems, *seen.problems, *news.problems}))
        loaded = Loaded(network, problems, reused + len(stale), parsed, len(news.unsure), reused, sure, noted, memory)
    finally:
        if collecting:
            gc.enable()
    return loaded


def remember(root: str, seen: Seen, built: Mapping[str, str]) -> None:
    """Keep what a build that loaded `seen` left; `vault.glance` says to the next build whether it still holds."""
    manifest = Manifest(seen.scan, seen.settings, seen.stamps, repr(seen.reading), built)
    if manifest != seen.manifest:
        write_manifest(root, manifest)


def rehearse(root: str, loaded: Loaded) -> None:
    """Read a few people's notes once more and drop them: the first ones take as long as a hundred later ones."""
    stamps = loaded.seen.scan.notes()
    short = (path for person in loaded.network.people if stamps[path := person.path][2] <= SHORT)
    _read(root, dict.fromkeys(islice(short, FEW), UNTRUSTED), loaded.seen.reading, None, hold=False)


def _keep(root: str, noted: Mapping[str, bytes], seen: Seen, sure: Seen, *, anew: bool) -> None:
    """Bring the cache on the disk up to date: what was `seen`, and what of it is `sure` after the notes were read."""
    if anew or not seen.unchanged:
        stamps = sure.scan.notes()
        write_facts(root, seen.reading, {path: (stamps[path], packed) for path, packed in noted.items()})
    remember(root, sure, seen.manifest.built if seen.manifest and seen.unchanged else {})


def _unchanged(
    root: str, seen: Seen, before: Loaded | None, *, cache: bool
) -> tuple[dict[str, bytes], dict[str, Stamp]]:
    """What was kept of the notes that have not changed, by the same rules; and the stamps of all others."""
    if before and before.seen.reading == seen.reading:
        stale, gone = seen.scan.since(before.seen.scan)
        noted = dict(before.noted)
        for path in (*stale, *gone):
            noted.pop(path, None)
        return noted, stale
    kept = read_facts(root, seen.reading) if cache and before is None else {}
    stamps = seen.scan.notes()
    noted = {path: packed for path, (stamp, packed) in kept.items() if stamps.get(path) == stamp != UNTRUSTED}
    return noted, {path: stamp for path, stamp in stamps.items() if path not in noted}


def _kept(before: bytes | None, now: bytes) -> bytes:
    """The previous object, if the note says the same: then nothing else needs to be worked out again."""
    return before if before == now else now


class _News(NamedTuple):
    """The notes that were read again."""

    packed: dict[str, bytes]  # by path
    facts: dict[str, Facts]  # the same, at hand
    unsure: list[str]  # paths of notes that are to be read again next time
    problems: list[Problem]  # of notes that could not be read: in this round they say nothing


def _read(root: str, stale: Mapping[str, Stamp], how: Reading, progress: Progress | None, *, hold: bool) -> _News:
    """The notes that the scan found with these stamps; `hold`: with their facts at hand, for who looks at all."""
    news = _News({}, {}, [], [])
    if not stale:
        return news
    from vaultnet.note.read import read_note  # noqa: PLC0415 - most rounds read nothing anew

    now = time.time_ns()
    for number, (path, stamp) in enumerate(stale.items(), 1):
        try:
            found = read_scanned(root, path)
            facts = read_note(path, text_of(path, found.data), how)
        except Unreadable as error:
            news.problems.append(error.problem)
            news.unsure.append(path)
        else:
            news.packed[path] = pack(facts)
            if hold:
                news.facts[path] = facts
            if trusted(found.stamp, now) != stamp:
                news.unsure.append(path)
        if progress:
            progress(number, len(stale))
    return news


def _network(
    noted: Mapping[str, bytes],
    fresh: Mapping[str, Facts],
    paths: list[str],
    config: Config,
    today: date,
    memory: "Memory | None",
) -> Network:
    """The network of these notes; `fresh` are those of which the facts are at hand."""

    def facts_of(path: str) -> Facts:
        return fresh.get(path) or unpack(path, noted[path])

    if memory:
        from vaultnet.network.memory import go_on  # noqa: PLC0415 - programs that stay have the time

        network, memory.network = go_on(memory.network, noted, facts_of, paths, config, today)
        return network
    from vaultnet.network.build import build  # noqa: PLC0415 - a glance that finds nothing new does without

    return build(map(facts_of, noted), paths, config, today)


def _memory() -> "Memory":
    from vaultnet.agenda.memory import Memory  # noqa: PLC0415 - programs that stay have the time

    return Memory()
