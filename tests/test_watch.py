"""The watcher without waiting: marks, looks and days, by a clock that moves when somebody waits."""

import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from vaultnet.vault.scan import scan
from vaultnet.watch import CHANGED, DAY, GONE, RESUMED, START, STIRRING, TICK, Bell, changes, health
from vaultnet.watch.bell import Mark
from vaultnet.watch.look import differences, look_again

watching_module = sys.modules["vaultnet.watch.changes"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="inotify is of Linux")


class Script(Bell):
    """A bell whose clock moves when somebody waits, and at which others ring at set times."""

    def __init__(self, *marks: tuple[float, str | None], now: float = 0.0) -> None:
        super().__init__()
        self.time, self.epoch = 0.0, now
        self.coming = sorted(marks, key=lambda mark: mark[0])

    def monotonic(self) -> float:
        return self.time

    def now(self) -> float:
        return self.epoch + self.time

    def take(self, seconds: float) -> Mark | None:
        until = self.time + max(seconds, 0.0)
        if self.coming and self.coming[0][0] <= until:
            at, path = self.coming.pop(0)
            self.time = max(self.time, at)
            return Mark(path, at)
        self.time = until
        return None

    def waiting(self) -> bool:
        return bool(self.coming) and self.coming[0][0] <= self.time


def gather(bell: Bell, until: float) -> set[str]:
    """All marks of one change."""
    paths = bell.first(until)
    return paths | bell.rest() if paths else paths


class Deafened:
    """Ears that hear nothing, and are well."""

    def __init__(self, *_: object) -> None: ...

    def alive(self) -> bool:
        return True

    def close(self) -> None: ...


def test_changes_are_taken_after_a_tenth_of_a_second_of_quiet():
    bell = Script((1.0, "A.md"), (1.05, "B.md"), (1.14, "A.md"), (1.5, "C.md"))
    assert gather(bell, 30) == {"A.md", "B.md"}
    assert bell.time == pytest.approx(1.24)
    assert gather(bell, 30) == {"C.md"}


def test_under_steady_change_they_are_taken_after_a_second():
    bell = Script(*((number * 0.05, f"{number}.md") for number in range(100)))
    assert len(gather(bell, 30)) == pytest.approx(20, abs=2)
    assert bell.time == pytest.approx(1.0, abs=0.06)


def test_the_first_pause_is_a_time_to_look_and_the_rest_a_time_to_act():
    bell = Script((1.0, "A.md"), (1.005, "B.md"), (1.05, "C.md"))
    assert bell.first(30) == {"A.md", "B.md"}
    assert bell.time == pytest.approx(1.015)
    assert bell.rest() == {"C.md"}
    assert bell.time == pytest.approx(1.15)
    assert bell.rest() == set()


def test_what_is_marked_while_somebody_reads_ahead_is_never_passed_over():
    bell = Script((1.0, "A.md"), (1.5, "B.md"), (3.0, "C.md"))
    assert bell.first(30) == {"A.md"}
    bell.time = 4.0
    assert bell.rest() == {"B.md", "C.md"}


def test_the_second_begins_with_the_first_mark_even_if_nobody_had_time_for_it():
    bell = Script(*((number * 0.005, f"{number}.md") for number in range(1000)))
    bell.time = 0.6
    assert len(gather(bell, 30)) == pytest.approx(200, abs=2)
    assert bell.time == pytest.approx(1.0, abs=0.01)
    assert bell.pressing()


def test_what_piled_up_during_a_build_is_taken_at_once():
    bell = Script((1.0, "A.md"), (1.1, "B.md"))
    bell.time = 5.0
    assert gather(bell, 30) == {"A.md", "B.md"}
    assert bell.time == 5.0


def test_a_backlog_does_not_keep_the_watcher_from_its_work():
    bell = Script(*((0.0, f"{number}.md") for number in range(5000)))
    assert len(gather(bell, 30)) == 5000
    assert bell.time == pytest.approx(0.1)


def test_without_a_mark_it_wakes_at_the_time_it_asked_for():
    bell = Script()
    assert gather(bell, 30) == set()
    assert bell.time == 30


