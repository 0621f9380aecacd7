"""What a watcher says of itself, for whoever asks: a small file in the state folder, read by the same user alone."""

import json
import os
from typing import NamedTuple

from vaultnet.vault.home import keep, private, state_folder

NAME = "watch"  # of the lock that a watcher holds
_FILE = "watch.json"


class Status(NamedTuple):
    """The last that a watcher said; the times are in local ISO form, empty for never."""

    mode: str = ""  # events or polling
    scanned: str = ""
    built: str = ""
    report: str = ""  # of the last build, in one line
    note: str = ""  # where the due note was then
    trouble: str = ""  # why nothing is written


def write_status(root: str, status: Status) -> None:
    """Keep it; where that cannot be done, nobody is told, and nothing else is lost."""
    try:
        place = os.path.join(private(state_folder(root)), _FILE)
        keep(place, json.dumps(status._asdict()).encode())
    except OSError:
        return


def read_status(root: str) -> Status:
    """What was kept last; empty where there is nothing, or nothing that can be understood."""
    try:
        with open(os.path.join(state_folder(root), _FILE), encoding="utf-8") as file:
            said = json.load(file)
    except (OSError, ValueError, RecursionError):
        return Status()
    if not isinstance(said, dict):
        return Status()
    plain = Status()._asdict()
    return Status(**{name: said[name] for name, empty in plain.items() if type(said.get(name)) is type(empty)})
