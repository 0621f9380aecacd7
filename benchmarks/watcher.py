"""The watcher against its goals: `python benchmarks/watcher.py [--notes 10000] [--saves 40] [--idle 60]`. Linux.

Rule: the watcher is seen as its user sees it, from outside: a note is saved, and the due note says so. Afterwards what
stands there must be what a fresh build would write.
"""

import argparse
import math
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from make_vault import TODAY, make_vault
from measure import Home, Wrong
from prose import Chance
from run import DUE_NOTE, FEW, MANY, MOST_GROWTH, ROOT, VAULTNET

PROBE = "People/Vera Probe.md"
DAY = f"Daily/{TODAY:%Y}/{TODAY}.md"
LOOK_EVERY = 0.0005  # seconds
PATIENCE = 60.0  # seconds for one change to arrive, a first build included
QUIET = 3.0  # seconds without a rewrite after which a burst counts as settled
MOVES = 10
BURST = 500  # notes
MEGABYTE, KILOBYTE = 1e6, 1e3
TICKS = os.sysconf("SC_CLK_TCK")


class Row(NamedTuple):
    """One line of the table; the figures are in `unit`, and less is better."""

    notes: int
    what: str
    value: float
    goal: float
    moonshot: float | None
    unit: str

    def __str__(self) -> str:
        met = "moonshot" if self.value <= (self.moonshot or -1) else "yes" if self.value <= self.goal else "**no**"
        moonshot = "" if self.moonshot is None else f"≤ {self.moonshot:,g} {self.unit}"
        measured = f"{self.value:,.3g} {self.unit}" if self.value < 100 else f"{self.value:,.0f} {self.unit}"
        cells = (f"{self.notes:,}", self.what, measured, f"≤ {self.goal:,g} {self.unit}", moonshot, met)
        return "|" + "|".join(f" {cell.strip()} ".replace("  ", " ") for cell in cells) + "|"


class DueNote:
    """The due note as somebody sees it who looks at it all the time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = (0, 0, 0)
        self._text = b""
        self.rewrites: list[float] = []  # when they were seen, in seconds

    def look(self) -> bytes:
        """Its present content."""
        try:
            status = os.stat(self._path)
        except FileNotFoundError:
            return self._text
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        if stamp != self._stamp:
            self.rewrites.append(time.perf_counter())
            self._stamp, self._text = stamp, self._path.read_bytes()
        return self._text

    def wait(self, word: str, *, there: bool = True) -> float:
        """When it was first seen with this word, or without it, in seconds; raises `Wrong` when that takes too long."""
        begin = time.perf_counter()
        while (word.encode() in self.look()) != there:
            if time.perf_counter() - begin > PATIENCE:
                raise Wrong(f"the due note did not follow within {PATIENCE:.0f} s ({word})")
            time.sleep(LOOK_EVERY)
        return self.rewrites[-1]


class Scene(NamedTuple):
    """A running watcher, its vault, and what is seen of it."""

    vault: Path
    due: DueNote
    process: int
    chance: Chance

    def pause(self) -> None:
        """Long enough for the watcher to be at rest, and never in step with it."""
        time.sleep(0.4 + self.chance.below(200) / 1000)

    def save(self, path: str, text: str, *, swap: bool) -> float:
        """Save a note as editors do, in place or by a rename; when it was begun, in seconds."""
        target = self.vault / path
        begin = time.perf_counter()
        if swap:
            beside = target.with_name(".saving")
            beside.write_text(text, encoding="utf-8")
            beside.replace(target)
        else:
            target.write_text(text, encoding="utf-8")
        return begin


@contextmanager
def watching(program: Sequence[str], vault: Path, home: Home) -> Iterator[Scene]:
    """A watcher on this vault from its first due note on; stopped at the end, and held to what a fresh build says."""
    command = [*program, "watch", str(vault), "--today", TODAY.isoformat()]
    environment = home.environment()
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, cwd=ROOT, env=environment, stderr=said) as watcher:
        due = DueNote(vault / DUE_NOTE)
        try:
            due.wait("vaultnet")
            yield Scene(vault, due, watcher.pid, Chance(7))
        except Wrong as wrong:
            said.seek(0)
            raise Wrong(f"{wrong}\n{said.read().decode(errors='replace')[-2000:]}") from None
        finally:
            watcher.send_signal(signal.SIGTERM)
            try:
                watcher.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                watcher.kill()
    check = [*program, "build", str(vault), "--today", TODAY.isoformat(), "--check"]
    if subprocess.run(check, cwd=ROOT, env=environment, capture_output=True, check=False).returncode != 0:
        raise Wrong("the watcher's last due note is not what a fresh build would write")


def probe(gift: str) -> str:
    """The note of somebody whose birthday it is, so that the due note tells the gift."""
    return f"---\ntype: person\nbirthday: 1980-{TODAY:%m-%d}\n---\n\n- gift: {gift}\n"


def promise(gift: str) -> str:
    """A daily note with a promise for today, so that the due note tells it."""
    return f"## Log\n- nothing yet\n\n## Tasks\n- [ ] send {gift} to [[Vera Probe]] 📅 {TODAY}\n"


def save_latencies(scene: Scene, saves: int) -> list[float]:
    """Seconds from the beginning of a save to the due note that says so: people and days, both ways of saving."""
    seen = []
    for number in range(saves):
        path, text = ((PROBE, probe), (DAY, promise))[number % 2]
        word = f"tea{number}x"
        begin = scene.save(path, text(word), swap=number % 4 > 1)
        seen.append(scene.due.wait(word) - begin)
        scene.pause()
    return seen


def move_latencies(scene: Scene, outside: Path) -> list[float]:
    """Seconds from a note's leaving the vault, and from its return, to the due note that says so."""
    scene.save(PROBE, probe("clockwork"), swap=False)
    scene.due.wait("clockwork")
    inside, away = scene.vault / PROBE, outside / "away.md"
    seen = []
    for number in range(MOVES):
        scene.pause()
        back = number % 2 == 1
        begin = time.perf_counter()
        (away if back else inside).rename(inside if back else away)
        seen.append(scene.due.wait("clockwork", there=back) - begin)
    return seen