def test_a_wake_up_ends_the_waiting_but_not_a_gathering():
    bell = Script((2.0, None))
    assert gather(bell, 30) == set()
    assert bell.time == 2.0
    bell = Script((2.0, "A.md"), (2.05, None))
    assert gather(bell, 30) == {"A.md"}


def test_a_stopped_bell_gathers_nothing():
    bell = Bell()
    bell.stop()
    assert gather(bell, bell.monotonic() + 30) == set()


def test_a_mark_may_come_from_a_signal_in_the_midst_of_waiting():
    bell = Bell()
    threading.Timer(0.05, bell.mark, ["A.md"]).start()
    began = time.monotonic()
    assert gather(bell, began + 5) == {"A.md"}
    assert time.monotonic() - began < 1


# Looking again


def test_looking_again_in_the_marked_places_sees_what_a_scan_sees(vault):
    here = vault({"A.md": "a", "People/B.md": "b", "People/C.md": "c", "Far/D.md": "d"})
    known = scan(here.root)
    here.write("A.md", "aa")
    (here.folder / "People/B.md").unlink()
    here.write("People/E.md", "e")
    seen = look_again(here.root, known, {"A.md", "People/B.md", "People/E.md", "vaultnet.toml"})
    assert seen.notes() == scan(here.root).notes()
    assert differences(known, seen).paths == {"A.md", "People/B.md", "People/E.md"}


def test_looking_again_leaves_the_other_places_alone(vault):
    here = vault({"A.md": "a", "Far/D.md": "d"})
    known = scan(here.root)
    here.write("A.md", "aa")
    here.write("Far/D.md", "dd")
    assert differences(known, look_again(here.root, known, {"A.md"})).paths == {"A.md"}


@pytest.mark.parametrize("mark", ["New/", "", "New/Deep/N.md"])
def test_a_new_folder_makes_it_look_everywhere(vault, mark):
    here = vault({"A.md": "a"})
    known = scan(here.root)
    here.write("New/Deep/N.md", "n")
    assert differences(known, look_again(here.root, known, {mark})).paths == {"New/Deep/N.md"}


def test_a_note_that_became_a_link_a_folder_or_a_copy_is_seen(vault):
    here = vault({"A.md": "a", "B.md": "b", "C.md": "c"})
    known = scan(here.root)
    (here.folder / "A.md").unlink()
    (here.folder / "A.md").symlink_to(here.folder / "B.md")
    (here.folder / "C.md").unlink()
    here.write("C.md/D.md", "d")
    copy = "B.sync-conflict-20261112-081502-K7QJ2XA.md"
    here.write(copy, "bb")
    seen = look_again(here.root, known, {"A.md", "C.md", copy})
    assert seen.notes() == scan(here.root).notes()
    assert differences(known, seen).paths == {"A.md", "C.md", "C.md/D.md", copy}


def test_a_change_of_mode_is_a_difference_that_no_event_announces(vault):
    here = vault({"A.md": "a"})
    known = scan(here.root)
    (here.folder / "A.md").chmod(0o600)
    found = differences(known, scan(here.root, known=known))
    assert found.paths == {"A.md"}
    assert not found.loud


# Where events can be trusted


MOUNTS = [
    ("/", "ext4"),
    ("/home", "btrfs"),
    ("/home/me/cloud", "fuse.rclone"),
    ("/srv/share", "nfs4"),
    ("/tmp", "tmpfs"),
]


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        ("/home/me/Vault", ""),
        ("/home/me/cloud/Vault", "fuse.rclone"),
        ("/home/me", "fuse.rclone"),  # part of it
        ("/home/me/cloudy", ""),
        ("/srv/share", "nfs4"),
        ("/srv/share/Vault", "nfs4"),
        ("/tmp/Vault", ""),
    ],
)
def test_network_and_fuse_folders_are_polled(root, kind):
    assert health.far_among(MOUNTS, root) == kind


def test_what_is_mounted_over_another_thing_counts():
    assert health.far_among([("/", "ext4"), ("/mnt", "nfs"), ("/mnt", "ext4")], "/mnt/Vault") == ""


