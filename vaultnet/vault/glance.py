"""What the last build said, if the stamps alone show that it still holds; else None.

Imports nothing but what Python itself starts with, and zlib: so it costs less than to look at every note once.
"""

import os

from vaultnet.vault.stamp import Stamp, Stamps, stamp_at, stamp_of, stamps_at
from vaultnet.vault.store import read, sources


class Built:
    """What a build said on a day, and what it had read besides the notes and settings."""

    __slots__ = ("beside", "day", "said")

    def __init__(self, day: str, said: str, beside: Stamps) -> None:
        """A plain class, because importing `typing` for a NamedTuple takes longer than everything else here."""
        self.day, self.said, self.beside = day, said, beside

    def kept(self) -> dict[str, str]:
        """As plain texts, for `load.remember`."""
        paths = "\n".join(path for path, _ in self.beside)
        return {"day": self.day, "said": self.said, "paths": paths, "beside": repr(self.beside)}


def last_build(root: str) -> Built | None:
    """The build that `load.remember` kept, if all that it had read is as it was then."""
    kept = read(root, "manifest", sources())
    if not isinstance(kept, tuple):
        return None
    _, folders, _, stamps, _, built = kept
    if not built or any(stamp_at(os.path.join(root, path)) != stamp for path, stamp in stamps):
        return None
    beside = stamps_at(root, tuple(built["paths"].split("\n")))
    if repr(beside) != built["beside"]:
        return None
    if not all(_stands(os.path.join(root, path), folder) for path, folder in folders.items()):
        return None
    return Built(built["day"], built["said"], beside)


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
