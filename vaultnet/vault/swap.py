"""To change a file: write the new one beside it, compare, exchange the two, and look at what came out.

A temporary and a rename alone lose what an editor saves at the same moment; so does comparing before the rename.
After an exchange we hold the displaced bytes: if they are not those that the change was made from, they go back.
Every call on a file is made through this module's names `os`, `exchange`, `appear`, `copy_attributes` and
`open_for_writing`, so that a test can put a fault between any two of them.
"""

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from typing import NamedTuple

from vaultnet.problem import Failure
from vaultnet.vault.leftovers import PREFIX, SUFFIX
from vaultnet.vault.places import inside, reason
from vaultnet.vault.system import NO_EXCHANGE, appear, copy_attributes, exchange, open_for_writing

TURNS = 16  # exchanges with an editor that keeps saving
CHUNK = 65_536  # bytes
MOMENT = 0.05  # seconds within which an editor that has emptied a file fills it again

NO_FOLDER_SYNC = {errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.EOPNOTSUPP}
EVERYWHERE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | EVERYWHERE
CREATING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | EVERYWHERE
APPENDING = os.O_WRONLY | os.O_APPEND | EVERYWHERE


class Swapped(NamedTuple):
    """The file says what it should."""

    displaced: bytes | None  # what it said before; None: it was made


class Changed(NamedTuple):
    """The file was not what the change was made from, and is left as its last writer left it."""

    found: bytes | None  # None: it is gone


class NotWritten(Failure):
    """A file could not be written, and is as it was."""

    def __init__(self, path: str, error: OSError) -> None:
        why = f"could not be written: {reason(error)}"
        super().__init__(f"{path} {why}", why)


def replace(root: str, path: str, new: bytes, old: bytes | None) -> Swapped | Changed:
    """Make the file at `path` say `new`, provided that it says `old` (None: that it does not exist).

    Raises `NotWritten`, and `places.Outside` if its folder is outside the vault. Nothing is written through a symbolic
    link.
    """
    folder, name = os.path.split(path)
    target = os.path.join(inside(root, folder), name)
    try:
        return _create(target, new) if old is None else _replace(target, new, old)
    except OSError as error:
        if old is not None and isinstance(error, FileNotFoundError):
            return Changed(None)
        raise NotWritten(path, error) from error


def make_sure(root: str, path: str) -> None:
    """Raise as `replace` does where it shows before anything is tried that the file at `path` may not be replaced."""
    folder, name = os.path.split(path)
    try:
        _replaceable(os.path.join(inside(root, folder), name))
    except OSError as error:
        raise NotWritten(path, error) from error


def make_folders(root: str, path: str) -> None:
    """Make the folders that `path` is in, never the root: a vault that is gone stays gone. Raises as `replace` does."""
    here, folder = inside(root, ""), inside(root, os.path.dirname(path))
    try:
        for name in os.path.relpath(folder, here).split(os.sep):
            here = os.path.join(here, name)
            if not os.path.isdir(here):
                with suppress(FileExistsError):  # if it is a file, the writing will say so
                    os.mkdir(here)
    except OSError as error:
        raise NotWritten(path, error) from error


def _create(target: str, new: bytes) -> Swapped | Changed:
    temporary = _temporary(target, new, None)
    try:
        appear(temporary, target)
    except FileExistsError:
        _drop(temporary)
        return Changed(_bytes(target))
    except OSError:
        _drop(temporary)
        raise
    _sync_folder(target)
    return Swapped(None)


def _replace(target: str, new: bytes, old: bytes) -> Swapped | Changed:
    present = _replaceable(target)
    try:
        temporary = _temporary(target, new, present)
    except PermissionError:  # the folder is closed to us, or the owner cannot be kept
        if new.startswith(old):
            return _append(target, new, old)
        raise
    try:
        found = _bytes(target)
        if found == old:
            exchange(temporary, target)
    except OSError as error:
        _drop(temporary)
        if error.errno in NO_EXCHANGE:
            return _append(target, new, old) if new.startswith(old) else _move_over(target, new, old, present)
        raise
    if found != old:
        _drop(temporary)
        return Changed(found)
    return _look(temporary, target, new, old)


def _replaceable(target: str) -> os.stat_result:
    """What the file is; raises `OSError` where it is not to be replaced."""
    present = os.lstat(target)
    if not stat.S_ISREG(present.st_mode):
        what = "a symbolic link" if stat.S_ISLNK(present.st_mode) else "not a regular file"
        raise OSError(errno.EINVAL, f"it is {what}")
    if not os.access(target, os.W_OK) and os.access(os.path.dirname(target), os.W_OK):
        # exchanging names needs no such right, but its owner wants it kept; a read-only folder or disk says so itself
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return present


