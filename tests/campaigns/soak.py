"""A watcher in a process of its own, and a vault to which everything happens that makes watchers go deaf.

A round is one thing that happens, an edit after it, and the time until the due note says so and is, byte for byte, what
a fresh build without cache would write.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vaultnet.build import build
from vaultnet.problem import Failure
from vaultnet.vault.config import read_config

TODAY = date(2026, 11, 21)
PROJECT = Path(__file__).parents[2]
PROBE = "People/Vera Probe.md"
DUE = "Due today.md"
OURS = shutil.ignore_patterns(".~vn-*.tmp")
QUEUE = 17_000  # more events than the system's queue holds

HURRY = """
import sys, vaultnet.watch.bell as b, vaultnet.watch.changes as c
b.QUIET, c.HEALTH, c.RESCAN, c.ABSENCE, c.PATIENCE = 0.02, 0.2, 1.0, 0.1, 0.2
"""
VAULTNET = "from vaultnet.cli import run; sys.exit(run(sys.argv[1:]))"
NAIVE = """
import sys, time
from datetime import date
from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer
from vaultnet.build import build
from vaultnet.vault.config import read_config
root = sys.argv[2]
class Rebuild(FileSystemEventHandler):
    def on_any_event(self, event):
        if event.event_type in ("created", "modified", "moved", "deleted") and not event.src_path.endswith("Due today.md"):
            build(root, read_config(root), date(2026, 11, 21))
build(root, read_config(root), date(2026, 11, 21))
observer = Observer()
observer.schedule(Rebuild(), root, recursive=True)
observer.start()
time.sleep(1e6)
"""
"""A watcher as one writes it on an afternoon."""


class Behind(AssertionError):  # noqa: N818 - what the watcher is then
    """The due note did not follow."""


class Round(NamedTuple):
    """What happened, and how many seconds later the due note was right."""

    what: str
    seconds: float


class Vault:
    """The vault, and what can happen to it."""

    def __init__(self, root: Path, aside: Path, chance: random.Random, notes: int = 60) -> None:
        self.root, self.aside, self.chance = root, aside, chance
        self.count = self.saved = 0
        self.bursts: tuple[int, ...] = (50, 300)  # notes
        self.quick = 60  # folders
        (root / ".obsidian").mkdir(parents=True, exist_ok=True)
        for number in range(notes):
            self._write(self._some_path(number), self._text())
        self.save_probe("first")

    def _some_path(self, number: int) -> str:
        folder = ("People", "People/Friends", "Daily", "Notes/Deep/Down")[number % 4]
        name = f"2026-{1 + number % 10:02}-{1 + number % 27:02}" if folder == "Daily" else f"Somebody {number}"
        return f"{folder}/{name}.md"

    def _text(self) -> str:
        day = f"2026-{self.chance.randint(1, 11):02}-{self.chance.randint(1, 20):02}"
        person = f"[[Somebody {self.chance.randrange(60)}]]"
        return f"---\ntype: person\ncadence: monthly\n---\n\n- {day} tea with {person}\n- {day} received: a book from {person}\n"

    def _write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        self.saved += 1
        if self.chance.random() < 0.5:
            beside = place.with_name(f".saving {self.count}")
            beside.write_text(text)
            beside.replace(place)
        else:
            place.write_text(text)

    def all_notes(self) -> list[Path]:
        """Every note but the due note."""
        return sorted(path for path in self.root.rglob("*.md") if path.name != DUE)

    def save_probe(self, word: str) -> None:
        """Save the note of somebody whose birthday it is, so that the due note tells this word."""
        text = f"---\ntype: person\nbirthday: 1980-{TODAY:%m-%d}\n---\n\n- gift: {word}\n"
        self._write(PROBE, text)

    def edit(self) -> None:
        """Save a note, often several times in a row."""
        path = self.chance.choice(self.all_notes()).relative_to(self.root).as_posix()
        for _ in range(self.chance.randint(1, 5)):
            self._write(path, self._text())

    def new(self) -> None:
        """Make a note, in a folder that may be new."""
        self.count += 1
        self._write(f"People/New {self.count % 7}/Newcomer {self.count}.md", self._text())

    def delete(self) -> None:
        """Delete a note or two."""
        for path in self.chance.sample(self.all_notes(), 2):
            path.unlink()

    def rename(self) -> None:
        """Rename a note, perhaps onto another one."""
        one, other = self.chance.sample(self.all_notes(), 2)
        one.rename(other if self.chance.random() < 0.2 else one.with_name(f"Renamed {self.count}.md"))

    def rename_folder(self) -> None:
        """Rename a folder, and write in it."""
        self.count += 1
        folders = [path for path in self.root.glob("*/*") if path.is_dir() and not path.name.startswith(".")]
        if folders:
            moved = self.chance.choice(folders).rename(self.root / f"Folder {self.count}")
            (moved / "In it.md").write_text(self._text())

    def burst(self, notes: int = 0) -> None:
        """Write many notes at once, and delete most of them."""
        notes = notes or self.chance.choice(self.bursts)
        self.saved += notes
        for number in range(notes):
            (self.root / f"Burst {number}.md").write_text("nothing\n")
        for number in range(notes):
            (self.root / f"Burst {number}.md").unlink()

    def churn(self) -> None:
        """Make, rename and remove folders as quickly as can be: watchdog's reader dies of it."""
        for number in range(self.quick):
            (self.root / f"churn{number}/deep").mkdir(parents=True)
            (self.root / f"churn{number}").rename(self.root / f"churned{number}")
            shutil.rmtree(self.root / f"churned{number}")

    def tree_out_and_in(self) -> None:
        """Move a folder out of the vault, write in it there, and move it back."""
        folder = self.root / "Notes"
        if folder.exists():
            away = folder.rename(self.aside / "away")
            (away / "Outside.md").write_text(self._text())
            time.sleep(self.chance.choice((0, 0.3)))
            away.rename(folder)

    def root_deleted(self) -> None:
        """Delete the whole vault, and put it back."""
        shutil.copytree(self.root, self.aside / "copy", ignore=OURS)
        while self.root.exists():  # somebody may write into it meanwhile
            shutil.rmtree(self.root, ignore_errors=True)
        time.sleep(self.chance.choice((0, 0.5)))
        shutil.rmtree(self.root, ignore_errors=True)  # a careless watcher may have made it anew
        (self.aside / "copy").rename(self.root)

    def root_swapped(self) -> None:
        """Put another folder in the vault's place, and write into the old one."""
        self.root.rename(self.aside / "old")
        shutil.copytree(self.aside / "old", self.root, ignore=OURS)
        (self.aside / "old" / PROBE).write_text("nobody should see this")
        shutil.rmtree(self.aside / "old")

    def settings(self) -> None:
        """Change the configuration, sometimes to something faulty first."""
        if self.chance.random() < 0.5:
            (self.root / "vaultnet.toml").write_text("per_day = many\n")
            time.sleep(0.05)
        (self.root / "vaultnet.toml").write_text(f"per_day = {self.chance.randint(1, 9)}\n")


