"""A fault at every file call of a run: the program dies before it, after it, in the middle of a write; or an error comes back.

Calls are counted where Python hands them to the system: at the functions of `os`, and at those of `vault.system`. Files
that are opened by `open` are read and written through `os` here. A case is a call by its number, and what happens there;
it happens in a first run and again in a second one, and then a third run meets no fault.
"""

import builtins
import errno
import fcntl
import io
import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from campaigns.forked import RAISED, in_child
from campaigns.scene import Scene, age, build, clear, temporaries, write, wrong_at_last, wrong_between
from vaultnet.vault import swap

CALLS = (
    "open read write close fsync fstat stat lstat scandir listdir readlink unlink rename replace mkdir chmod fchmod fchown "
    "ftruncate lseek utime getxattr setxattr listxattr"
).split()
CHANGING = {"open", "write", "close", "fsync", "unlink", "rename", "replace", "mkdir", "exchange", "appear", "ftruncate"}
ERRORS = ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EPERM", "EMFILE", "ENOENT")
DEATHS = ("dies before", "dies after")
WRITES = ("dies in the middle", "writes a part", "disk full from here on")
DEAD = 77  # exit code of a run that a case killed


class Case(NamedTuple):
    """What happens at the call of a number."""

    number: int
    call: str
    happens: str


class _Raw(io.RawIOBase):
    """An open file that asks `os` for everything."""

    def __init__(self, descriptor: int, mode: str) -> None:
        self.descriptor, self.mode = descriptor, mode

    def readable(self) -> bool:
        return "r" in self.mode

    def writable(self) -> bool:
        return "w" in self.mode

    def fileno(self) -> int:
        return self.descriptor

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = os.read(self.descriptor, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return os.write(self.descriptor, data)

    def close(self) -> None:
        if not self.closed:
            super().close()
            os.close(self.descriptor)


def _open(file: str | int, mode: str = "r", buffering: int = -1, encoding: str | None = None, errors: str | None = None, newline: str | None = None) -> io.IOBase:  # fmt: skip
    del buffering
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if "w" in mode else os.O_RDONLY
    raw = _Raw(file if isinstance(file, int) else os.open(file, flags, 0o666), mode)
    binary = io.BufferedWriter(raw) if "w" in mode else io.BufferedReader(raw)
    return binary if "b" in mode else io.TextIOWrapper(binary, encoding, errors, newline)


class _Between:
    """Stands before every file call, from when it is installed until the process ends."""

    def __init__(self, case: Case | None) -> None:
        self.case, self.calls, self.full = case, [], False
        for name in CALLS:
            setattr(os, name, self.counted(name, getattr(os, name)))
        for name in ("exchange", "appear", "copy_attributes"):
            setattr(swap, name, self.counted(name, getattr(swap, name)))
        fcntl.flock = self.counted("flock", fcntl.flock)
        builtins.open = io.open = os.fdopen = _open  # type: ignore[assignment]

    def counted(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            self.calls.append(name)
            if self.full and name == "write":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if self.case is None or len(self.calls) != self.case.number:
                return real(*arguments, **named)
            return self.fault(name, real, arguments, named)

        return call

    def fault(self, name: str, real: Callable[..., object], arguments: tuple, named: dict) -> object:
        happens = self.case.happens
        if happens == "dies before":
            os._exit(DEAD)
        if happens in ERRORS:
            if name == "close":  # the system closes it all the same
                real(*arguments, **named)
            number = getattr(errno, happens)
            raise OSError(number, os.strerror(number))
        if happens in WRITES:
            descriptor, data = arguments
            half = bytes(data)[: (len(data) + 1) // 2]
            result = real(descriptor, half)
            if happens == "dies in the middle":
                os._exit(DEAD)
            self.full = happens == "disk full from here on"
            return result
        result = real(*arguments, **named)
        os._exit(DEAD)
        return result


def calls_of_a_build(scene: Scene, folder: str) -> list[str]:
    """The names of the file calls of the build that carries out the ticks, in their order."""
    root = clear(folder)
    write(root, scene.before)
    here, there = os.pipe()

    def counted() -> int:
        between = _Between(None)
        _silently(lambda: build(root))
        os.write(there, "\n".join(between.calls[:-2]).encode())
        return 0

    assert in_child(counted) == 0
    os.close(there)
    with open(here, encoding="ascii") as pipe:
        return pipe.read().split()


def cases(calls: list[str]) -> list[Case]:
    """Everything that can happen at every call."""
    return [case for number, call in enumerate(calls, 1) for case in _at(number, call)]


def _at(number: int, call: str) -> Iterator[Case]:
    for happens in (*DEATHS, *(WRITES if call == "write" else ()), *ERRORS):
        yield Case(number, call, happens)


def some(found: list[Case], count: int) -> list[Case]:
    """About `count` of the cases: of those at calls that change something twice as many as of the others."""
    telling = [case for case in found if case.call in CHANGING]
    others = [case for case in found if case.call not in CHANGING]
    return _every(telling, 2 * count // 3) + _every(others, count - 2 * count // 3)


def _every(found: list[Case], count: int) -> list[Case]:
    return [found[at * len(found) // count] for at in range(count)] if count < len(found) else found


def wrong(scene: Scene, folder: str, case: Case, prepare: Callable[[], None] = lambda: None) -> str:
    """What is wrong after the case; `prepare` is done in each run's process first."""
    root = clear(folder)
    write(root, scene.before)
    for turn in ("first", "second"):
        code = in_child(lambda: _faulty(root, case, prepare))
        if code not in (0, 1, 3, DEAD) or (code == DEAD) != ("dies" in case.happens) and code != 0:
            return f"{case}: the {turn} run ended with {code}"
        if found := wrong_between(scene, root):
            return f"{case}: after the {turn} run: {found}"
    if case.number % 2:  # young ones are left for an hour, for they may belong to a run at work
        age(temporaries(root))
    code = in_child(lambda: _sound(root, prepare))
    if code:
        return f"{case}: the run without faults ended with {code}"
    if case.number % 2 and temporaries(root):
        return f"{case}: left over: {temporaries(root)}"
    found = wrong_at_last(scene, root)
    return f"{case}: {found}" if found else ""


def _faulty(root: str, case: Case, prepare: Callable[[], None]) -> int:
    prepare()
    _Between(case)
    return _silently(lambda: build(root))


def _sound(root: str, prepare: Callable[[], None]) -> int:
    prepare()
    return _silently(lambda: build(root))


def _silently(work: Callable[[], int]) -> int:
    """The exit code of a command; what it prints goes nowhere."""
    import contextlib

    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        code = work()
    if code == 3 and not said.getvalue().startswith("vaultnet: "):
        return RAISED
    return code