def burst(scene: Scene) -> tuple[float, int]:
    """Seconds from the last of many writes to the last rewrite of the due note, and how many rewrites there were."""
    notes = sorted(path for path in scene.vault.rglob("*.md") if path.name != DUE_NOTE)[-BURST:]
    before = len(scene.due.rewrites)
    for path in notes:
        with path.open("ab") as note:
            note.write(b"\n- 2026-11-20 burst\n")
        scene.due.look()
    last = scene.save(PROBE, probe("afterglow"), swap=False)
    settled = scene.due.wait("afterglow")
    while time.perf_counter() - settled < QUIET:
        scene.due.look()
        settled = scene.due.rewrites[-1]
        time.sleep(LOOK_EVERY)
    return settled - last, len(scene.due.rewrites) - before


def cpu_seconds(process: int) -> float:
    """CPU seconds that a running process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(process: int) -> float:
    """Resident bytes of a running process."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return float(status.partition("VmRSS:")[2].split()[0]) * 1024


def memory_of_watchdog() -> float:
    """Resident bytes of a Python that has imported watchdog's observers and nothing else."""
    command = [sys.executable, "-c", "import watchdog.observers; print(flush=True); input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as imported:
        assert imported.stdout is not None
        imported.stdout.readline()
        resident = memory(imported.pid)
        imported.communicate("\n")
    return resident


def measured(scene: Scene, notes: int, saves: int, idle: float, outside: Path) -> Iterator[Row]:
    """Every figure on one vault."""
    scene.save(PROBE, probe("first"), swap=False)
    scene.due.wait("first")
    scene.pause()
    for what, seconds in (
        ("save to due note", save_latencies(scene, saves)),
        ("moved out or in to due note", move_latencies(scene, outside)),
    ):
        yield Row(notes, f"{what}, median", statistics.median(seconds) * 1000, 150, 30, "ms")
        yield Row(notes, f"{what}, 95th percentile", percentile(seconds, 0.95) * 1000, 250, 60, "ms")
    settled, rewrites = burst(scene)
    yield Row(notes, f"burst of {BURST} notes: settled after", settled * 1000, 500, None, "ms")
    yield Row(notes, f"burst of {BURST} notes: rewrites", rewrites, 5, None, "")
    if idle:
        time.sleep(QUIET)
        before = cpu_seconds(scene.process)
        time.sleep(idle)
        used = (cpu_seconds(scene.process) - before) / idle * 100
        yield Row(notes, f"idle for {idle:.0f} s", used, 0.5, 0.1, "% of a core")
    base = memory_of_watchdog() + 15 * MEGABYTE
    goal, moonshot = ((base + notes * each * KILOBYTE) / MEGABYTE for each in (2, 1))
    yield Row(notes, "memory", memory(scene.process) / MEGABYTE, round(goal, 1), round(moonshot, 1), "MB")


def percentile(seconds: Sequence[float], share: float) -> float:
    """The least of the figures that so large a share of them does not exceed."""
    return sorted(seconds)[math.ceil(share * len(seconds)) - 1]


def main(arguments: Sequence[str] | None = None, program: Sequence[str] = VAULTNET) -> None:
    """Measure, and print the table as Markdown."""
    parser = argparse.ArgumentParser(description="Measure vaultnet's watcher.")
    parser.add_argument("--notes", type=int, nargs="+", default=[FEW], help="sizes of the generated vaults")
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--idle", type=float, default=60, metavar="SECONDS", help="0: leave that out")
    asked = parser.parse_args(arguments)
    print("| notes | what | measured | goal | moonshot | met |\n|--:|---|--:|--:|--:|---|")
    taken: dict[int, float] = {}
    with tempfile.TemporaryDirectory(prefix="vaultnet-bench-") as temporary:
        for notes in asked.notes:
            vault, home = Path(temporary, str(notes)), Home(Path(temporary, "home"))
            make_vault(vault, notes)
            home.forget()
            try:
                with watching(program, vault, home) as scene:
                    for row in measured(scene, notes, asked.saves, asked.idle, Path(temporary)):
                        print(row, flush=True)
                    taken[notes] = memory(scene.process)
            except Wrong as wrong:
                raise SystemExit(str(wrong)) from None
    if FEW in taken and MANY in taken:
        print(Row(MANY, f"memory, against {FEW:,} notes", taken[MANY] / taken[FEW], MOST_GROWTH, None, "×"))


if __name__ == "__main__":
    main()
