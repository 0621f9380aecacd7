"""Where the cache and the state of a vault are kept: in the user's own folders, named after the vault's real path.

Both can be deleted at any time: all that is lost is time, and `undo`. Imports nothing but what Python starts with.
"""

import os
import sys


def cache_folder(root: str) -> str:
    """Where the cache of the vault at `root` is kept; the folder need not exist."""
    return os.path.join(_user_folder("XDG_CACHE_HOME", ".cache"), _name(root))


def state_folder(root: str) -> str:
    """Where the state of the vault at `root` is kept; the folder need not exist."""
    return os.path.join(_user_folder("XDG_STATE_HOME", ".local", "state"), _name(root))


def home_folder() -> str:
    """The user's home; for somebody without one it is `/`, never a folder of the vault that they may stand in."""
    home = os.path.expanduser("~")
    return home if os.path.isabs(home) else os.sep


def private(folder: str) -> str:
    """Make one of these folders if need be, for the user alone; returns it. Raises OSError."""
    ours = os.path.dirname(folder)
    os.makedirs(os.path.dirname(ours), exist_ok=True)
    for each in (ours, folder):
        try:
            os.mkdir(each, 0o700)
        except FileExistsError:
            continue
    return folder


def keep(place: str, *parts: bytes) -> None:
    """Write a file in one of these folders, for the user alone, all of it or nothing. Raises OSError."""
    new = f"{place}.new"
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with open(descriptor, "wb") as file:
        file.writelines(parts)
    os.replace(new, place)


def _user_folder(variable: str, *home: str) -> str:
    """What platformdirs says; on Linux its rule is these few lines, and its import costs a warm run 9 ms."""
    if sys.platform == "linux":
        base = os.environ.get(variable, "").strip()
        if not os.path.isabs(base):  # to be ignored, by the XDG standard: it could be in the vault
            base = os.path.join(home_folder(), *home)
        return os.path.join(base, "vaultnet")
    import platformdirs  # noqa: PLC0415 - see above

    cache = variable == "XDG_CACHE_HOME"
    return platformdirs.user_cache_dir("vaultnet") if cache else platformdirs.user_state_dir("vaultnet")


def _name(root: str) -> str:
    """A hash of the real path: that number modulo the largest prime of 64 bits (hashlib costs a warm run 3 ms)."""
    return f"{int.from_bytes(os.fsencode(os.path.realpath(root)), 'big') % (2**64 - 59):016x}"