def test_mounts_are_read_as_linux_writes_them():
    text = "//box/My\\040Notes /mnt/My\\040Notes cifs rw,relatime 0 0\n/dev/sda1 / ext4 rw 0 0\n"
    assert health.proc_mounts(text) == [("/mnt/My Notes", "cifs"), ("/", "ext4")]


def test_mounts_are_read_as_macos_prints_them():
    text = "/dev/disk3s1s1 on / (apfs, sealed, local)\n//me@box/My Notes on /Volumes/My Notes (smbfs, nodev)\nmap auto on /x (autofs)\n"
    assert health.printed_mounts(text) == [("/", "apfs"), ("/Volumes/My Notes", "smbfs"), ("/x", "autofs")]


@linux
def test_the_folder_of_the_tests_is_a_local_one(tmp_path):
    assert health.far_file_system(str(tmp_path)) == ""


def test_the_limit_of_watches_is_told_with_its_remedy():
    told = health.limit_reached("79 of 400")
    assert "79 of 400 folders" in told
    assert "sudo sysctl fs.inotify.max_user_watches=524288" in told


def test_the_handler_makes_marks_of_whatever_it_is_given(tmp_path):
    from watchdog import events

    from vaultnet.watch.events import Handler

    bell = Bell()
    handler = Handler(str(tmp_path), bell, ("vaultnet.toml",))
    inside = str(tmp_path)
    for event in (
        events.FileMovedEvent(f"{inside}/.saving", f"{inside}/A.md"),
        events.FileDeletedEvent(f"{inside}/B.md".encode()),
        events.DirCreatedEvent(f"{inside}/New"),
        events.FileCreatedEvent(f"{inside}/vaultnet.toml"),
        events.FileCreatedEvent(f"{inside}/picture.png"),
        events.FileCreatedEvent(f"{inside}/.obsidian/x.md"),
    ):
        handler.dispatch(event)
    assert gather(bell, bell.monotonic() + 1) == {"A.md", "B.md", "New/", "vaultnet.toml"}
    for odd in (events.FileCreatedEvent("/elsewhere/A.md"), events.FileCreatedEvent(None), object()):
        handler.dispatch(odd)
        assert gather(bell, bell.monotonic() + 1) == {""}


# The clock


def test_another_day_is_a_batch_of_its_own(vault):
    here = vault({"A.md": "a"})
    bell = Script()
    days = iter([date(2026, 11, 20)] * 3 + [date(2026, 11, 21)] * 9)
    batches = changes(here.root, bell=bell, poll=3600, today=lambda: next(days))
    assert [next(batches).reason for _ in range(4)] == [START, TICK, DAY, TICK]
    assert bell.time == 90  # no more than half a minute between two looks at the calendar


def test_after_sleep_and_a_clock_that_was_set_everything_is_looked_at(vault):
    here = vault({"A.md": "a"})
    bell = Script()
    batches = changes(here.root, bell=bell, poll=3600)
    assert next(batches).scanned
    assert not next(batches).scanned
    bell.epoch += 8 * 3600
    resumed = next(batches)
    assert (resumed.reason, resumed.scanned) == (RESUMED, True)
    assert next(batches).reason == TICK
    bell.epoch -= 3600
    assert next(batches).reason == RESUMED


def test_the_whole_vault_is_looked_at_every_minute_give_or_take_a_quarter(vault, monkeypatch):
    here = vault({"A.md": "a"})
    bell = Script()
    monkeypatch.setattr("vaultnet.watch.events.Ears", Deafened)
    monkeypatch.setattr(watching_module, "watches_held", lambda: None)
    batches = changes(here.root, bell=bell)
    at = [bell.time for batch in (next(batches) for _ in range(200)) if batch.scanned]
    pauses = [later - earlier for earlier, later in pairwise(at)]
    assert 44 < min(pauses) <= max(pauses) < 76
    assert len(set(pauses)) > 10


