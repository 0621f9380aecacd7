"""Which notes there are: the state of the vault, established anew each time with as few system calls as possible.

A folder with the same modification time holds the same names; only the stamps of its notes are asked for.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from vaultnet.problem import Failure, Problem
from vaultnet.vault.copies import original_of
from vaultnet.vault.folder import EVERY_NOTE, Folder, Rules, close, left_out, list_folder, open_folder, stamps
from vaultnet.vault.places import reason
from vaultnet.vault.stamp import UNTRUSTED, Stamp


class VaultGone(Failure):
    """The root of the vault cannot be listed."""

    def __init__(self, root: str, error: OSError) -> None:
        super().__init__(f"{root}: the vault cannot be read: {reason(error)}")


_NO_FOLDER = Folder()


class Scan(NamedTuple):
    """A vault at one moment. Each list is made when it is asked for, in the order of folders and names."""

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
        """Templates, what the configuration excludes, and our own notes."""
        return [prefix + name for prefix, folder in self._prefixed() for name in folder.left_out]

    def absent(self) -> list[str]:
        """Notes that are known, but not on this machine: never to be created anew."""
        return [prefix + name for prefix, folder in self._prefixed() for name in folder.absent]

    def copies(self) -> list[tuple[str, str]]:
        """Conflict copies, each with the path of its original."""
        return [
            (prefix + name, prefix + original_of(name)) for prefix, folder in self._prefixed() for name in folder.copies
        ]

    def temporaries(self) -> list[str]:
        """Temporaries of `swap` that lie in the vault, for `leftovers.rescue`."""
        return [prefix + name for prefix, folder in self._prefixed() for name in folder.temporaries]

    def same_notes(self, other: "Scan") -> bool:
        """Whether the other one saw the same files with the same stamps, whenever their folders were written to."""
        return self.folders.keys() == other.folders.keys() and all(
            folder[1:] == other.folders[path][1:] for path, folder in self.folders.items()
        )

    def since(self, before: "Scan") -> tuple[dict[str, Stamp], list[str]]:
        """The notes that are to be read again after the scan `before`, with their stamps; and those that are gone."""
        stale: dict[str, Stamp] = {}
        gone: list[str] = []
        for path in self.folders.keys() | before.folders.keys():
            folder, old = self.folders.get(path, _NO_FOLDER), before.folders.get(path, _NO_FOLDER)
            if folder is old and UNTRUSTED not in folder.stamps:
                continue
            prefix = f"{path}/" if path else ""
            known = dict(zip(old.notes, old.stamps, strict=True))
            for name, stamp in zip(folder.notes, folder.stamps, strict=True):
                if known.pop(name, UNTRUSTED) != stamp or stamp == UNTRUSTED:
                    stale[prefix + name] = stamp
            gone += (prefix + name for name in known)
        return stale, gone

    def unsettled(self, paths: Collection[str]) -> "Scan":
        """The same scan, with `UNTRUSTED` as the stamp of the notes at these paths."""
        names: dict[str, set[str]] = {}
        for path in paths:
            place, _, name = path.rpartition("/")
            names.setdefault(place, set()).add(name)
        folders = dict(self.folders)
        for place, unsure in names.items():
            folder = folders[place]
            noted = zip(folder.notes, folder.stamps, strict=True)
            stamps = tuple(UNTRUSTED if name in unsure else stamp for name, stamp in noted)
            folders[place] = folder._replace(stamps=stamps)
        return Scan(self.rules, folders)

    def problems(self) -> list[Problem]:
        """What the user should know of these files."""
        found = [
            Problem(
                path,
                1,
                f"is a sync conflict copy of {original}; compare the two, keep what is right, and delete this one",
            )
            for path, original in self.copies()
        ]
        found += (
            Problem(path, 1, "is not on this machine: its content is only in the cloud") for path in self.absent()
        )
        for prefix, folder in self._prefixed():
            found += (Problem(_printable((prefix + name).rstrip("/")), 1, why) for name, why in folder.odd)
        return found

    def _prefixed(self) -> Iterator[tuple[str, Folder]]:
        for path, folder in self.folders.items():
            yield (f"{path}/" if path else ""), folder


def scan(root: str, rules: Rules = EVERY_NOTE, known: Scan | None = None) -> Scan:
    """What the vault at `root` holds; `known` is what an earlier scan found, and saves most of the work.

    Raises `VaultGone`. Names that begin with a dot, vaults within the vault and linked folders are passed over.
    Implements format.md, Which files.
    """
    apart = left_out(rules)
    before = known.folders if known and known.rules == rules else {}
    found: dict[str, Folder] = {}
    ahead = [""]
    while ahead:
        path = ahead.pop()
        try:
            folder = _look(root, path, before.get(path), apart)
        except OSError as error:
            if not path:
                raise VaultGone(root, error) from error
            if isinstance(error, FileNotFoundError):
                continue
            folder = Folder(odd=(("", f"cannot be listed: {reason(error)}"),))
        found[path] = folder
        ahead.extend((f"{path}/{name}" if path else name) for name in reversed(folder.folders))
    return Scan(rules, found)


def _look(root: str, path: str, before: Folder | None, apart: Callable[[str], bool]) -> Folder:
    """The folder at `path`: the names of `before` if they are still right, and their stamps; raises OSError."""
    here = open_folder(root, path)
    try:
        if before and before.modified == os.stat(here).st_mtime_ns:
            try:
                now = stamps(here, before.notes)
            except OSError:
                return list_folder(here, root, path, apart)
            return before if now == before.stamps else before._replace(stamps=now)
        return list_folder(here, root, path, apart)
    finally:
        close(here)


def _printable(path: str) -> str:
    """A path whose bytes may be no UTF-8, in a form that can be shown."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