def _look(temporary: str, target: str, new: bytes, old: bytes) -> Swapped | Changed:
    """After the exchange: done if `old` came out; else put back what did, until nobody saved in between."""
    placed: bytes | None = new  # what we put into the target last; None: it was still being written
    due: bytes | None = old  # what should have come out of it; None: likewise
    for turn in range(TURNS):
        try:
            came = _displaced(temporary)
            if came == due:
                _sync_folder(target)
                came = _displaced(temporary)  # once more: somebody may have been about to write into it
        except OSError:
            exchange(temporary, target)
            if _displaced(temporary) == placed:
                _drop(temporary)
            raise
        if came is not None and came == due:
            _drop(temporary)
            return Changed(_bytes(target)) if turn else Swapped(old)
        if due is None:  # an older version of theirs: it stays in the temporary
            return Changed(_bytes(target))
        exchange(temporary, target)
        placed, due = came, placed
    raise OSError(errno.EBUSY, f"somebody keeps saving it; a version is kept in {os.path.basename(temporary)}")


def _displaced(temporary: str) -> bytes | None:
    """What came out of an exchange; None while somebody still has it open for writing."""
    descriptor = os.open(temporary, READING)
    try:
        writing = open_for_writing(descriptor)
        if writing is None and abs(time.time() - os.fstat(descriptor).st_mtime) < MOMENT:
            time.sleep(MOMENT)
        return None if writing else _read(descriptor)
    finally:
        os.close(descriptor)


def _append(target: str, new: bytes, old: bytes) -> Swapped | Changed:
    """Where names cannot be exchanged: append, which loses nothing that an editor saves meanwhile."""
    if (found := _bytes(target)) != old:
        return Changed(found)
    tail = new[len(old) :]
    descriptor = os.open(target, APPENDING)
    try:
        written = os.write(descriptor, tail)
        if written < len(tail):
            if os.fstat(descriptor).st_size == len(old) + written:
                os.ftruncate(descriptor, len(old))
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    found = _bytes(target)
    return Swapped(old) if found == new else Changed(found)


def _move_over(target: str, new: bytes, old: bytes, present: os.stat_result) -> Swapped | Changed:
    """Where names cannot be exchanged, for other edits: comparing just before the rename is the best there is."""
    temporary = _temporary(target, new, present)
    try:
        found = _bytes(target)
        if found == old:
            _rename_over(temporary, target)
    except OSError:
        _drop(temporary)
        raise
    if found != old:
        _drop(temporary)
        return Changed(found)
    _sync_folder(target)
    return Swapped(old)


def _rename_over(temporary: str, target: str) -> None:
    if sys.platform == "win32":
        for pause in (0.05, 0.1, 0.2, 0.4, 0.75, 1.0):  # seconds, while a virus scanner holds the file
            try:
                os.replace(temporary, target)
            except PermissionError:
                time.sleep(pause)
            else:
                return
    os.replace(temporary, target)


def _temporary(target: str, new: bytes, like: os.stat_result | None) -> str:
    """A new file beside `target`, flushed to the disk, with the owner, mode and attributes of `like`."""
    place = os.path.join(os.path.dirname(target), PREFIX + os.urandom(4).hex() + SUFFIX)
    descriptor = os.open(place, CREATING, 0o666 if like is None else 0o600)
    try:
        try:
            rest = memoryview(new)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            if like is not None:
                _dress(descriptor, target, like)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        _drop(place)
        raise
    return place


def _dress(descriptor: int, target: str, like: os.stat_result) -> None:
    if sys.platform == "win32":
        return
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        os.fchown(descriptor, like.st_uid, like.st_gid)
    copy_attributes(target, descriptor)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))  # last: a new owner takes mode bits away


def _bytes(place: str) -> bytes:
    descriptor = os.open(place, READING)
    try:
        return _read(descriptor)
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> bytes:
    parts = []
    while part := os.read(descriptor, CHUNK):
        parts.append(part)
    return b"".join(parts)


def _drop(temporary: str) -> None:
    """Remove a temporary without words of the user; one that cannot be removed is found by a later run."""
    try:
        os.unlink(temporary)
    except OSError:
        return


def _sync_folder(target: str) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(os.path.dirname(target), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
