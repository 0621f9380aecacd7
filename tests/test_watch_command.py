"""`watch` and `status` as they are typed: one line a build, signals, locks, and what a watcher does in trouble."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from vaultnet.build import Report, build
from vaultnet.cli import rounds as rounds_of
from vaultnet.cli.log import NORMAL, QUIET, VERBOSE, Log
from vaultnet.cli.rounds import Rounds
from vaultnet.model.config import Config
from vaultnet.problem import Failure
from vaultnet.vault.files import write_generated
from vaultnet.vault.scan import scan
from vaultnet.watch import CHANGED, DAY, START, STIRRING, TICK, Batch, Bell
from vaultnet.watch.status import Status, read_status, write_status

ANNA = "---\ntype: person\ncadence: monthly\n---\n\n## Contact\n- 2026-01-05 tea, and the secret of her novel\n"
NOTES = {"People/Anna Berg.md": ANNA, ".obsidian/app.json": "{}"}
DUE = "Due today.md"
PROJECT = Path(__file__).parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="signals are of POSIX")


class Watcher:
    """A watcher in a process of its own, and what it says."""

    def __init__(
        self,
        root: str,
        *options: str,
        environment: Mapping[str, str] | None = None,
        command: Sequence[str] = (),
    ) -> None:
        self.root = Path(root)
        self.said_in = self.root.parent / f"said-{time.monotonic_ns()}"
        command = command or [sys.executable, "-m", "vaultnet", "watch", root, "--today", "2026-11-21", *options]
        with self.said_in.open("w") as said:
            self.process = subprocess.Popen(
                command, cwd=PROJECT, stderr=said, stdout=subprocess.PIPE, env={**os.environ, **(environment or {})}
            )

    @property
    def said(self) -> str:
        return self.said_in.read_text()

    def until(self, holds: Callable[[], object], patience: float = 10) -> None:
        """Wait for something to be so."""
        end = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.01)

    def shows(self, text: str) -> None:
        """Wait for the due note to say so."""
        self.until(lambda: (self.root / DUE).exists() and text in (self.root / DUE).read_text())

    def says(self, text: str, patience: float = 10) -> None:
        """Wait for it to say so."""
        self.until(lambda: text in self.said, patience)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Stop it; the exit code."""
        began = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(5)
        assert time.monotonic() - began < 1
        return code


@contextlib.contextmanager
def watcher(root: str, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Watcher]:
    running = Watcher(root, *options, environment=environment)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


