"""What belongs to a vault and is not in it: a cache folder and a state folder of the user's, and a lock among programs.

Both folders can be deleted at any time; nothing but time and `undo` is lost.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from vaultnet.problem import Failure
from vaultnet.vault.places import said

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
        super().__init__(f"{folder}: vaultnet cannot keep its state there: {said(error)}")


def cache_folder(root: str) -> str:
    """The folder that the cache of the vault at `root` is kept in; it need not exist."""
    return os.path.join(_user_folder("XDG_CACHE_HOME", ".cache"), _name(root))


def state_folder(root: str) -> str:
    """The folder that the state of the vault at `root` is kept in; it need not exist."""
    return os.path.join(_user_folder("XDG_STATE_HOME", ".local", "state"), _name(root))


def _user_folder(variable: str, *home: str) -> str:
    """What platformdirs says; on Linux its rule is these two lines, and its import costs a warm run 9 ms."""
    if sys.platform == "linux":
        base = os.environ.get(variable, "").strip() or os.path.join(os.path.expanduser("~"), *home)
        return os.path.join(base, "vaultnet")
    import platformdirs  # noqa: PLC0415 - see above

    cache = variable == "XDG_CACHE_HOME"
    return platformdirs.user_cache_dir("vaultnet") if cache else platformdirs.user_state_dir("vaultnet")


def _name(root: str) -> str:
    """A hash of the real path: that number modulo the largest prime of 64 bits (hashlib costs a warm run 3 ms)."""
    return f"{int.from_bytes(os.fsencode(os.path.realpath(root)), 'big') % (2**64 - 59):016x}"


def private(folder: str) -> str:
    """A folder of the above, made if need be for our user alone; raises OSError."""
    ours = os.path.dirname(folder)
    os.makedirs(os.path.dirname(ours), exist_ok=True)
    for each in (ours, folder):
        try:
            os.mkdir(each, 0o700)
        except FileExistsError:
            continue
    return folder


@contextmanager
def lock(root: str, name: str = "edit", wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of that `name` on the vault, which the system frees when the program dies.

    Waits up to `wait` seconds, then raises `Locked`; `NoState` where there can be no lock.
    """
    descriptor = _open_lock(root, name)
    try:
        until = time.monotonic() + wait
        while not _take(descriptor):
            if time.monotonic() >= until:
                raise Locked(_holder(descriptor))
            time.sleep(PAUSE)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)


def holder(root: str, name: str) -> str:
    """The number of the process that holds the lock of that `name`; empty where nobody does."""
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


def _take(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - of Windows alone

            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # behind the holder's number, which others may read
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
