"""What every service system is told: one watcher for each vault, by a name that two vaults never share."""

import os
import sys
from typing import NamedTuple

from vaultnet.vault.state import cache_folder, state_folder

MARK = "written by `vaultnet service install`"
"""Stands in every file of ours; a file without it is somebody else's."""


class Watcher(NamedTuple):
    """The watcher of one vault, and how it is started."""

    vault: str  # absolute
    command: tuple[str, ...]  # a program and its arguments
    folders: tuple[str, ...]  # where it writes: the vault, its state and its cache
    name: str  # of the service: `vaultnet-0123456789abcdef`


def watcher_of(root: str) -> Watcher:
    """The watcher of the vault at `root`, run by the Python that runs us."""
    vault = os.path.abspath(root)
    command = (sys.executable, "-m", "vaultnet", "watch", "--wait", vault)
    folders = (vault, state_folder(vault), cache_folder(vault))
    return Watcher(vault, command, folders, f"vaultnet-{os.path.basename(state_folder(vault))}")