def vaultnet(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "vaultnet", *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


@posix
def test_a_watcher_builds_when_it_starts_and_whenever_a_note_changes(vault):
    here = vault(NOTES)
    with watcher(here.root) as running:
        running.shows("[[Anna Berg]]")
        here.write("People/Bram Kok.md", ANNA)
        running.shows("[[Bram Kok]]")
        (here.folder / "People/Bram Kok.md").unlink()
        running.until(lambda: "Bram Kok" not in here.read(DUE))
        time.sleep(0.3)
        lines = running.said.splitlines()
        assert len(lines) == 3, lines  # its own writing is no reason for another one
        assert lines[0].endswith("1 note, 1 person, 1 due, 0 problems; Due today.md written")
        assert running.end() == 0
        assert "novel" not in running.said


@posix
def test_the_verbose_one_says_why_and_how_long_and_which_problems_are_new(vault):
    here = vault(NOTES)
    with watcher(here.root, "-v") as running:
        running.shows("[[Anna Berg]]")
        here.write("People/Bram Kok.md", "---\ncadence: 5 elephants\n---\n\nthe secret of his novel\n")
        running.says("People/Bram Kok.md:2: ")
        here.write("People/Cleo Vos.md", ANNA)
        running.says("changed: People/Cleo Vos.md")
        running.shows("[[Cleo Vos]]")
        assert running.end() == 0
    said = running.said.splitlines()
    assert said[0].endswith(" start")
    assert sum(line.endswith(" ms") and " read in " in line for line in said) == 3
    assert sum("People/Bram Kok.md:2: " in line for line in said) == 1
    assert "his novel" not in running.said


@posix
def test_status_says_whether_a_watcher_runs_and_what_it_did(vault):
    here = vault(NOTES)
    assert "watcher:       not running" in vaultnet("status", here.root).stdout
    with watcher(here.root) as running:
        running.shows("[[Anna Berg]]")
        running.until(lambda: read_status(here.root).built)
        said = vaultnet("status", here.root).stdout
        assert f"running (process {running.process.pid}), by events" in said
        assert "1 person, 1 due" in said
        assert "pending ticks: 0" in said
        second = vaultnet("watch", here.root)
        assert second.returncode == 3
        assert second.stderr == f"vaultnet: this vault is already watched, by process {running.process.pid}\n"
        running.process.kill()
        running.process.wait()
    here.write(DUE, here.read(DUE).replace("- [ ] ", "- [x] "))
    said = vaultnet("status", here.root).stdout
    assert "not running" in said
    assert "pending ticks: 1" in said
    here.write(DUE, "mine")
    assert f"pending ticks: unknown: {DUE} was not written by vaultnet" in vaultnet("status", here.root).stdout


@posix
@pytest.mark.parametrize("arguments", [("{}", "--poll"), ("--poll", "0.5", "{}"), ("--poll", "-q", "{}")])
def test_who_asks_for_polling_need_not_say_how_often(vault, arguments):
    here = vault(NOTES)
    words = [word.format(here.root) for word in arguments]
    command = [sys.executable, "-m", "vaultnet", "watch", *words, "--today", "2026-11-21"]
    running = Watcher(here.root, command=command)
    try:
        running.shows("[[Anna Berg]]")
        running.until(lambda: read_status(here.root).built)
        assert ", by polling" in vaultnet("status", here.root).stdout
        here.write("People/Bram Kok.md", ANNA)
        running.shows("[[Bram Kok]]")
        assert running.end() == 0
    finally:
        running.process.kill()
        running.process.communicate()


def test_status_knows_of_ticks_in_the_daily_note(vault):
    daily = "2026-11-21.md"
    here = vault({**NOTES, "vaultnet.toml": 'embed_in = "daily"\n', daily: "# my day\n"})
    vaultnet("build", here.root, "--today", "2026-11-21")
    here.write(daily, here.read(daily).replace("- [ ] ", "- [x] "))
    assert "pending ticks: 1\n" in vaultnet("status", here.root, "--today", "2026-11-21").stdout
    assert "pending ticks: 0\n" in vaultnet("status", here.root, "--today", "2026-11-22").stdout
    vaultnet("build", here.root, "--today", "2026-11-21")
    assert "pending ticks: 0\n" in vaultnet("status", here.root, "--today", "2026-11-21").stdout


@posix
def test_a_due_note_that_is_deleted_as_soon_as_it_is_written_is_written_again(vault):
    here = vault(NOTES)
    with watcher(here.root) as running:
        for _ in range(4):
            running.until((here.folder / DUE).exists)
            (here.folder / DUE).unlink()
        running.shows("[[Anna Berg]]")


@posix
def test_status_tells_of_the_watcher_even_where_the_configuration_has_faults(vault):
    here = vault(NOTES)
    with watcher(here.root) as running:
        running.until(lambda: read_status(here.root).built)
        here.write("vaultnet.toml", "per_day = 'few'\n")
        running.says("the previous configuration stays in force")
        done = vaultnet("status", here.root)
        assert done.returncode == 2
        assert f"running (process {running.process.pid}), by events" in done.stdout
        assert "1 person, 1 due" in done.stdout
        assert "pending ticks" not in done.stdout
        assert done.stderr == "vaultnet.toml:1: per_day: expected a whole number from 0 to 10000, found 'few'\n"


@posix
def test_what_a_watcher_was_told_while_nobody_slept_is_recorded_once_it_has_settled(vault):
    here = vault({**NOTES, "vaultnet.toml": "settle = 1\n"})
    with watcher(here.root) as running:
        running.shows("[[Anna Berg]]")
        here.write("People/Anna Berg.md", ANNA.replace("tea", "coffee"))
        running.shows("coffee")
        here.write(DUE, here.read(DUE).replace("- [ ] ", "- [x] "))
        began = time.monotonic()
        running.until(lambda: "2026-11-21" in here.read("People/Anna Berg.md"))
        assert time.monotonic() - began > 0.7
        running.shows("Nothing needs you today")
        assert here.read("People/Anna Berg.md").count("2026-11-21") == 1


@posix
def test_the_configuration_is_read_again_and_a_faulty_one_changes_nothing(vault, tmp_path):
    here = vault(NOTES)
    log = tmp_path / "watch.log"
    with watcher(here.root, "--log-file", str(log)) as running:
        running.shows("Saturday 21 November")
        here.write("vaultnet.toml", 'langauge = "nl"\n')
        running.says("langauge")
        running.says("the previous configuration stays in force")
        here.write("vaultnet.toml", 'language = "nl"\n')
        running.shows("zaterdag 21 november")
        here.write("vaultnet.toml", 'language = "nl"\noutput = "Vandaag.md"\n')
        running.until((here.folder / "Vandaag.md").exists)
        builds = running.said.count("1 person")
        running.process.send_signal(signal.SIGHUP)
        running.until(lambda: running.said.count("1 person") > builds)
        assert running.end(signal.SIGINT) == 0
        assert log.read_text() == running.said
        assert log.stat().st_mode & 0o777 == 0o600


@posix
def test_a_vault_whose_people_are_gone_is_not_written_to_until_they_are_back_or_somebody_insists(vault, tmp_path):
    here = vault(NOTES)
    with watcher(here.root, "-q") as running:
        running.shows("[[Anna Berg]]")
        before = here.read(DUE)
        (here.folder / "People").rename(tmp_path / "People")
        running.says("there were people in this vault")
        assert here.read(DUE) == before
        (tmp_path / "People").rename(here.folder / "People")
        here.write("People/Bram Kok.md", ANNA)
        running.shows("Bram Kok")
        assert running.said.count("\n") == 1
        (here.folder / "People").rename(tmp_path / "People")
        running.until(lambda: running.said.count("there were people") == 2)
        assert vaultnet("build", here.root, "--today", "2026-11-21").returncode == 0
        assert "Bram" not in here.read(DUE)
        (tmp_path / "People").rename(here.folder / "People")
        running.shows("Bram Kok")
    with watcher(here.root) as running:
        running.says("2 people")
        running.end()
    (here.folder / "People").rename(tmp_path / "People")
    with watcher(here.root, "-q") as running:  # a watcher that starts anew remembers
        running.says("there were people in this vault")
        assert "Bram Kok" in here.read(DUE)


def test_a_vault_that_vanishes_in_the_midst_of_a_build_is_not_made_anew(vault, monkeypatch):
    here = vault(NOTES)
    build(here.root, Config(), date(2026, 11, 21))
    here.write("People/Bram Kok.md", ANNA)
    plan = rounds_of.plan
    with monkeypatch.context() as unmounted:
        unmounted.setattr("vaultnet.build.plan", lambda *said: shutil.rmtree(here.root) or plan(*said))
        for config in (Config(), Config(output="Deep/Down.md")):
            with pytest.raises(Failure, match=config.output):
                build(here.root, config, date(2026, 11, 21))
            assert not here.folder.exists()
            here.write("People/Bram Kok.md", ANNA)


def test_a_build_that_is_killed_right_after_it_wrote_has_told_the_next_one_that_there_were_people(vault, monkeypatch):
    here = vault({})
    build(here.root, Config(), date(2026, 11, 21))
    here.write("People/Anna Berg.md", ANNA)
    with monkeypatch.context() as killed:
        killed.setattr("vaultnet.build.write_generated", lambda *said: write_generated(*said) and sys.exit("killed"))
        with pytest.raises(SystemExit):
            build(here.root, Config(), date(2026, 11, 21))
    (here.folder / "People/Anna Berg.md").unlink()
    with pytest.raises(Failure, match="there were people in this vault"):
        build(here.root, Config(), date(2026, 11, 21), guard=True)


@posix
def test_a_note_of_the_users_in_the_place_of_ours_is_told_once_and_left_alone(vault):
    here = vault({**NOTES, DUE: "my own list\n"})
    with watcher(here.root) as running:
        running.says("was not written by vaultnet")
        here.write("People/Bram Kok.md", ANNA)
        time.sleep(0.4)
        assert here.read(DUE) == "my own list\n"
        assert running.said.count("\n") == 1
        (here.folder / DUE).unlink()
        running.shows("[[Bram Kok]]")


@posix
def test_the_service_manager_hears_when_it_is_ready_and_when_it_ends(vault, tmp_path):
    here = vault(NOTES)
    place = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(place)
        manager.settimeout(10)
        with watcher(here.root, environment={"NOTIFY_SOCKET": place}) as running:
            first = manager.recv(1000).decode()
            assert first.startswith("READY=1\nWATCHDOG=1\nSTATUS=1 note, 1 person")
            running.shows("[[Anna Berg]]")
            assert running.end() == 0
            words = [manager.recv(1000).decode()]
            while "STOPPING=1" not in words[-1]:
                words.append(manager.recv(1000).decode())


@posix
def test_a_vault_that_is_not_there_is_a_mistake_or_is_waited_for(tmp_path):
    later = tmp_path / "later"
    assert vaultnet("watch", str(later)).returncode == 3
    with watcher(str(later), "--wait") as running:
        running.says("the vault is not there")
        (later / "People").mkdir(parents=True)
        (later / "vaultnet.toml").write_text('language = "nl"\n')
        (later / "People/Anna Berg.md").write_text(ANNA)
        running.shows("zaterdag 21 november")
        assert running.end() == 0


@posix
def test_a_vault_that_comes_with_a_faulty_configuration_is_not_written_to(tmp_path):
    later = tmp_path / "later"
    with watcher(str(later), "--wait") as running:
        running.says("the vault is not there")
        (tmp_path / "made/People").mkdir(parents=True)
        (tmp_path / "made/People/Anna Berg.md").write_text(ANNA)
        (tmp_path / "made/vaultnet.toml").write_text('outptu = "Vandaag.md"\n')
        (tmp_path / "made").rename(later)
        running.says("outptu")
        time.sleep(0.3)
        assert not (later / DUE).exists()
        (later / "vaultnet.toml").write_text('output = "Vandaag.md"\n')
        running.until((later / "Vandaag.md").exists)
        assert not (later / DUE).exists()


@posix
@pytest.mark.parametrize("when", ["before", "while it waits for changes"])
def test_it_stops_at_once_in_the_midst_of_long_thought_and_has_written_nothing(vault, tmp_path, when):
    here = vault(NOTES)
    begun = tmp_path / "begun"
    slow = (
        "import pathlib, sys, time, vaultnet.cli.rounds as r; from vaultnet.cli import run; plan = r.plan\n"
        f"def slow(*said): pathlib.Path({str(begun)!r}).touch(); time.sleep(30); return plan(*said)\n"
    )
    later = "done = r.Rounds._done\ndef after(*said): done(*said); r.plan = slow\nr.Rounds._done = after\n"
    program = slow + ("r.plan = slow\n" if when == "before" else later) + "sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "watch", here.root, "--today", "2026-11-21"]
    running = Watcher(here.root, command=command)
    try:
        if when != "before":
            running.shows("[[Anna Berg]]")
            here.write("People/Bram Kok.md", ANNA)
        running.until(begun.exists)
        before = here.names()
        assert running.end() == 0
        assert here.names() == before
        assert (DUE in before) == (when != "before")
    finally:
        running.process.kill()
        running.process.communicate()


@posix
def test_several_signals_at_once_stop_it_too(vault):
    for _ in range(3):
        watcher = Watcher(vault(NOTES).root)
        watcher.says("1 person")
        for _ in range(2):
            watcher.process.send_signal(signal.SIGTERM)
        assert watcher.end(signal.SIGINT) == 0


@posix
def test_it_stops_within_a_second_in_the_midst_of_reading(vault, home):
    here = vault({f"People/{number}.md": ANNA * 20 for number in range(1500)})
    with watcher(here.root) as running:
        running.until((home / "state").exists)
        time.sleep(0.15)
        assert running.end() == 0
    assert [name for name in here.names() if not name.startswith("People/")] in ([], [DUE])


def test_a_log_that_cannot_be_written_is_told_at_once(vault, tmp_path):
    done = vaultnet("watch", vault(NOTES).root, "--log-file", str(tmp_path / "no/where.log"))
    assert done.returncode == 3
    assert "no/where.log" in done.stderr


def test_a_log_is_no_note_of_the_vault_or_the_watcher_would_watch_itself(vault):
    here = vault(NOTES)
    done = vaultnet("watch", here.root, "--log-file", str(here.folder / "People/log.md"))
    assert done.returncode == 2
    assert "log.md would be a note of the vault that is watched" in done.stderr
    assert "People/log.md" not in here.names()


# Rounds, with a clock that waits for nobody


class Still(Bell):
    """A bell whose clock stands."""

    time = 100.0

    def monotonic(self) -> float:
        return self.time


@pytest.fixture
def rounds(vault, capsys) -> Rounds:
    assert capsys
    log = Log(NORMAL, None)
    return Rounds(vault(NOTES).root, Config(), today=lambda: date(2026, 11, 21), poll=None, bell=Still(), log=log)


def batch(rounds: Rounds, reason: str = CHANGED, *paths: str) -> Batch:
    return Batch(reason, frozenset(paths), scan(rounds.root), scanned=reason == START)


def test_a_round_that_fails_is_tried_again_with_growing_pauses(rounds, monkeypatch, capsys):
    def fail(*_: object, **__: object) -> Report:
        raise Failure("the disk is full")

    monkeypatch.setattr(rounds_of, "build", fail)
    pauses = []
    for reason in [START, *[TICK] * 11]:
        rounds.attend(batch(rounds, reason))
        pauses.append(rounds.bell.alarm - rounds.bell.time)
        rounds.attend(batch(rounds, TICK))  # comes too early
        rounds.bell.time = rounds.bell.alarm
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    assert capsys.readouterr().err.count("the disk is full") == 1
    assert rounds.status.trouble == "the disk is full"


def test_not_even_a_fault_of_our_own_ends_the_watcher(rounds, monkeypatch, capsys):
    calls = []

    def fault(*_: object, **__: object) -> Report:
        calls.append(1)
        raise ZeroDivisionError("division by zero")

    with monkeypatch.context() as faulty:
        faulty.setattr(rounds_of, "build", fault)
        rounds.attend(batch(rounds, START))
    assert "ZeroDivisionError: division by zero" in capsys.readouterr().err
    rounds.attend(batch(rounds, CHANGED, "A.md"))
    assert rounds.status.trouble == ""
    assert "1 person" in rounds.status.report


def test_when_the_day_turns_the_due_note_is_that_of_the_new_day(rounds):
    due = Path(rounds.root, DUE)
    rounds.attend(batch(rounds, START))
    assert "date: 2026-11-21" in due.read_text()
    rounds.today = lambda: date(2026, 11, 22)
    rounds.attend(batch(rounds, DAY))
    assert "date: 2026-11-22" in due.read_text()


def test_what_was_read_ahead_yesterday_is_not_shown_today(rounds):
    due = Path(rounds.root, DUE)
    rounds.attend(batch(rounds, START))
    rounds.read_ahead(batch(rounds, STIRRING, "People/Anna Berg.md"))
    rounds.today = lambda: date(2026, 11, 22)
    rounds.attend(batch(rounds, DAY, "People/Anna Berg.md")._replace(same=True))
    assert "date: 2026-11-22" in due.read_text()


def test_a_large_vault_that_is_new_is_read_in_a_process_of_its_own(vault, monkeypatch, capsys):
    home = vault(NOTES)
    home.rest()
    monkeypatch.setattr(rounds_of, "MANY", 1)
    log = Log(VERBOSE, None)
    one = Rounds(home.root, Config(), today=lambda: date(2026, 11, 21), poll=None, bell=Still(), log=log)
    one.attend(batch(one, START))
    assert "0 read in" in capsys.readouterr().err
    assert "Anna Berg" in home.read(DUE)


def test_many_notes_that_changed_just_now_are_read_again_before_anybody_waits_for_it(vault, capsys):
    home = vault(NOTES | {f"People/Friend {number}.md": ANNA for number in range(rounds_of.SOME)})
    log = Log(VERBOSE, None)
    one = Rounds(home.root, Config(), today=lambda: date(2026, 11, 21), poll=None, bell=Still(), log=log)
    one.attend(batch(one, START))
    assert one.bell.alarm == one.bell.time + 3
    home.rest()
    one.bell.time += 3
    one.attend(batch(one, TICK))
    one.attend(batch(one, CHANGED, "Other.md"))
    assert re.findall(r"(\d+) read in", capsys.readouterr().err) == ["51", "51", "0"]
    assert one.bell.alarm is None


def test_ticks_without_a_reason_build_nothing(rounds, monkeypatch):
    monkeypatch.setattr(rounds_of, "build", lambda *_, **__: pytest.fail("built"))
    rounds.attend(batch(rounds, TICK))
    rounds.attend(Batch(START, frozenset(), None))


def test_the_log_has_one_record_a_line_and_no_control_signs(tmp_path, capsys):
    log = Log(QUIET, str(tmp_path / "log"))
    log.say("nobody hears this")
    log.trouble("one\ntwo \x1b[31mred\n")
    lines = (tmp_path / "log").read_text().splitlines()
    assert [line[20:] for line in lines] == ["one", "two \\x1b[31mred"]
    assert capsys.readouterr().err.splitlines() == lines


@posix
def test_a_terminal_that_is_closed_ends_no_watcher(vault):
    here = vault(NOTES)
    reader, writer = os.pipe()
    command = [sys.executable, "-m", "vaultnet", "watch", here.root]
    with subprocess.Popen(command, cwd=PROJECT, stderr=writer) as process:
        os.close(writer)
        assert b"1 person" in os.read(reader, 1000)
        os.close(reader)
        here.write("People/Bram Kok.md", ANNA)
        end = time.monotonic() + 5
        while "Bram Kok" not in here.read(DUE) and time.monotonic() < end:
            time.sleep(0.02)
        assert "Bram Kok" in here.read(DUE)
        process.terminate()
        assert process.wait(5) == 0


def test_the_status_is_for_its_user_alone_and_whatever_is_wrong_with_it_is_empty(vault):
    root = vault({}).root
    assert read_status(root) == Status()
    write_status(root, Status(mode="polling", built="2026-11-21 10:00:00"))
    assert read_status(root).mode == "polling"
    (place,) = Path(os.environ["XDG_STATE_HOME"]).glob("vaultnet/*/watch.json")
    assert place.stat().st_mode & 0o777 == 0o600
    for wrong in ("", "[]", '{"mode": 3}', "\x00"):
        place.write_text(wrong)
        assert read_status(root) == Status()
