"""Scan and cache → facts → network: a note is read again when its stamp has changed, and nothing is done twice.

The new state is made from the scan: what is gone from there is gone. Loaded with the cache equals loaded without it.
"""

import gc
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultnet.model.config import Config, Reading
from vaultnet.model.facts import Facts
from vaultnet.model.network import Network
from vaultnet.problem import Problem
from vaultnet.vault.cache import (
    Manifest,
    Packed,
    pack,
    read_facts,
    read_manifest,
    unpack,
    write_facts,
    write_manifest,
)
from vaultnet.vault.files import read_scanned, text_of
from vaultnet.vault.places import Unreadable
from vaultnet.vault.scan import Scan, scan
from vaultnet.vault.settings import Settings, obsidian_settings, reading, rules, settings_stamps
from vaultnet.vault.stamp import UNTRUSTED, Stamp, Stamps, trusted

if TYPE_CHECKING:
    from vaultnet.agenda.memory import Memory

Progress = Callable[[int, int], None]
"""Is told how many notes have been read, and how many there are to read."""


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


class Noted(NamedTuple):
    """The facts of a note, and the stamp of the file that they were read from."""

    stamp: Stamp
    facts: Facts


class Loaded(NamedTuple):
    """The network of a vault, and how it was come by."""

    network: Network
    problems: tuple[Problem, ...]  # all that there are, by path, line, message
    notes: int
    parsed: int  # notes read in this round
    reused: int  # notes that are as they were
    seen: Seen
    noted: Mapping[str, Noted]  # by path
    memory: "Memory | None" = None  # of a program that stays: what need not be worked out again


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
    before: Loaded | None = None,
    found: Scan | None = None,
    seen: Seen | None = None,
) -> Loaded:
    """The network of the vault at `root` as of `today`; raises `VaultGone`.

    Facts are taken from `before` if it is given (a program that stays keeps them in memory), else from the cache on the
    disk, which is brought up to date. `found` is the vault as a scan of this moment has it; `seen` saves a glance that
    has been taken already.
    """
    from vaultnet.network.build import build  # noqa: PLC0415 - a glance that finds nothing new does without

    collecting = gc.isenabled()
    gc.disable()  # thousands of records are made here, and none becomes garbage
    try:
        seen = seen or look(root, config, cache=cache, before=before, found=found)
        packed = read_facts(root, seen.reading) if cache and before is None else {}
        stamps = seen.scan.notes()
        noted = _remembered(stamps, seen.reading, packed, before)
        reused = len(noted)
        fresh, unreadable = _read(root, [path for path in stamps if path not in noted], seen.reading, progress)
        noted |= fresh
        memory = (before.memory or _memory()) if before else None
        facts = [noted[path].facts for path in stamps if path in noted]
        network = build(facts, seen.scan.paths(), config, today, memory.network if memory else None)
        problems = tuple(sorted({*network.problems, *seen.problems, *unreadable}))
        sure = seen._replace(scan=seen.scan.settled({path: note.stamp for path, note in noted.items()}))
        loaded = Loaded(network, problems, len(stamps), len(fresh), reused, sure, noted, memory)
        if cache and before is None:
            _keep_facts(root, loaded, packed, fresh)
            remember(root, sure, seen.manifest.built if seen.manifest and seen.unchanged else {})
    finally:
        if collecting:
            gc.enable()
    return loaded


def _memory() -> "Memory":
    from vaultnet.agenda.memory import Memory  # noqa: PLC0415 - programs that stay have the time

    return Memory()


def keep(root: str, loaded: Loaded) -> None:
    """Bring the cache on the disk up to date, after rounds that were loaded in memory."""
    _keep_facts(root, loaded, {}, loaded.noted)
    remember(root, loaded.seen, {})


def remember(root: str, seen: Seen, built: Mapping[str, str]) -> None:
    """Keep what a build that loaded `seen` left: `vault.glance` tells the next one whether it still holds."""
    manifest = Manifest(seen.scan, seen.settings, seen.stamps, repr(seen.reading), built)
    if manifest != seen.manifest:
        write_manifest(root, manifest)


def _remembered(
    stamps: Mapping[str, Stamp], how: Reading, packed: Mapping[str, Packed], before: Loaded | None
) -> dict[str, Noted]:
    """The notes that are as they were."""
    if before is not None:
        known = before.noted if before.seen.reading == how else {}
        return {path: known[path] for path, stamp in stamps.items() if path in known and _same(known[path][0], stamp)}
    return {
        path: Noted(stamp, unpack(packed[path][1]))
        for path, stamp in stamps.items()
        if path in packed and _same(packed[path][0], stamp)
    }


def _same(one: Stamp, other: Stamp) -> bool:
    return one == other != UNTRUSTED


def _read(
    root: str, paths: list[str], how: Reading, progress: Progress | None
) -> tuple[dict[str, Noted], list[Problem]]:
    """These notes, read anew; one that cannot be read is a problem of this round, and says nothing."""
    fresh: dict[str, Noted] = {}
    unreadable: list[Problem] = []
    if not paths:
        return fresh, unreadable
    from vaultnet.note.read import read_note  # noqa: PLC0415 - most rounds read nothing anew

    now = time.time_ns()
    for number, path in enumerate(paths, 1):
        try:
            found = read_scanned(root, path)
            facts = read_note(path, text_of(path, found.data), how)
        except Unreadable as error:
            unreadable.append(error.problem)
        else:
            fresh[path] = Noted(trusted(found.stamp, now), facts)
        if progress:
            progress(number, len(paths))
    return fresh, unreadable


def _keep_facts(root: str, loaded: Loaded, packed: Mapping[str, Packed], fresh: Iterable[str]) -> None:
    new: dict[str, Packed] = {path: (loaded.noted[path].stamp, pack(loaded.noted[path].facts)) for path in fresh}
    if new or packed.keys() != loaded.noted.keys():
        write_facts(root, loaded.seen.reading, {path: new.get(path) or packed[path] for path in loaded.noted})
