"""A stamp shows that a file has changed, without reading it. Imports nothing but what Python itself starts with."""

import os
import sys

Stamp = tuple[int, int, int, int]
"""Modification and change time in nanoseconds, size in bytes, inode: plain, because thousands are compared at once."""

Stamps = tuple[tuple[str, Stamp], ...]
"""Files of the vault, by path, with their stamps."""

UNTRUSTED: Stamp = (0, 0, 0, 0)
"""The stamp of what has to be read again next time."""

ABSENT: Stamp = (0, 0, -1, 0)
"""The stamp of a file that is not there."""

SETTLED = 2_000_000_000  # ns: a file modified less than this ago may change once more without a trace

DATALESS = 0x4000_0000  # SF_DATALESS of macOS: the content is in the cloud alone


def stamp_of(info: os.stat_result) -> Stamp:
    """The stamp of a file; never a trusted one where its content is not on this machine."""
    if evicted(info):
        return UNTRUSTED
    return (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)


def stamp_at(place: str) -> Stamp:
    """The stamp of the file at `place`, or behind it if that is a link."""
    try:
        return stamp_of(os.stat(place))
    except OSError:
        return ABSENT


def stamps_at(root: str, paths: tuple[str, ...]) -> Stamps:
    """The stamps of these files of the vault, to be taken before the files are read."""
    return tuple((path, stamp_at(os.path.join(root, path))) for path in paths)


def trusted(stamp: Stamp, now: int) -> Stamp:
    """The stamp that a file had at `now` (ns since the epoch), if every later change will show; else `UNTRUSTED`."""
    return stamp if now - stamp[0] >= SETTLED else UNTRUSTED


def is_fresh(place: str, now: float, within: float) -> bool:
    """Whether the file at `place` was modified less than `within` seconds before `now`. Raises `OSError`."""
    return 0 <= now - os.stat(place).st_mtime < within


def evicted(info: os.stat_result) -> bool:
    """Whether a cloud service keeps the content elsewhere, so that reading it would wait."""
    if sys.platform != "darwin":
        return False
    return bool(info.st_flags & DATALESS) or (info.st_blocks == 0 and info.st_size > 0)
