"""The status of a watcher, for `vaultnet status`: a small file in the state folder."""

import json
import os
from typing import NamedTuple

from vaultnet.vault.home import keep, private, state_folder

NAME = "watch"  # of the lock that a watcher holds
_FILE = "watch.json"


class Status(NamedTuple):
    """What a watcher did last; times are local, in ISO form, and empty for never."""

    mode: str = ""  # events or polling
    scanned: str = ""
    built: str = ""
    report: str = ""  # of the last build, in one line
    note: str = ""  # where the due note was then
    trouble: str = ""  # why nothing is written


def write_status(root: str, status: Status) -> None:
    """Keep the status; if that fails, nothing else is lost."""
    try:
        place = os.path.join(private(state_folder(root)), _FILE)
        keep(place, json.dumps(status._asdict()).encode())
    except OSError:
        return


def read_status(root: str) -> Status:
    """The status kept last; an empty one if there is none, or none that is readable."""
    try:
        with open(os.path.join(state_folder(root), _FILE), encoding="utf-8") as file:
            said = json.load(file)
    except (OSError, ValueError, RecursionError):
        return Status()
    if not isinstance(said, dict):
        return Status()
    plain = Status()._asdict()
    return Status(**{name: said[name] for name, empty in plain.items() if type(said.get(name)) is type(empty)})
