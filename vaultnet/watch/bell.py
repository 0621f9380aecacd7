"""Whoever wants the watcher's attention leaves a mark here: from any thread, from a signal, and never waiting.

A mark is the path of what may have changed, relative to the vault: `A/B.md` a note, `A/` a folder, `""` everything.
"""

import time
from queue import Empty, SimpleQueue
from typing import NamedTuple

PAUSE = 0.01  # seconds without a mark, after which it is worth while to look
QUIET = 0.1  # seconds without a mark, after which changes are taken
STEADY = 1.0  # seconds after which they are taken under steady change
WHOLE = ""
UNBROKEN = 0.5  # seconds: Ctrl-C breaks no wait on Windows, and elsewhere one signal beside another may not


class Mark(NamedTuple):
    """A path, and when it was marked."""

    path: str | None  # None: nothing changed, but the watcher should look up
    at: float  # seconds of the monotonic clock


class Bell:
    """The marks of one vault, shared by event handlers, signals and its watcher."""

    def __init__(self) -> None:
        self.stopped = False
        self.alarm: float | None = None  # seconds of the monotonic clock: when to wake up although nothing happens
        self.own: dict[str, bytes] = {}  # what we ourselves wrote last, by path: no change to us
        self._marks: SimpleQueue[Mark] = SimpleQueue()  # the queue that signal handlers may put into
        self._last = self._steady = 0.0  # when the last mark was made, and when a second will have passed

    def mark(self, path: str | None) -> None:
        """Say that something may have changed there; None only wakes the watcher."""
        self._marks.put(Mark(path, self.monotonic()))

    def stop(self) -> None:
        """End the watching at the next opportunity."""
        self.stopped = True
        self.mark(None)

    def monotonic(self) -> float:
        """Seconds of a clock that is never set."""
        return time.monotonic()

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def take(self, seconds: float) -> Mark | None:
        """The next mark, for which it waits so long; None: there was none."""
        until = self.monotonic() + max(seconds, 0.0)
        while True:
            left = until - self.monotonic()
            try:
                return self._marks.get(timeout=min(max(left, 0.0), UNBROKEN))
            except Empty:
                if left <= UNBROKEN:
                    return None

    def first(self, until: float) -> set[str]:
        """The marks up to the first pause, at most those of a second; none where `until` passes before one.

        The second began with the first mark, though nobody had the time to take it.
        """
        mark = self.take(until - self.monotonic())
        if mark is None or mark.path is None or self.stopped:
            return set()
        self._steady = mark.at + STEADY
        self._last = mark.at
        return {mark.path} | self._until_pause(PAUSE)

    def rest(self) -> set[str]:
        """The marks that follow those, up to the first quiet moment; both together at most those of a second.

        What was marked meanwhile is among them, however long ago `first` was.
        """
        return self._until_pause(QUIET)

    def pressing(self) -> bool:
        """Whether the second of steady change has passed: there is no time to read ahead."""
        return self.monotonic() >= self._steady

    def _until_pause(self, pause: float) -> set[str]:
        paths: set[str] = set()
        while mark := self.take(min(self._last + pause, self._steady) - self.monotonic()):
            if self.stopped:
                break
            if mark.path is not None:
                self._last = mark.at
                paths.add(mark.path)
        return paths

    def waiting(self) -> bool:
        """Whether there are marks that nobody has taken."""
        return not self._marks.empty()
