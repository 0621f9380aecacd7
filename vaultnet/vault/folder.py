"""One folder of the vault as it was listed: which of its names are notes, and what the others are."""

import os
import stat
import time
from collections.abc import Callable
from typing import NamedTuple

from vaultnet.text.spelling import folded
from vaultnet.vault.copies import original_of
from vaultnet.vault.globs import matcher
from vaultnet.vault.leftovers import is_temporary
from vaultnet.vault.places import Outside, inside, reason
from vaultnet.vault.stamp import SETTLED, Stamp, stamp_of

NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0)
OPENING = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
BY_DESCRIPTOR = os.stat in os.supports_dir_fd and os.scandir in os.supports_fd

Place = int | str
"""An open folder; the path of one where the system knows no names relative to open folders (Windows)."""


class Folder(NamedTuple):
    """What one folder held, by name; plain tuples are quick to store and to compare."""

    modified: int = 0  # ns; 0: it is to be listed again
    folders: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()  # of the notes
    left_out: tuple[str, ...] = ()  # notes that only take part in links
    copies: tuple[str, ...] = ()  # of the losing side of a sync conflict
    absent: tuple[str, ...] = ()  # notes whose content is in the cloud
    temporaries: tuple[str, ...] = ()  # of `swap`
    odd: tuple[tuple[str, str], ...] = ()  # names, and what is wrong with them


class Rules(NamedTuple):
    """Which notes only take part in links."""

    exclude: tuple[str, ...] = ()  # patterns
    templates: tuple[str, ...] = ()  # folders
    generated: tuple[str, ...] = ()  # folded paths of our own notes


EVERY_NOTE = Rules()


def left_out(rules: Rules) -> Callable[[str], bool]:
    """The function that says of a note's path whether it only takes part in links."""
    excluded = matcher(rules.exclude)
    templates = tuple(folded(folder) + "/" for folder in rules.templates)

    def is_left_out(path: str) -> bool:
        key = folded(path)
        return key in rules.generated or key.startswith(templates) or excluded(key)

    return is_left_out


def open_folder(root: str, path: str) -> Place:
    """Open a folder, which only at the root may be a link; raises OSError. To be closed by `close`."""
    place = os.path.join(root, path)
    return os.open(place, OPENING | (NOT_FOLLOWED if path else 0)) if BY_DESCRIPTOR else place


def close(here: Place) -> None:
    """Close what `open_folder` opened."""
    if isinstance(here, int):
        os.close(here)


def stamps(here: Place, names: tuple[str, ...]) -> tuple[Stamp, ...]:
    """The stamps of notes in a folder; raises OSError where one is missing."""
    if isinstance(here, int):
        return tuple([stamp_of(os.stat(name, dir_fd=here, follow_symlinks=False)) for name in names])
    return tuple([stamp_of(os.lstat(os.path.join(here, name))) for name in names])


def list_folder(here: Place, root: str, path: str, is_left_out: Callable[[str], bool]) -> Folder:
    """The folder at `path`, open as `here`; `is_left_out` says which notes only take part in links. Raises OSError."""
    modified = os.stat(here).st_mtime_ns
    if time.time_ns() - modified < SETTLED:
        modified = 0
    with os.scandir(here) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    if path and any(entry.name == ".obsidian" for entry in listed):
        return Folder(modified)  # a vault of its own
    listing = _Listing(root, f"{path}/" if path else "", is_left_out)
    for entry in listed:
        listing.add(entry)
    return listing.folder(0 if listing.linked else modified)


class _Listing:
    """The names of one folder, sorted into their kinds one by one."""

    def __init__(self, root: str, prefix: str, is_left_out: Callable[[str], bool]) -> None:
        self.root, self.prefix, self.is_left_out = root, prefix, is_left_out
        self.linked = False  # a linked note may change without a trace in its folder
        self.folders: list[str] = []
        self.notes: list[tuple[str, Stamp]] = []
        self.left_out: list[str] = []
        self.copies: list[str] = []
        self.absent: list[str] = []
        self.temporaries: list[str] = []
        self.odd: list[tuple[str, str]] = []

    def folder(self, modified: int) -> Folder:
        """All of them, as a record."""
        names = tuple(name for name, _ in self.notes)
        return Folder(
            modified=modified,
            folders=tuple(self.folders),
            notes=names,
            stamps=tuple(stamp for _, stamp in self.notes),
            left_out=tuple(self.left_out),
            copies=tuple(self.copies),
            absent=tuple(name for name in self.absent if name not in names),
            temporaries=tuple(self.temporaries),
            odd=tuple(self.odd),
        )

    def add(self, entry: os.DirEntry[str]) -> None:
        """Put one name where it belongs."""
        name = entry.name
        if name.startswith("."):
            self._add_hidden(name)
        elif entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
            if self._is_text(name):
                self.folders.append(name)
        elif name.endswith(".md") and self._is_text(name):
            self._add_note(entry)

    def _add_hidden(self, name: str) -> None:
        if is_temporary(name):
            self.temporaries.append(name)
        elif name.endswith(".md.icloud"):
            self.absent.append(name[1:].removesuffix(".icloud"))

    def _is_text(self, name: str) -> bool:
        try:
            name.encode()
        except UnicodeEncodeError:
            self.odd.append((name, "its name is not UTF-8, so it is left out: please rename it"))
            return False
        return True

    def _add_note(self, entry: os.DirEntry[str]) -> None:
        name = entry.name
        left_out = self.is_left_out(self.prefix + name)
        if original_of(name):
            if not left_out:
                self.copies.append(name)
        elif left_out:
            self.left_out.append(name)
        elif entry.is_symlink():
            self.linked = True
            self._add_link(name)
        else:
            try:
                self._add_file(name, entry.stat(follow_symlinks=False))
            except FileNotFoundError:
                return
            except OSError as error:
                self.odd.append((name, f"cannot be read: {reason(error)}"))

    def _add_file(self, name: str, info: os.stat_result) -> None:
        if stat.S_ISREG(info.st_mode):
            self.notes.append((name, stamp_of(info)))
        else:
            self.odd.append((name, "is not a regular file; it is left out"))

    def _add_link(self, name: str) -> None:
        try:
            info = os.stat(inside(self.root, self.prefix + name))
        except Outside:
            self.odd.append((name, "is a link that leads out of the vault; it is left out"))
        except OSError as error:
            self.odd.append((name, f"is a link that cannot be followed: {reason(error)}"))
        else:
            if not stat.S_ISDIR(info.st_mode):
                self._add_file(name, info)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether it is a junction, a linked folder of Windows; Python can tell from 3.12 on."""
    return bool(getattr(entry, "is_junction", bool)())
