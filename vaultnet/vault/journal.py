"""The edit log: what every edit of a user's note replaced, kept in the state folder for `undo`, the last 200.

An edit is logged before it is made, so that nothing is displaced unrecorded; whether it was made after all, the note
itself shows.
"""

import json
import os
import time
import zlib
from typing import NamedTuple

from vaultnet.vault.home import private, state_folder

KEPT = 200  # edits


class Logged(NamedTuple):
    """One edit of one note."""

    number: int
    action: str  # the same for all edits of one command or build
    path: str
    before: bytes
    after: bytes


def new_action(name: str) -> str:
    """A unique name for the action that begins now."""
    return f"{name} {time.time_ns()}"


def log_edit(root: str, action: str, path: str, before: bytes, after: bytes) -> Logged:
    """Log an edit that is about to be made; raises OSError where it cannot be logged."""
    folder = _folder(root)
    numbers = _numbers(folder)
    logged = Logged(number=(numbers or [0])[-1] + 1, action=action, path=path, before=before, after=after)
    place = _place(folder, logged.number)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(_entry(logged), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        _drop(place)
        raise
    for number in numbers[: -(KEPT - 1)]:
        old = _read(folder, number)
        if old and old.action == action:  # and so are all after it: one action is taken back whole, however long it is
            break
        _drop(_place(folder, number))
    return logged


def last_action(root: str) -> list[Logged]:
    """The edits of the last action, the newest first; entries that cannot be read are passed over."""
    folder = _folder(root)
    edits: list[Logged] = []
    for number in reversed(_numbers(folder)):
        entry = _read(folder, number)
        if entry and edits and entry.action != edits[0].action:
            break
        if entry:
            edits.append(entry)
    return edits


def last_written(root: str, path: str) -> bytes | None:
    """What vaultnet last wrote into a note, according to the log; None: it says nothing of that note."""
    folder = _folder(root)
    for number in reversed(_numbers(folder)):
        entry = _read(folder, number)
        if entry and entry.path == path:
            return entry.after
    return None


def forget(root: str, edit: Logged) -> None:
    """Take an edit out of the log."""
    os.unlink(_place(_folder(root), edit.number))


def _folder(root: str) -> str:
    folder = os.path.join(private(state_folder(root)), "edits")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return folder


def _numbers(folder: str) -> list[int]:
    return sorted(int(name[:-5]) for name in os.listdir(folder) if name.endswith(".json") and name[:-5].isdigit())


def _place(folder: str, number: int) -> str:
    return os.path.join(folder, f"{number:08d}.json")


def _drop(place: str) -> None:
    """Remove an entry that is no longer needed; that it cannot be removed does no harm."""
    try:
        os.unlink(place)
    except OSError:
        return


def _entry(edit: Logged) -> dict[str, object]:
    texts = {"before": edit.before.decode(), "after": edit.after.decode()}
    return {"action": edit.action, "path": edit.path, "time": time.time(), "sum": _sum(edit), **texts}


def _sum(edit: Logged) -> int:
    """By which an entry that was damaged on the disk is known: it must not come to stand in a note."""
    return zlib.crc32(b"\0".join((edit.path.encode(), edit.before, edit.after)))


def _read(folder: str, number: int) -> Logged | None:
    try:
        with open(_place(folder, number), encoding="utf-8") as file:
            entry = json.load(file)
        edit = Logged(number, entry["action"], entry["path"], entry["before"].encode(), entry["after"].encode())
        return edit if entry["sum"] == _sum(edit) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
