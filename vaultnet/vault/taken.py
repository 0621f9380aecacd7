"""The ticks of conflict copies that have been carried out: the copies stay, so each of their ticks is remembered.

If this is lost, the worst that can happen is that a line comes back which the user has deleted since.
"""

import os
from collections.abc import Iterable

from vaultnet.vault.home import keep, private, state_folder

_NAME = "taken"
_KEPT = 2000  # ticks


def name_of(path: str, *lines: str) -> str:
    """The name under which a tick is remembered, from where it stands and what it says."""
    from hashlib import sha256  # noqa: PLC0415 - it brings OpenSSL, and copies of the due note are rare

    return sha256("\n".join((path, *lines)).encode()).hexdigest()


def read_taken(root: str) -> list[str]:
    """The names of the ticks that were carried out, the oldest first."""
    try:
        with open(os.path.join(state_folder(root), _NAME), encoding="ascii") as file:
            return file.read().split()
    except (OSError, ValueError):
        return []


def remember_taken(root: str, names: Iterable[str]) -> None:
    """Remember more of them; raises OSError where that cannot be done."""
    kept = list(dict.fromkeys([*read_taken(root), *names]))[-_KEPT:]
    place = os.path.join(private(state_folder(root)), _NAME)
    keep(place, "\n".join(kept).encode())
