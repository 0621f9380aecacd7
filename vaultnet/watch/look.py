"""Which notes differ: between two scans, and in the few places where something was marked.

Looking again at single notes asks the disk for these alone; where a name is new or gone, its folder is listed anew.
"""

import os
import stat
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from vaultnet.vault.folder import Folder, close, left_out, list_folder, open_folder
from vaultnet.vault.scan import Scan, scan
from vaultnet.vault.stamp import Stamp, stamp_of, stamps_at

MANY = 2_000  # marks from which on the whole vault is looked at


class Differences(NamedTuple):
    """The notes that have changed."""

    paths: frozenset[str] = frozenset()
    loud: frozenset[str] = frozenset()  # those among them that a watcher with good ears hears of


def needs_scan(marks: Collection[str]) -> bool:
    """Whether folders changed, or so much that the whole vault is looked at sooner."""
    return len(marks) > MANY or any(not mark or mark.endswith("/") for mark in marks)


def look_again(root: str, known: Scan, paths: Collection[str]) -> Scan:
    """The vault looked at again where these marks are, and `known` for the rest; raises `VaultGone`."""
    if needs_scan(paths):
        return scan(root, known.rules, known)
    marked: dict[str, set[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if name.endswith(".md"):
            marked.setdefault(folder, set()).add(name)
    apart = left_out(known.rules)
    folders = dict(known.folders)
    for path, names in marked.items():
        before = folders.get(path)
        after = _look_at(root, path, before, names, apart) if before else None
        if before is None or after is None or after.folders != before.folders:
            return scan(root, known.rules, known)
        folders[path] = after
    return Scan(known.rules, folders)


def _look_at(
    root: str, path: str, before: Folder, names: Collection[str], apart: Callable[[str], bool]
) -> Folder | None:
    """The folder looked at again, if only these names changed in it; None: it cannot be listed."""
    places = {name: index for index, name in enumerate(before.notes) if name in names}
    stamps = list(before.stamps)
    try:
        here = open_folder(root, path)
        try:
            for name in names:
                stamp = _stamp(here, name)
                if stamp is None or name not in places:
                    return list_folder(here, root, path, apart)
                stamps[places[name]] = stamp
        finally:
            close(here)
    except OSError:
        return None
    return before._replace(stamps=tuple(stamps))


def _stamp(here: int | str, name: str) -> Stamp | None:
    """The stamp of a note; None where it is gone, or no plain file."""
    try:
        info = (
            os.stat(name, dir_fd=here, follow_symlinks=False)
            if isinstance(here, int)
            else os.lstat(os.path.join(here, name))
        )
    except OSError:
        return None
    return stamp_of(info) if stat.S_ISREG(info.st_mode) else None


def differences(before: Scan, after: Scan) -> Differences:
    """What differs between two scans of the same vault, by the same rules."""
    paths: set[str] = set()
    loud: set[str] = set()
    for path in before.folders.keys() | after.folders.keys():
        old, new = before.folders.get(path, _NOTHING), after.folders.get(path, _NOTHING)
        if old is new or old[1:] == new[1:]:
            continue
        prefix = f"{path}/" if path else ""
        paths.update(prefix + name for name in _different(_stamped(old), _stamped(new)))
        loud.update(prefix + name for name in _different(_heard(old), _heard(new)))
    return Differences(frozenset(paths), frozenset(loud))


_NOTHING = Folder()


def _different(old: set[tuple[object, ...]], new: set[tuple[object, ...]]) -> Iterator[str]:
    return (str(entry[0]) for entry in old ^ new)


def _stamped(folder: Folder) -> set[tuple[object, ...]]:
    return {*zip(folder.notes, folder.stamps, strict=True), *_beside(folder)}


def _heard(folder: Folder) -> set[tuple[object, ...]]:
    """A change of the change time alone (of mode, owner or attributes) makes no event that we listen to."""
    notes = zip(folder.notes, folder.stamps, strict=True)
    return {*((name, modified, size, inode) for name, (modified, _, size, inode) in notes), *_beside(folder)}


def _beside(folder: Folder) -> Iterator[tuple[object, ...]]:
    """What is in a folder besides the notes that are read."""
    for kind, names in enumerate((folder.left_out, folder.copies, folder.absent)):
        yield from ((name, kind) for name in names)
    yield from folder.odd


def fresh(root: str, marks: Collection[str], since: int) -> set[str]:
    """Those of the marked notes that were modified since (ns): they may have changed once more without a trace."""
    notes = tuple(path for path in marks if path.endswith(".md"))
    return {path for path, stamp in stamps_at(root, notes) if stamp[0] >= since}


def listable(found: Scan) -> int:
    """How many folders can be listed, and hence watched."""
    return sum(not (folder.odd and not folder.odd[0][0]) for folder in found.folders.values())
