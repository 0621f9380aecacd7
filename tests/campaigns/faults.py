"""A fault at every file call of a run: the program dies before it, after it, in the middle of a write; or an error comes back.

Calls are counted where Python hands them to the system: at the functions of `os`, and at those of `vault.system`. Files
that are opened by `open` are read and written through `os` here. Once a run is dead, no call of it does anything any
more. A case is a call by its number, and what happens there; it happens in a first run and again in a second one, and
then a third run meets no fault.
"""

import builtins
import contextlib
import errno
import fcntl
import io
import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from campaigns.forked import RAISED
from campaigns.scene import Scene, age, build, clear, temporaries, write, wrong_at_last, wrong_between

from vaultnet.vault import swap

CALLS = (
    "open read write close fsync fstat stat lstat scandir listdir readlink unlink rename replace mkdir chmod fchmod fchown "
    "ftruncate lseek utime getxattr setxattr listxattr"
).split()
CHANGING = {
    "open",
    "write",
    "close",
    "fsync",
    "unlink",
    "rename",
    "replace",
    "mkdir",
    "exchange",
    "appear",
    "ftruncate",
}
ERRORS = ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EPERM", "EMFILE", "ENOENT")
DEATHS = ("dies before", "dies after")
WRITES = ("dies in the middle", "writes a part", "disk full from here on")
DEAD = 77  # exit code of a run that a case killed


class Case(NamedTuple):
    """What happens at the call of a number."""

    number: int
    call: str
    happens: str


class Died(BaseException):
    """The process ends here."""


class _Raw(io.RawIOBase):
    """An open file that asks `os` for everything, as long as its run lives."""

    def __init__(self, between: "Between", descriptor: int, mode: str) -> None:
        self.between, self.descriptor, self.mode = between, descriptor, mode

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
        return len(data) if self.between.dead else os.write(self.descriptor, data)

    def close(self) -> None:
        if not self.closed:
            super().close()
            if not self.between.dead:
                os.close(self.descriptor)


class Between:
    """Stands before every file call, as long as it is entered."""

    def __init__(self, case: Case | None) -> None:
        self.case, self.calls, self.met, self.full, self.dead = case, [], False, False, False
        self.opened: set[int] = set()
        self.real = [(os, name, getattr(os, name)) for name in CALLS]
        self.real += [(swap, name, getattr(swap, name)) for name in ("exchange", "appear", "copy_attributes")]
        self.real += [(fcntl, "flock", fcntl.flock)]
        self.opening = [
            (place, name, getattr(place, name)) for place, name in ((builtins, "open"), (io, "open"), (os, "fdopen"))
        ]

    def __enter__(self) -> "Between":
        for place, name, real in self.real:
            setattr(place, name, self.counted(name, real))
        for place, name, _ in self.opening:
            setattr(place, name, self.open)
        return self

    def __exit__(self, *error: object) -> None:
        for place, name, real in (*self.real, *self.opening):
            setattr(place, name, real)
        self.dead = True
        for descriptor in self.opened:
            os.close(descriptor)

    def open(self, file: str | int, mode: str = "r", buffering: int = -1, encoding: str | None = None, errors: str | None = None, newline: str | None = None) -> io.IOBase:  # fmt: skip
        del buffering
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if "w" in mode else os.O_RDONLY
        raw = _Raw(self, file if isinstance(file, int) else os.open(file, flags, 0o666), mode)
        binary = io.BufferedWriter(raw) if "w" in mode else io.BufferedReader(raw)
        return binary if "b" in mode else io.TextIOWrapper(binary, encoding, errors, newline)

    def counted(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            if self.dead:
                raise Died
            self.calls.append(name)
            if self.full and name == "write":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if not self.met and self.is_here(name):
                self.met = True
                return self.fault(name, real, arguments, named)
            return self.done(name, real, arguments, named)

        return call

    def done(self, name: str, real: Callable[..., object], arguments: tuple, named: dict) -> object:
        result = real(*arguments, **named)
        if name == "open":
            self.opened.add(result)
        elif name == "close":
            self.opened.discard(arguments[0])
        return result

    def is_here(self, name: str) -> bool:
        """Whether this is the call; a run that finds another vault makes others, then it is the next fitting one."""
        if self.case is None or len(self.calls) < self.case.number:
            return False
        return name == "write" if self.case.happens in WRITES else True

    def fault(self, name: str, real: Callable[..., object], arguments: tuple, named: dict) -> object:
        happens = self.case.happens
        if happens in ERRORS:
            if name == "close":  # the system closes it all the same
                self.done(name, real, arguments, named)
            raise OSError(getattr(errno, happens), os.strerror(getattr(errno, happens)))
        result = None
        if happens in WRITES:
            descriptor, data = arguments
            result = real(descriptor, bytes(data)[: (len(data) + 1) // 2])
        elif happens == "dies after":
            self.done(name, real, arguments, named)
        if "dies" in happens:
            self.dead = True
            raise Died
        self.full = happens == "disk full from here on"
        return result


def calls_of_a_build(scene: Scene, folder: str) -> list[str]:
    """The names of the file calls of the build that carries out the ticks, in their order."""
    root = clear(folder)
    write(root, scene.before)
    with Between(None) as between:
        assert silently(lambda: build(root)) == 0
    return between.calls


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


def wrong(scene: Scene, folder: str, case: Case) -> str:
    """What is wrong after the case."""
    root = clear(folder)
    write(root, scene.before)
    for turn in ("first", "second"):
        code = _with_fault(root, case)
        if code not in (0, 3, DEAD):
            return f"{case}: the {turn} run ended with {code}"
        if found := wrong_between(scene, root):
            return f"{case}: after the {turn} run: {found}"
    if case.number % 2:  # young ones are left for an hour, for they may belong to a run at work
        age(temporaries(root))
    if code := silently(lambda: build(root)):
        return f"{case}: the run without faults ended with {code}"
    if case.number % 2 and temporaries(root):
        return f"{case}: left over: {temporaries(root)}"
    # a folder that is not there is no folder that cannot be read: what stood on lines for its people is kept below
    found = wrong_at_last(scene, root, may_be_kept=case.happens == "ENOENT")
    return f"{case}: {found}" if found else ""


def _with_fault(root: str, case: Case) -> int:
    try:
        with Between(case):
            return silently(lambda: build(root))
    except Died:
        return DEAD


def silently(work: Callable[[], int]) -> int:
    """The exit code of a command; what it prints goes nowhere."""
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        try:
            code = work()
        except Exception as raised:  # noqa: BLE001 - whatever it is, it should have been one sentence
            return f"{raised!r}"  # type: ignore[return-value]
    return code if code != 3 or said.getvalue().startswith("vaultnet: ") else RAISED
