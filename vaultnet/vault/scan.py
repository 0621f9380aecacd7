"""Which notes there are: the state of the vault, found anew each time, with as few questions to the disk as will do.

A folder whose modification time stands holds the names that it held; then its notes are asked for their stamps alone.
Nothing that a folder says is trusted while it is younger than the clock of a file system is fine.
"""

import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from vaultnet.problem import Failure, Problem
from vaultnet.vault.copies import original_of
from vaultnet.vault.files import UNTRUSTED, Stamp, stamp_of
from vaultnet.vault.globs import fold, matcher
from vaultnet.vault.leftovers import is_temporary
from vaultnet.vault.places import Outside, inside, said

SETTLED = 2_000_000_000  # ns: what was modified less than this before it was looked at may change without a trace
OPENING = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
BY_DESCRIPTOR = os.stat in os.supports_dir_fd and os.scandir in os.supports_fd


class VaultGone(Failure):
    """The vault's root cannot be listed."""

    def __init__(self, root: str, error: OSError) -> None:
        super().__init__(f"{root}: the vault cannot be listed: {said(error)}")


class Folder(NamedTuple):
    """What one folder held; all names are without the folder, and plain tuples make it quick to keep and compare."""

    modified: int = 0  # ns; 0: it is to be listed again
    folders: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()  # of the notes
    left_out: tuple[str, ...] = ()  # notes that are there for links alone
    copies: tuple[str, ...] = ()  # of the losing side of a sync conflict
    absent: tuple[str, ...] = ()  # notes whose content is in the cloud
    temporaries: tuple[str, ...] = ()  # of our own
    odd: tuple[tuple[str, str], ...] = ()  # names and what is the matter with them


class Rules(NamedTuple):
    """Which notes are there for links alone."""

    exclude: tuple[str, ...] = ()  # patterns
    templates: tuple[str, ...] = ()  # folders


class Scan(NamedTuple):
    """A vault at one moment. Its lists are made at each call, by folder and name."""

    rules: Rules
    folders: Mapping[str, Folder]  # by path; the root is ""

    def notes(self) -> dict[str, Stamp]:
        """The notes to be read, and the stamp of each."""
        return {
            prefix + name: stamp
            for prefix, folder in self._prefixed()
            for name, stamp in zip(folder.notes, folder.stamps, strict=True)
        }

    def paths(self) -> list[str]:
        """Every note that a link can mean: those to be read, those left out, and those not on this machine."""
        return [
            prefix + name
            for prefix, folder in self._prefixed()
            for names in (folder.notes, folder.left_out, folder.absent)
            for name in names
        ]

    def left_out(self) -> list[str]:
        """Templates and what the configuration excludes."""
        return [prefix + name for prefix, folder in self._prefixed() for name in folder.left_out]

    def absent(self) -> list[str]:
        """Notes that are known, but not on this machine."""
        return [prefix + name for prefix, folder in self._prefixed() for name in folder.absent]

    def copies(self) -> list[tuple[str, str]]:
        """Conflict copies, each with the path of its original."""
        return [
            (prefix + name, prefix + original_of(name)) for prefix, folder in self._prefixed() for name in folder.copies
        ]

    def temporaries(self) -> list[str]:
        """Temporaries of `swap` that lie in the vault, for `leftovers.rescue`."""
        return [prefix + name for prefix, folder in self._prefixed() for name in folder.temporaries]

    def problems(self) -> list[Problem]:
        """What the user should know of these files."""
        copies = [
            Problem(path, 1, f"is a sync conflict copy of {original}; it is not read until one of the two is gone")
            for path, original in self.copies()
        ]
        absent = [Problem(path, 1, "is not on this machine: its content is in the cloud alone") for path in self.absent()]
        odd = [
            Problem(printable(prefix + name), 1, why) for prefix, folder in self._prefixed() for name, why in folder.odd
        ]
        return copies + absent + odd

    def _prefixed(self) -> Iterator[tuple[str, Folder]]:
        for path, folder in self.folders.items():
            yield (path + "/" if path else ""), folder


def scan(root: str, rules: Rules = Rules(), known: Scan | None = None) -> Scan:
    """What the vault at `root` holds; `known` is what an earlier scan found, and saves most of the work.

    Raises `VaultGone`. Names that begin with a dot, vaults within the vault and linked folders are passed over.
    """
    listing = _Listing(root, rules)
    before = known.folders if known and known.rules == rules else {}
    found: dict[str, Folder] = {}
    ahead = [""]
    while ahead:
        path = ahead.pop()
        try:
            folder = _look(listing, path, before.get(path))
        except OSError as error:
            if not path:
                raise VaultGone(root, error) from error
            if isinstance(error, FileNotFoundError):
                continue
            folder = Folder(odd=(("", f"cannot be listed: {said(error)}"),))
        found[path] = folder
        ahead.extend((f"{path}/{name}" if path else name) for name in reversed(folder.folders))
    return Scan(rules, found)


def printable(path: str) -> str:
    """A path whose bytes may be no UTF-8, in a form that can be shown."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _look(listing: "_Listing", path: str, before: Folder | None) -> Folder:
    """The folder at `path`, by as little as will do; raises OSError."""
    place = os.path.join(listing.root, path)
    here: int | str = os.open(place, OPENING if not path else OPENING | NO_LINK) if BY_DESCRIPTOR else place
    try:
        modified = os.stat(here).st_mtime_ns
        if before and before.modified == modified:
            try:
                stamps = _stamps(here, before.notes)
            except OSError:
                return listing.folder(here, path, modified)
            return before if stamps == before.stamps else before._replace(stamps=stamps)
        return listing.folder(here, path, modified)
    finally:
        if isinstance(here, int):
            os.close(here)


def _stamps(here: int | str, names: Sequence[str]) -> tuple[Stamp, ...]:
    """The stamps of notes in an open folder (on Windows: in the folder of that name)."""
    if isinstance(here, str):
        return tuple(stamp_of(os.lstat(os.path.join(here, name))) for name in names)
    return tuple([stamp_of(os.stat(name, dir_fd=here, follow_symlinks=False)) for name in names])


class _Listing:
    """Lists folders by the rules of one scan."""

    def __init__(self, root: str, rules: Rules) -> None:
        self.root = root
        self.excluded = matcher(rules.exclude)
        self.templates = tuple(fold(folder) + "/" for folder in rules.templates)

    def folder(self, here: int | str, path: str, modified: int) -> Folder:
        """What is in the folder, listed anew; raises OSError."""
        now = time.time_ns()
        with os.scandir(here) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        if path and any(entry.name == ".obsidian" for entry in listed):
            return Folder(modified)
