"""One command, measured as a whole process: wall and CPU seconds, peak memory.

Rule: it is started by a small starter, not from here, for Linux counts what the starting process holds as the first
peak of what it starts; and it sees a home, a cache and a state folder of its own.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

STARTER = """
import os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
begin = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - begin
print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes
FOLDERS = ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH", "TMPDIR", "TZ")


class Sample(NamedTuple):
    """What one run cost."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, children that it waited for included
    peak: int  # bytes, of the largest process


class Wrong(Exception):  # noqa: N818 - it says that the program measured is wrong, so its figures mean nothing
    """The command failed, or gave what it may not give."""


class Home:
    """The folders that the measured command may take for the user's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def environment(self) -> dict[str, str]:
        """The environment of a measured command: bytecode is written and used, as for anybody who runs it."""
        own = {name: str(self.folder / name) for name in FOLDERS}
        return {name: value for name, value in os.environ.items() if name in KEPT} | own

    def forget(self) -> None:
        """Make the next run the first one: no cache, no state."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for folder in FOLDERS:
            (self.folder / folder).mkdir(parents=True)


def measure(command: Sequence[str], cwd: Path, home: Home) -> Sample:
    """Run a command to its end; raises `Wrong` with the end of its stderr if it fails."""
    with tempfile.TemporaryFile() as diagnostics:
        starter = subprocess.run(
            [sys.executable, "-I", "-S", "-c", STARTER, *command],
            cwd=cwd,
            env=home.environment(),
            stdout=subprocess.PIPE,
            stderr=diagnostics,
            check=False,
            text=True,
        )
        wall, cpu, peak, status = starter.stdout.split() or ("0", "0", "0", "not started")
        if status != "0":
            diagnostics.seek(0)
            said = diagnostics.read().decode(errors="replace")[-2000:]
            raise Wrong(f"exit {status}: {' '.join(command)}\n{said}")
    return Sample(float(wall), float(cpu), int(peak) * MAXRSS_UNIT)