def test_it_wakes_for_an_alarm(vault):
    here = vault({"A.md": "a"})
    bell = Script()
    batches = changes(here.root, bell=bell, poll=3600)
    next(batches)
    bell.alarm = 3.0
    assert next(batches).reason == TICK
    assert bell.time == 3.0


def test_under_steady_change_nobody_reads_ahead_for_the_round_comes_at_once(vault, monkeypatch):
    monkeypatch.setattr("vaultnet.watch.events.Ears", Deafened)
    monkeypatch.setattr(watching_module, "watches_held", lambda: None)
    here = vault({"A.md": "a"})
    bell = Script((10.0, "A.md"), *((20 + number * 0.005, "A.md") for number in range(300)))
    batches = changes(here.root, bell=bell)
    reasons = [next(batches).reason for _ in range(6)]
    assert reasons == [START, STIRRING, CHANGED, CHANGED, STIRRING, CHANGED]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a running program is not set anew here")
def test_the_day_is_that_of_the_zone_as_it_is_set_now(monkeypatch):
    from vaultnet.cli.watch import local_date

    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    early = local_date()
    monkeypatch.setenv("TZ", "Pacific/Pago_Pago")  # 25 hours behind
    assert local_date() < early
    monkeypatch.undo()
    time.tzset()


def _changes_of(zone: ZoneInfo) -> Iterator[datetime]:
    """The moments between 2020 and 2035 at which the zone's offset changes."""
    step, now, end = timedelta(days=5), datetime(2020, 1, 1, tzinfo=UTC), datetime(2035, 12, 31, tzinfo=UTC)
    before = now.astimezone(zone).utcoffset()
    while now < end:
        low, high = now, now + step
        after = high.astimezone(zone).utcoffset()
        if before != after:
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
            yield high
        now, before = now + step, after


def _midnights_about(moment: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The quarters of an hour from a day before to a day after at which a new date begins."""
    quarter = moment.replace(minute=0, second=0, microsecond=0) - timedelta(hours=24)
    before = quarter.astimezone(zone).date()
    for _ in range(48 * 4):
        quarter += timedelta(minutes=15)
        after = quarter.astimezone(zone).date()
        if before != after:
            yield quarter
        before = after


def _date_in(zone: ZoneInfo, bell: Bell) -> date:
    return datetime.fromtimestamp(bell.now(), zone).date()


@pytest.mark.parametrize("part", [10, pytest.param(1, marks=pytest.mark.thorough)])
def test_in_every_zone_the_day_is_right_within_a_minute(vault, part):
    here = vault({"A.md": "a"})
    seen: set[tuple[tuple[int, ...], ...]] = set()
    moments = 0
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        turns = tuple(_changes_of(zone))
        likeness = tuple((int(turn.timestamp()), turn.astimezone(zone).hour) for turn in turns)
        if likeness in seen:
            continue
        seen.add(likeness)
        for point in sorted({point for turn in turns for point in (turn, *_midnights_about(turn, zone))}):
            moments += 1
            if moments % part:
                continue
            bell = Script(now=point.timestamp() - 37 - moments % 30)
            today = partial(_date_in, zone, bell)
            shown = None
            for batch in changes(here.root, bell=bell, poll=3600, today=today):
                shown = today() if batch.reason in {START, DAY} else shown
                if bell.now() >= point.timestamp() + 30:
                    break
            assert shown == today(), (name, point)
            assert bell.now() < point.timestamp() + 60
    print(f"{len(seen)} ways in which zones keep time, {moments // part} moments")
    assert moments > 1000


def test_another_device_in_its_place_is_not_the_vault_unless_it_holds_its_notes(vault, monkeypatch):
    here = vault({"A.md": "a"})
    bell = Script()
    said: list[str] = []
    batches = changes(here.root, bell=bell, poll=30, say=said.append)
    assert next(batches).reason == START
    monkeypatch.setattr(watching_module, "place_of", lambda _root: health.Place(4711, 1))
    (here.folder / "A.md").rename(here.folder / "B.md")
    assert next(batches).reason == GONE
    assert "another disk" in said[-1]
    (here.folder / "B.md").rename(here.folder / "A.md")
    assert next(batches).reason == RESUMED