COMMON = (Vault.edit, Vault.new, Vault.delete, Vault.rename, Vault.rename_folder, Vault.tree_out_and_in, Vault.settings)
RARE = (Vault.burst, Vault.churn, Vault.root_deleted, Vault.root_swapped)


class Watched:
    """A vault under watch."""

    def __init__(self, vault: Vault, process: "subprocess.Popen[bytes]", patience: float) -> None:
        self.vault, self.process, self.patience = vault, process, patience
        self.number = 0

    def round(self, happens: Callable[[Vault], None]) -> Round:
        """Let it happen, save the probe, and wait until all is right; raises `Behind`."""
        what = happens.__name__
        happens(self.vault)
        self.number += 1
        word = f"word{self.number}x"
        self.vault.save_probe(word)
        began = time.monotonic()
        while not self._is_right(word):
            if time.monotonic() - began > self.patience:
                raise Behind(f"{what}: not right after {self.patience:.0f} s, in round {self.number}")
            if self.process.poll() is not None:
                raise Behind(f"{what}: the watcher ended")
            time.sleep(0.02)
        return Round(what, time.monotonic() - began)

    def rounds(self, happenings: Sequence[Callable[[Vault], None]]) -> list[Round]:
        """One after the other."""
        return [self.round(happens) for happens in happenings]

    def overflow(self) -> Round:
        """Stop the watcher while more happens than the system's queue holds."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            self.vault.burst(QUEUE // 2)
        finally:
            self.process.send_signal(signal.SIGCONT)
        return self.round(Vault.new)

    def _is_right(self, word: str) -> bool:
        root = str(self.vault.root)
        try:
            if word not in (self.vault.root / DUE).read_text():
                return False
            return not build(root, read_config(root), TODAY, cache=False, check=True).written
        except (OSError, Failure):
            return False

    def descriptors(self) -> int:
        """How many files the watcher has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu(self) -> float:
        """How many seconds of a core the watcher has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """How many MB the watcher takes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1000


@contextlib.contextmanager
def watched(vault: Vault, program: str, patience: float, said: Path) -> Iterator[Watched]:
    """A watcher of this vault; `program` is what Python runs."""
    command = [sys.executable, "-c", program, "watch", str(vault.root), "--today", TODAY.isoformat()]
    with said.open("wb") as log, subprocess.Popen(command, cwd=PROJECT, stderr=log) as process:
        try:
            yield Watched(vault, process, patience)
        except Behind as behind:
            raise Behind(f"{behind}\n{said.read_text()[-2000:]}") from None
        finally:
            process.kill()


def load(watch: Watched, seconds: float, each_second: int) -> Iterator[Round]:
    """Save so many notes each second, by adding a line; and how far behind the due note was at each look at it."""
    vault = watch.vault
    notes = [path for path in vault.all_notes() if path.name != Path(PROBE).name]
    begun = saved = time.monotonic()
    word = ""
    for number in range(round(seconds * each_second)):
        with vault.chance.choice(notes).open("ab") as note:
            note.write(b"\n")
        if number % (each_second // 10) == 0:
            if word in (vault.root / DUE).read_text():
                word = f"load{number}x"
                vault.save_probe(word)
                saved = time.monotonic()
            yield Round("load", time.monotonic() - saved)
        time.sleep(max(0.0, begun + (number + 1) / each_second - time.monotonic()))


def some(chance: random.Random, rounds: int) -> Sequence[Callable[[Vault], None]]:
    """What happens in so many rounds: a rare thing in every sixth."""
    return [chance.choice(RARE if number % 6 == 5 else COMMON) for number in range(rounds)]
