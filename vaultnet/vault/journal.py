"""The edit log: what every edit of a user's note replaced, kept in the state folder for `undo`, the last 200.

An edit is logged before it is made, so that whatever was displaced is known; one that was never made is found out by
looking at the note.
"""

import json
import os
import time
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
    """An action that is like no other: the one of that name which begins now."""
    return f"{name} {time.time_ns()}"


def log_edit(root: str, action: str, path: str, before: bytes, after: bytes) -> Logged:
    """Keep what is about to happen; raises OSError where it cannot be kept."""
    folder = _folder(root)
    numbers = _numbers(folder)
    logged = Logged((numbers or [0])[-1] + 1, action, path, before, after)
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
    """The edits of the last action, the newest first; what cannot be read is passed over."""
    folder = _folder(root)
    found: list[Logged] = []
    for number in reversed(_numbers(folder)):
        entry = _read(folder, number)
        if entry and found and entry.action != found[0].action:
            break
        if entry:
            found.append(entry)
    return found


def last_written(root: str, path: str) -> bytes | None:
    """What vaultnet last made of a note, as far as the log knows."""
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
    """Remove an entry that says nothing any more; one that stays is passed over."""
    try:
        os.unlink(place)
    except OSError:
        return


def _entry(edit: Logged) -> dict[str, object]:
    texts = {"before": edit.before.decode(), "after": edit.after.decode()}
    return {"action": edit.action, "path": edit.path, "time": time.time(), **texts}


def _read(folder: str, number: int) -> Logged | None:
    try:
        with open(_place(folder, number), encoding="utf-8") as file:
            said = json.load(file)
        return Logged(number, said["action"], said["path"], said["before"].encode(), said["after"].encode())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
