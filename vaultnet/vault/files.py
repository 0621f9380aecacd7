"""A file of the vault is read whole, as it was at one moment, or not at all: then one sentence says why."""

import errno
import os
import stat
from typing import NamedTuple

from vaultnet.problem import Failure
from vaultnet.vault.places import Unreadable, inside, reason
from vaultnet.vault.stamp import Stamp, evicted, stamp_of

MAX_SIZE = 10_000_000  # bytes of a note
MAX_LINES = 200_000  # of a note: a line, however short, takes some 10 microseconds to read
ATTEMPTS = 3  # readings of a file that changes meanwhile
CHUNK = 65_536  # bytes; from 128 kB on, a buffer costs four times as much

OPENING = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for its writer
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class SymbolicLink(Unreadable):
    """A path that is a link to another one."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "is a symbolic link")


class ChangedOnDisk(Failure):
    """A note that somebody else wrote meanwhile."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was changed by somebody else meanwhile; it is left alone")


class Found(NamedTuple):
    """A file as it was at one moment."""

    data: bytes
    stamp: Stamp


def read_note(root: str, path: str) -> bytes:
    """The bytes of a file, whose path may come from anywhere; raises `Unreadable` (exit 3)."""
    return _read(inside(root, path), path).data


def read_scanned(root: str, path: str) -> Found:
    """A note that a scan found, so that no folder in its path is a link; raises `Unreadable`."""
    try:
        return _read(os.path.join(root, path), path)
    except SymbolicLink:
        return _read(inside(root, path), path)


def _read(place: str, path: str) -> Found:
    try:
        descriptor = os.open(place, OPENING)
        try:
            return _read_open(descriptor, path)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.EMLINK}:
            raise SymbolicLink(path) from error
        raise Unreadable(path, f"cannot be read: {reason(error)}") from error


def _read_open(descriptor: int, path: str) -> Found:
    before = os.fstat(descriptor)
    for _ in range(ATTEMPTS):
        if not stat.S_ISREG(before.st_mode):
            raise Unreadable(path, "is not a regular file; it is left out")
        if before.st_size > MAX_SIZE:
            raise Unreadable(path, f"is larger than {MAX_SIZE // 1_000_000} MB; it is left out")
        if evicted(before):
            raise Unreadable(path, "is not on this machine: its content is only in the cloud")
        data = _read_all(descriptor, before.st_size)
        after = os.fstat(descriptor)
        if len(data) == before.st_size and stamp_of(before) == stamp_of(after):
            return Found(data, stamp_of(before))
        os.lseek(descriptor, 0, os.SEEK_SET)
        before = after
    raise Unreadable(path, "is being written at this very moment; it is read again next time")


def _read_all(descriptor: int, size: int) -> bytes:
    data = os.read(descriptor, min(size, CHUNK) + 1)  # one byte more tells whether it grew
    if len(data) == size:
        return data
    parts = [data]
    while part := os.read(descriptor, CHUNK):
        parts.append(part)
    return b"".join(parts)


def text_of(path: str, data: bytes) -> str:
    """The text of a note, a BOM kept; raises `Unreadable` for what is not UTF-8, too long, or in a git conflict."""
    if b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(path, "is not text in UTF-8 (it looks like UTF-16); it is left out")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(path, f"is not text in UTF-8 (see byte {error.start + 1}); it is left out") from error
    if len(data) > MAX_LINES and max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
        raise Unreadable(path, f"has more than {MAX_LINES:,} lines; it is left out")
    if b"<<<<<<< " in data:
        from vaultnet.text.git_conflict import conflict_line  # noqa: PLC0415 - hardly any note has such a line

        if line := conflict_line(text):
            raise Unreadable(path, "has git conflict markers; it is left out until they are resolved", line)
    return text


def write_generated(root: str, path: str, new: bytes, expected: bytes | None) -> bool:
    """Write a generated note unless it says `new` already; missing folders are made.

    `expected` is what the caller read there, None where there was no file. Returns whether anything was written.
    Raises `ChangedOnDisk` if it says something else by now, and `swap.NotWritten`.
    """
    if new == expected:
        return False
    from vaultnet.vault import swap  # noqa: PLC0415 - most runs write nothing

    swap.make_folders(root, path)
    if isinstance(swap.replace(root, path, new, expected), swap.Changed):
        raise ChangedOnDisk(path)
    return True
