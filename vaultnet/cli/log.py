"""What a watcher says: one record a line, on stderr and in a file if asked for, and never the text of a note."""

import contextlib
import os
import time
import traceback

import click

from vaultnet.problem import Failure
from vaultnet.render.escape import terminal_safe
from vaultnet.vault.places import reason

QUIET, NORMAL, VERBOSE = range(3)


class NoLogFile(Failure):
    """The log file cannot be written to."""

    def __init__(self, place: str, error: OSError) -> None:
        super().__init__(f"{place}: {reason(error)}")


class Log:
    """Where the watcher writes, and how much."""

    def __init__(self, level: int, place: str | None) -> None:
        """Write to the file at `place` too, unless that is None; raises `NoLogFile`."""
        self.level, self.place = level, place
        try:
            self._append("")
        except OSError as error:
            raise NoLogFile(place or "", error) from error

    def say(self, text: str) -> None:
        """Write what happened."""
        self._write(text, NORMAL)

    def detail(self, text: str) -> None:
        """Write what few want to know."""
        self._write(text, VERBOSE)

    def trouble(self, text: str) -> None:
        """Write what everybody has to know."""
        self._write(text, QUIET)

    def fault(self, error: Exception) -> None:
        """Write the traceback of an error that should not happen."""
        for line in traceback.format_tb(error.__traceback__):
            self.detail(line)

    def _write(self, text: str, level: int) -> None:
        if level > self.level:
            return
        lines = "".join(f"{clock()} {terminal_safe(line)}\n" for line in text.splitlines() if line.strip())
        with contextlib.suppress(OSError, ValueError):  # a terminal that was closed ends no watcher
            click.echo(lines, nl=False, err=True)
        with contextlib.suppress(OSError):  # and neither does a full disk
            self._append(lines)

    def _append(self, lines: str) -> None:
        """Open, write and close, so that the file can be moved away at any time."""
        if self.place:
            with open(self.place, "a", encoding="utf-8", errors="backslashreplace", opener=_private) as file:
                file.write(lines)


def _private(place: str, flags: int) -> int:
    return os.open(place, flags, 0o600)


def clock() -> str:
    """The local time, as it is written in the log."""
    return time.strftime("%Y-%m-%d %H:%M:%S")
