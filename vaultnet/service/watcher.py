"""What a service runs on every system: one watcher for each vault, by a name that no two vaults share."""

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

from vaultnet.vault.home import cache_folder, state_folder

MARK = "written by `vaultnet service install`"
"""In every service file of ours; a file without it is somebody else's."""

_PLACES = ("XDG_STATE_HOME", "XDG_CACHE_HOME")


class Watcher(NamedTuple):
    """The watcher of one vault, and how it is started."""

    vault: str  # absolute
    command: tuple[str, ...]  # a program and its arguments
    folders: tuple[str, ...]  # where it writes: the vault, its state and its cache
    name: str  # of the service: `vaultnet-0123456789abcdef`
    environment: tuple[tuple[str, str], ...] = ()  # to pass on, so that it keeps its state where we do


def watcher_of(root: str, environment: Mapping[str, str]) -> Watcher:
    """The watcher of the vault at `root`, run by the Python that runs us."""
    vault = os.path.abspath(root)
    state = state_folder(vault)
    return Watcher(
        vault=vault,
        command=(sys.executable, "-m", "vaultnet", "watch", "--wait", vault),
        folders=(vault, state, cache_folder(vault)),
        name=f"vaultnet-{os.path.basename(state)}",
        environment=tuple((name, environment[name]) for name in _PLACES if environment.get(name)),
    )
