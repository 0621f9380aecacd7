"""A temporary that a dead run left in the vault may hold words of the user: it is moved away, never deleted."""

import errno
import os
import stat
import sys
from collections.abc import Iterable

PREFIX, SUFFIX = ".~vn-", ".tmp"  # around eight hex digits: hidden from Obsidian, and passed over by sync tools
STALE = 3600  # seconds after which a temporary belongs to a dead run


def is_temporary(name: str) -> bool:
    """Whether a file has a name that `swap` gives to its temporaries."""
    middle = name.removeprefix(PREFIX).removesuffix(SUFFIX)
    return name == f"{PREFIX}{middle}{SUFFIX}" and len(middle) == 8 and not middle.strip("0123456789abcdef")


def rescue(root: str, temporaries: Iterable[str], folder: str, now: float) -> tuple[str, ...]:
    """Move the user's `temporaries` (paths in the vault) that are older than an hour at `now` into `folder`.

    `now` is in seconds since the epoch. To be called under the lock, since a run at work needs its own. Returns the
    paths that were moved; what cannot be moved is left for the next time.
    """
    return tuple(
        path for path in temporaries if is_temporary(os.path.basename(path)) and _move(root, path, folder, now)
    )


def _move(root: str, path: str, folder: str, now: float) -> bool:
    place = os.path.join(root, path)
    kept = os.path.join(folder, os.path.basename(path))
    try:
        left = os.lstat(place)
        if not stat.S_ISREG(left.st_mode) or now - left.st_mtime < STALE:
            return False
        if (sys.platform != "win32" and left.st_uid != os.getuid()) or os.path.lexists(kept):
            return False
        os.makedirs(folder, mode=0o700, exist_ok=True)
        os.chmod(place, 0o600)
        _keep(place, kept)
    except OSError:
        return False
    return True


def _keep(place: str, kept: str) -> None:
    try:
        os.rename(place, kept)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(place, "rb") as source, open(descriptor, "wb") as copy:
            copy.write(source.read())
            copy.flush()
            os.fsync(copy.fileno())
        os.unlink(place)
