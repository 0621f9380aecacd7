"""What the last build left, if the stamps alone tell that it still holds; else None: that cannot be told.

Imports nothing but what Python itself starts with, and zlib: so it costs less than to look at every note once.
"""

import os

from vaultnet.vault.stamp import Stamp, stamp_at, stamp_of
from vaultnet.vault.store import read, sources


def still_true(root: str) -> dict[str, str] | None:
    """What was kept by `load.remember`, if every note, folder and setting is as it was then."""
    kept = read(root, "manifest", sources())
    if not isinstance(kept, tuple):
        return None
    _, folders, _, stamps, _, built = kept
    if not built or any(stamp_at(os.path.join(root, path)) != stamp for path, stamp in stamps):
        return None
    return built if all(_stands(os.path.join(root, path), folder) for path, folder in folders.items()) else None


def _stands(place: str, folder: tuple[int, object, tuple[str, ...], tuple[Stamp, ...], object, object]) -> bool:
    """Whether a folder holds the names that it held, and each note its stamp."""
    modified, _, names, stamps, _, copies, *_ = folder
    if copies:
        return False  # their ticks are no part of the stamps
    try:
        here = os.open(place, os.O_RDONLY)
    except OSError:
        return False
    try:
        return os.fstat(here).st_mtime_ns == modified and all(
            stamp_of(os.stat(name, dir_fd=here, follow_symlinks=False)) == stamp
            for name, stamp in zip(names, stamps, strict=True)
        )
    except (OSError, NotImplementedError):  # Windows has no names relative to a folder
        return False
    finally:
        os.close(here)
