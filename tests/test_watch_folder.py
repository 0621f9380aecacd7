"""The watcher on a real folder, with a real ear: what it sees, what it passes over, and how it heals."""

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vaultnet.watch import CHANGED, FOUND, GONE, RESUMED, START, STIRRING, TICK, Batch, Bell
from vaultnet.watch import changes as changes_of

watching_module = sys.modules["vaultnet.watch.changes"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="inotify is of Linux")


class Watching:
    """A watcher of a real folder, in a thread of its own."""

    def __init__(self, root: str, **asked: object) -> None:
        self.bell = Bell()
        self.batches: list[Batch] = []
        self.said: list[str] = []
        batches = changes_of(root, bell=self.bell, say=self.said.append, **asked)
        self.thread = threading.Thread(target=lambda: self.batches.extend(self._kept(batches)))

    def _kept(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        for batch in batches:
            if batch.reason not in {TICK, STIRRING}:
                self.batches.append(batch)
        yield from ()

    def until(self, reason: str, path: str = "", count: int = 1, patience: float = 8.0) -> Batch:
        """The batch of this reason (any, if empty), and with this path, that comes as the `count`th."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            fitting = [
                batch for batch in self.batches if reason in {"", batch.reason} and (not path or path in batch.paths)
            ]
            if len(fitting) >= count:
                return fitting[count - 1]
            time.sleep(0.005)
        raise AssertionError(
            f"no {reason} {path}: {[(b.reason, sorted(b.paths)[:4]) for b in self.batches]} {self.said}"
        )

    def rest(self, seconds: float = 0.3) -> None:
        """Wait for what might come."""
        time.sleep(seconds)

    @property
    def reasons(self) -> list[str]:
        return [batch.reason for batch in self.batches]


@contextlib.contextmanager
def watching(root: str, first: str = START, **asked: object) -> Iterator[Watching]:
    watch = Watching(root, **asked)
    watch.thread.start()
    try:
        watch.until(first)
        yield watch
    finally:
        watch.bell.stop()
        watch.thread.join(5)
        assert not watch.thread.is_alive()


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what takes half a minute take a fifth of a second."""
    for name, seconds in {"HEALTH": 0.2, "RESCAN": 0.6, "ABSENCE": 0.1, "PATIENCE": 0.2, "POLL": 0.1}.items():
        monkeypatch.setattr(watching_module, name, seconds)


@linux
def test_reading_makes_no_batch_and_writing_makes_one(vault):
    here = vault({"A.md": "a", "People/B.md": "b"})
    with watching(here.root) as watch:
        for path in ("A.md", "People/B.md"):
            here.read(path)
        os.listdir(here.folder / "People")
        watch.rest()
        assert watch.reasons == [START]
        here.write("People/B.md", "bb")
        assert watch.until(CHANGED).paths == {"People/B.md"}
        watch.rest()
        assert watch.reasons == [START, CHANGED]


@linux
def test_our_own_writing_makes_no_batch_and_somebody_elses_there_does(vault):
    here = vault({"A.md": "a", "Due today.md": "old"})
    with watching(here.root, beside=("Due today.md",)) as watch:
        watch.bell.own = {"Due today.md": b"new"}
        here.write(".~vn-0123abcd.tmp", "new").rename(here.folder / "Due today.md")
        watch.rest()
        assert watch.reasons == [START]
        here.write("Due today.md", "newer")
        assert watch.until(CHANGED).paths == {"Due today.md"}


@linux
def test_a_note_replaced_by_a_rename_is_seen_at_once(vault):
    here = vault({"A.md": "a"})
    with watching(here.root) as watch:
        here.write(".saving", "aa").rename(here.folder / "A.md")
        assert watch.until(CHANGED, patience=1).paths == {"A.md"}


@linux
def test_hidden_files_and_what_is_no_note_make_no_batch(vault):
    here = vault({"A.md": "a", ".obsidian/workspace.json": "{}", ".git/HEAD": "x"})
    with watching(here.root) as watch:
        here.write(".obsidian/workspace.json", "{ }")
        here.write(".git/HEAD", "y")
        here.write(".~vn-0123abcd.tmp", "z")
        here.write("picture.png", b"\x89")
        here.write("4913", "").unlink()
        watch.rest()
        assert watch.reasons == [START]


@linux
def test_files_that_matter_beside_the_notes_are_seen(vault):
    here = vault({"A.md": "a", ".obsidian/daily-notes.json": "{}"})
    with watching(here.root, beside=("vaultnet.toml", ".obsidian/daily-notes.json")) as watch:
        here.write("vaultnet.toml", "per_day = 3\n")
        assert watch.until(CHANGED, "vaultnet.toml")
        here.write(".obsidian/daily-notes.json", '{"folder": "Daily"}')
        assert watch.until(CHANGED, ".obsidian/daily-notes.json")


@linux
def test_a_burst_comes_as_one_batch(vault):
    here = vault({"People/A.md": "a"})
    with watching(here.root) as watch:
        for number in range(300):
            here.write(f"People/{number}.md", "x")
        batch = watch.until(CHANGED, "People/299.md")
        assert len(batch.paths) == 300
        assert len(watch.batches) == 2


@linux
def test_what_stirs_is_told_before_it_rests_and_whether_it_is_still_the_same(vault):
    here = vault({"A.md": "a", "B.md": "b"})
    bell, batches = Bell(), []
    for batch in changes_of(here.root, bell=bell):
        batches.append(batch)
        if batch.reason == START:
            here.write("A.md", "aa")
        elif batch.reason == STIRRING and len(batches) > 3:
            here.write("B.md", "bb")
        elif batch.reason == CHANGED and len(batches) > 3:
            break
        elif batch.reason == CHANGED:
            here.write("A.md", "aaa")
    assert [(batch.reason, batch.same) for batch in batches if batch.reason != TICK] == [
        (START, False),
        (STIRRING, False),
        (CHANGED, True),
        (STIRRING, False),
        (CHANGED, False),
    ]
    assert batches[-1].paths == {"A.md", "B.md"}


@linux
def test_a_note_moved_out_and_back_is_seen_without_delay(vault, tmp_path):
    here = vault({"People/A.md": "a", "B.md": "b"})
    with watching(here.root) as watch:
        began = time.monotonic()
        (here.folder / "People/A.md").rename(tmp_path / "A.md")
        assert watch.until(CHANGED).paths == {"People/A.md"}
        assert time.monotonic() - began < 0.4  # watchdog by itself takes half a second to the tenth that we wait
        (tmp_path / "A.md").rename(here.folder / "People/A.md")
        assert watch.until(CHANGED, count=2).scan.notes().keys() == {"People/A.md", "B.md"}


@linux
def test_a_renamed_note_is_seen_in_both_places(vault):
    here = vault({"People/A.md": "a"})
    with watching(here.root) as watch:
        (here.folder / "People/A.md").rename(here.folder / "People/B.md")
        assert watch.until(CHANGED).paths == {"People/A.md", "People/B.md"}


@linux
def test_a_folder_moved_in_is_seen_and_so_is_what_happens_in_it_later(vault, tmp_path):
    here = vault({"A.md": "a"})
    deep = tmp_path / "tree" / "x" / "y"
    deep.mkdir(parents=True)
    (deep / "N.md").write_text("n")
    with watching(here.root) as watch:
        (tmp_path / "tree").rename(here.folder / "Tree")
        assert watch.until(CHANGED).paths == {"Tree/x/y/N.md"}
        here.write("Tree/x/y/N.md", "nn")
        watch.until("", "Tree/x/y/N.md", count=2)
        shutil.rmtree(here.folder / "Tree")
        assert watch.until("", "Tree/x/y/N.md", count=3).scan.notes().keys() == {"A.md"}


@linux
@pytest.mark.usefixtures("hurry")
def test_a_vault_that_is_deleted_is_waited_for(vault):
    here = vault({"A.md": "a"})
    with watching(here.root) as watch:
        shutil.rmtree(here.folder)
        assert watch.until(GONE).scan is None
        assert watch.said == ["the vault is gone; nothing is written until it is back"]
        here.folder.mkdir()
        here.write("B.md", "b")
        assert watch.until(RESUMED).scan.notes().keys() == {"B.md"}
        assert watch.said[-1] == "the vault is back"
        here.write("B.md", "bb")
        watch.until(CHANGED, "B.md")


@linux
@pytest.mark.usefixtures("hurry")
def test_a_vault_that_is_swapped_for_another_is_noticed(vault, tmp_path):
    here = vault({"A.md": "a"})
    with watching(here.root) as watch:
        here.folder.rename(tmp_path / "away")
        here.folder.mkdir()
        here.write("B.md", "b")
        watch.until(RESUMED, "B.md")
        (tmp_path / "away/A.md").write_text("nobody looks here any more")
        here.write("B.md", "bb")
        watch.until(CHANGED, "B.md")
        watch.rest()
        assert not any("A.md" in batch.paths for batch in watch.batches[2:])


@pytest.mark.usefixtures("hurry")
def test_a_vault_that_is_not_there_at_first_is_waited_for(tmp_path):
    with watching(str(tmp_path / "later"), GONE) as watch:
        (tmp_path / "later").mkdir()
        watch.until(RESUMED)


@linux
@pytest.mark.usefixtures("hurry")
def test_a_change_that_no_event_announces_is_found_and_the_ears_are_replaced(vault, monkeypatch):
    from vaultnet.watch.events import Handler

    here = vault({"A.md": "a"})
    with watching(here.root) as watch:
        monkeypatch.setattr(Handler, "dispatch", lambda *_: None)
        here.write("A.md", "aa")
        watch.until(FOUND, "A.md")
        monkeypatch.undo()
        end = time.monotonic() + 5
        while not any("checking" in said for said in watch.said) and time.monotonic() < end and len(watch.batches) < 4:
            here.write("A.md", f"{time.monotonic()}")
            watch.rest(0.15)
        assert CHANGED in watch.reasons  # it hears again


@linux
@pytest.mark.usefixtures("hurry")
def test_ears_that_miss_everything_are_given_up_after_three_times(vault, monkeypatch):
    from vaultnet.watch.events import Handler

    monkeypatch.setattr(Handler, "dispatch", lambda *_: None)
    here = vault({"A.md": "a"})
    with watching(here.root) as watch:
        end = time.monotonic() + 10
        while not watch.said and time.monotonic() < end:
            here.write("A.md", f"{time.monotonic()}")
            watch.rest(0.1)
        assert watch.said == ["changes kept going unannounced; checking every 0 s instead"]
        here.write("B.md", "b")
        assert watch.until(FOUND, "B.md").mode == "polling"


@linux
@pytest.mark.usefixtures("hurry")
def test_a_busy_time_is_no_deafness(vault):
    here = vault({"A.md": "a"})
    with watching(here.root) as watch:
        for number in range(40):
            here.write(f"{number % 7}.md", f"{number}")
            time.sleep(0.03)
        watch.rest(1.0)
        assert watch.said == []
        assert FOUND not in watch.reasons


@linux
@pytest.mark.usefixtures("hurry")
def test_folders_that_come_and_go_quickly_do_not_leave_it_deaf(vault):
    here = vault({"A.md": "a"})
    with watching(here.root) as watch:
        for number in range(150):
            place = here.folder / f"x{number}"
            (place / "y").mkdir(parents=True)
            place.rename(here.folder / f"z{number}")
            shutil.rmtree(here.folder / f"z{number}")
        watch.rest(0.2)
        here.write("A.md", "after")
        watch.until(CHANGED, "A.md", patience=3)


def poison() -> None:
    """Let watchdog's threads die at the next event as they do by themselves: of an exception."""
    for thread in threading.enumerate():
        for name in ("handle_event", "queue_events"):
            if hasattr(thread, name):
                setattr(thread, name, None)


@linux
def test_a_watcher_whose_reader_died_hears_again_at_once(vault):
    here = vault({"A.md": "a"})
    with watching(here.root) as watch:
        poison()
        here.write("A.md", "aa")
        watch.until("", "A.md")
        watch.rest()
        here.write("B.md", "b")
        assert watch.until(CHANGED, "B.md", patience=3)


@linux
def test_a_reader_that_dies_is_replaced_and_leaves_nothing_open(vault):
    from vaultnet.watch.events import Ears

    here = vault({"A.md": "a"})
    bell = Bell()
    Ears(here.root, bell).close()
    before = len(os.listdir("/proc/self/fd")), threading.active_count()
    ears = Ears(here.root, bell)
    poison()
    here.write("A.md", "aa")
    here.write("B.md", "b")
    end = time.monotonic() + 3
    while ears.alive() and time.monotonic() < end:
        time.sleep(0.01)
    assert not ears.alive()
    assert "" in bell.first(bell.monotonic() + 3) | bell.rest()
    ears.close()
    assert (len(os.listdir("/proc/self/fd")), threading.active_count()) == before


def test_polling_sees_changes_without_any_events(vault):
    here = vault({"A.md": "a"})
    with watching(here.root, poll=0.05) as watch:
        assert watch.batches[0].mode == "polling"
        here.write("A.md", "aa")
        assert watch.until(FOUND).paths == {"A.md"}


@pytest.mark.usefixtures("hurry")
def test_what_was_seen_a_moment_after_its_change_is_told_once_more_when_polling(vault, monkeypatch):
    monkeypatch.setattr(watching_module, "SETTLED", 500_000_000)
    here = vault({"A.md": "a"})
    with watching(here.root, poll=0.05) as watch:
        here.write("A.md", "b")
        watch.until(FOUND, "A.md", count=2)  # a disk of coarse time tells no second change within the same moment
        watch.rest(0.8)
        assert watch.reasons == [START, FOUND, FOUND]


@linux
@pytest.mark.usefixtures("hurry")
def test_a_network_folder_that_is_mounted_later_is_polled(tmp_path, monkeypatch):
    later = tmp_path / "later"
    monkeypatch.setattr(watching_module, "far_file_system", lambda root: "nfs4" if os.path.exists(root) else "")
    with watching(str(later), GONE) as watch:
        later.mkdir()
        assert watch.until(RESUMED).mode == "polling"
        assert watch.said[-1].startswith("this is a nfs4 file system, which does not report every change; checking")


@linux
def test_when_the_queue_of_the_system_ran_over_everything_is_looked_at_at_once(vault):
    from vaultnet.watch.events import Handler

    here = vault({"A.md": "a"})
    with watching(here.root) as watch, pytest.MonkeyPatch.context() as lost:
        lost.setattr(Handler, "dispatch", lambda *_: None)
        here.write("A.md", "aa")
        watch.rest(0.2)
        assert watch.reasons == [START]
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
        assert watch.until(FOUND, "A.md").scanned


@linux
@pytest.mark.parametrize("error", [OSError(28, "inotify watch limit reached"), OSError(24, "inotify instance limit")])
@pytest.mark.usefixtures("hurry")
def test_a_limit_of_the_system_is_told_and_polling_takes_over(vault, monkeypatch, error):
    from watchdog.observers.inotify import InotifyObserver

    def full(_self: object) -> None:
        raise error

    monkeypatch.setattr(InotifyObserver, "start", full)
    here = vault({"A.md": "a"})
    with watching(here.root) as watch:
        assert "the system's limit is reached" in watch.said[0]
        here.write("A.md", "aa")
        assert watch.until(FOUND, "A.md").mode == "polling"


@linux
@pytest.mark.usefixtures("hurry")
def test_watches_that_are_silently_missing_are_counted(vault, monkeypatch):
    monkeypatch.setattr(watching_module, "watches_held", lambda: 1)
    here = vault({"A.md": "a", "People/B.md": "b"})
    with watching(here.root) as watch:
        end = time.monotonic() + 3
        while not watch.said and time.monotonic() < end:
            time.sleep(0.01)
        assert watch.said[0].startswith("1 of 2 folders can be watched")


@linux
def test_the_systems_own_limit_is_noticed(vault):
    """In a namespace with 20 watches; skipped where there are none."""
    program = (
        "import sys; from vaultnet.watch import *; bell = Bell(); sys.modules['vaultnet.watch.changes'].PATIENCE = 0.2\n"
        "for batch in changes(sys.argv[1], bell=bell, say=print):\n"
        "    if batch.mode == 'polling': break\n"
    )
    here = vault({f"{number}/A.md": "a" for number in range(40)})
    limit = 'echo 20 > /proc/sys/user/max_inotify_watches && exec "$@"'
    command = ["unshare", "-Ur", "sh", "-c", limit, "sh", sys.executable, "-c", program, here.root]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=20, cwd=Path(__file__).parents[1], check=False
        )
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if done.returncode:
        pytest.skip(f"no namespaces here: {done.stderr[-200:]}")
    assert "folders can be watched: the system's limit is reached" in done.stdout
