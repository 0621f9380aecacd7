"""A lock between the programs that work on a vault: while one of them writes, the others wait."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from vaultnet.problem import Failure
from vaultnet.vault.home import private, state_folder
from vaultnet.vault.places import reason

WAIT = 10.0  # seconds
PAUSE = 0.05  # seconds between two attempts


class Locked(Failure):
    """Another vaultnet is at work on this vault."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"another vaultnet (process {holder or 'unknown'}) is at work on this vault")
        self.holder = holder


class NoState(Failure):
    """The state folder cannot be used."""

    def __init__(self, folder: str, error: OSError) -> None:
        super().__init__(f"{folder}: vaultnet cannot keep its state there: {reason(error)}")


@contextmanager
def lock(root: str, name: str = "edit", wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of that `name` on the vault; the system releases it if the program dies.

    Waits up to `wait` seconds, then raises `Locked`; `NoState` where there can be no lock.
    """
    descriptor = _open_lock(root, name)
    try:
        until = time.monotonic() + wait
        while not _take(descriptor):
            if time.monotonic() >= until:
                raise Locked(_holder(descriptor))
            time.sleep(PAUSE)
        _sign(root, descriptor)
        yield
    finally:
        os.close(descriptor)


def holder(root: str, name: str) -> str:
    """The number of the process that holds the lock of that `name`; empty: none does."""
    descriptor = _open_lock(root, name)
    try:
        return "" if _take(descriptor) else _holder(descriptor) or "unknown"
    finally:
        os.close(descriptor)


def _open_lock(root: str, name: str) -> int:
    folder = state_folder(root)
    try:
        place = os.path.join(private(folder), f"{name}.lock")
        return os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise NoState(folder, error) from error


def _sign(root: str, descriptor: int) -> None:
    """Leave our number, for those who wait."""
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, str(os.getpid()).encode())
    except OSError as error:
        raise NoState(state_folder(root), error) from error


def _take(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - of Windows alone

            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the holder's number, which others may read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not of Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, 20).decode("ascii", "replace").strip()
