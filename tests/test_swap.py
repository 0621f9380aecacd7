"""A file is changed whole or not at all, and what somebody else saves meanwhile is never lost.

The harness stands between any two calls that `swap` makes on a file; a naive writer proves that it sees what it is for.
"""

import contextlib
import ctypes
import errno
import os
import stat
import time

import pytest

from vaultnet.vault import leftovers, swap, system
from vaultnet.vault.swap import Changed, NotWritten, Swapped, replace

OLD, NEW, THEIRS = (
    b"# Vera\n- 2026-10-01 coffee\n",
    b"# Vera\n- 2026-10-02 tea\n- 2026-10-01 coffee\n",
    b"# Vera\nmy words\n",
)
APPENDED = OLD + b"- 2026-10-02 tea\n"
ERRORS = ("ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO", "ENOENT", "EMFILE", "EINTR")
CALLS = (
    "open",
    "close",
    "read",
    "write",
    "fsync",
    "fstat",
    "lstat",
    "unlink",
    "replace",
    "fchmod",
    "fchown",
    "ftruncate",
)


class Killed(BaseException):
    """The process ends here."""


class Between:
    """Does something before the call of number `at`; takes the place of `os`, and of the calls beside it."""

    def __init__(self, monkeypatch, at, act, exchange=system.exchange):
        self.calls, self.at, self.act = 0, at, act
        monkeypatch.setattr(swap, "os", self)
        for name, real in (
            ("exchange", exchange),
            ("appear", system.appear),
            ("copy_attributes", system.copy_attributes),
        ):
            monkeypatch.setattr(swap, name, self.counted(real))

    def __getattr__(self, name):
        real = getattr(os, name)
        return self.counted(real) if name in CALLS else real

    def counted(self, real):
        def call(*arguments, **named):
            self.calls += 1
            self.act(self, real, arguments)
            return real(*arguments, **named)

        return call


def steps(run):
    """Run for every call, until a run makes no call of that number."""
    at = 1
    while run(at):
        at += 1
    assert at > 5
    return at - 1


def cannot_exchange(_one, _other):
    raise OSError(errno.EINVAL, "no such thing here")


def temporaries(home):
    return [home.folder / name for name in home.names() if leftovers.is_temporary(os.path.basename(name))]


def test_a_file_is_replaced_and_its_bytes_come_back(vault):
    home = vault({"People/Vera.md": OLD})
    assert replace(home.root, "People/Vera.md", NEW, OLD) == Swapped(OLD)
    assert home.read("People/Vera.md").encode() == NEW
    assert home.names() == {"People/Vera.md"}


def test_a_file_is_made_where_there_is_none(vault):
    home = vault({})
    assert replace(home.root, "Vera.md", NEW, None) == Swapped(None)
    assert home.read("Vera.md").encode() == NEW
    assert stat.S_IMODE(os.stat(home.folder / "Vera.md").st_mode) == 0o666 & ~current_umask()


def current_umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("old", [OLD, None, b""])
def test_what_is_not_as_expected_is_left_alone(vault, old):
    home = vault({"Vera.md": THEIRS})
    assert replace(home.root, "Vera.md", NEW, old) == Changed(THEIRS)
    assert home.read("Vera.md").encode() == THEIRS
    assert home.names() == {"Vera.md"}


def test_what_is_gone_is_not_made_anew(vault):
    home = vault({})
    assert replace(home.root, "Vera.md", NEW, OLD) == Changed(None)
    assert replace(home.root, "Gone/Vera.md", NEW, OLD) == Changed(None)
    assert home.names() == set()


def test_mode_owner_and_attributes_stay_and_the_time_is_new(vault):
    home = vault({"Vera.md": OLD})
    place = home.folder / "Vera.md"
    place.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(place, 12345, 54321)
    try:
        os.setxattr(place, "user.colour", b"blue")
    except OSError:
        pytest.skip("this file system keeps no attributes")
    home.rest()
    before = os.stat(place)
    assert replace(home.root, "Vera.md", NEW, OLD) == Swapped(OLD)
    after = os.stat(place)
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert os.getxattr(place, "user.colour") == b"blue"
    assert after.st_mtime > before.st_mtime + 1000


def test_a_disk_that_takes_nothing_says_so_itself(vault, monkeypatch):
    real = os.open

    def refused(place, flags, *mode):
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(place, flags, *mode)

    home = vault({"Vera.md": OLD})
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(NotWritten, match="read-only file system"):
        replace(home.root, "Vera.md", NEW, OLD)


def test_a_link_is_not_written_through(vault):
    home = vault({"Real.md": OLD})
    (home.folder / "Vera.md").symlink_to("Real.md")
    with pytest.raises(NotWritten, match=r"^Vera\.md could not be written: it is a symbolic link$"):
        replace(home.root, "Vera.md", NEW, OLD)
    assert home.read("Real.md").encode() == OLD


@pytest.mark.parametrize("new", [NEW, APPENDED])
def test_without_exchange_a_file_is_replaced_too(vault, monkeypatch, new):
    monkeypatch.setattr(swap, "exchange", cannot_exchange)
    home = vault({"Vera.md": OLD})
    inode = os.stat(home.folder / "Vera.md").st_ino
    assert replace(home.root, "Vera.md", new, OLD) == Swapped(OLD)
    assert home.read("Vera.md").encode() == new
    assert home.names() == {"Vera.md"}
    assert (os.stat(home.folder / "Vera.md").st_ino == inode) == (new == APPENDED)
    assert replace(home.root, "Vera.md", THEIRS, OLD) == Changed(new)


def test_without_exclusive_renaming_a_file_is_made_too(vault, monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())  # a C library without such a call
    home = vault({"Bram.md": THEIRS})
    assert replace(home.root, "Vera.md", NEW, None) == Swapped(None)
    assert replace(home.root, "Bram.md", NEW, None) == Changed(THEIRS)
    assert home.names() == {"Vera.md", "Bram.md"}


def test_what_is_marked_read_only_is_left_alone(vault, monkeypatch):
    home = vault({"Vera.md": OLD})
    (home.folder / "Vera.md").chmod(0o444)
    monkeypatch.setattr(os, "access", lambda place, _right: bool(os.stat(place).st_mode & 0o200))  # as for anyone else
    for new in (NEW, APPENDED):
        with pytest.raises(NotWritten, match=r"Vera\.md could not be written: permission denied"):
            replace(home.root, "Vera.md", new, OLD)
    assert home.read("Vera.md").encode() == OLD
    assert home.names() == {"Vera.md"}


def test_where_the_owner_cannot_be_kept_only_an_addition_at_the_end_is_made(vault, monkeypatch):
    def refused(*_arguments):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(swap, "copy_attributes", refused)
    home = vault({"Vera.md": OLD})
    with pytest.raises(NotWritten, match="operation not permitted"):
        replace(home.root, "Vera.md", NEW, OLD)
    assert replace(home.root, "Vera.md", APPENDED, OLD) == Swapped(OLD)
    assert home.read("Vera.md").encode() == APPENDED
    assert home.names() == {"Vera.md"}


def truncates_and_writes(place):
    with open(place, "wb") as note:
        note.write(THEIRS)


def saves_by_rename(place):
    with open(f"{place}~", "wb") as note:
        note.write(THEIRS)
    os.replace(f"{place}~", place)


@pytest.mark.parametrize("exchange", [system.exchange, cannot_exchange])
@pytest.mark.parametrize("save", [truncates_and_writes, saves_by_rename])
@pytest.mark.parametrize("new", [NEW, APPENDED])
def test_a_save_between_any_two_calls_stays(vault, monkeypatch, save, new, exchange):
    if exchange is cannot_exchange and new is NEW:
        pytest.skip("without exchange a save in the very last moment before the rename cannot be seen")

    def run(at):
        home = vault({"Vera.md": OLD})
        place = home.folder / "Vera.md"

        def act(between, _real, _arguments):
            if between.calls == at:
                save(place)

        with monkeypatch.context() as patch:
            between = Between(patch, at, act, exchange)
            result = replace(home.root, "Vera.md", new, OLD)
        if between.calls < at:
            assert result == Swapped(OLD)
            return False
        now = place.read_bytes()
        assert now in (THEIRS, THEIRS + new[len(OLD) :])
        assert not isinstance(result, Changed) or result.found == now
        assert temporaries(home) == []
        return True

    steps(run)


@pytest.mark.parametrize("pause", [1, 2, 3, 5])
def test_a_slow_save_around_any_call_stays(vault, monkeypatch, pause):
    """The editor empties the file at one call and writes it some calls later."""

    def run(at):
        home = vault({"Vera.md": OLD})
        place = home.folder / "Vera.md"
        opened = []

        def act(between, _real, _arguments):
            if between.calls == at:
                opened.append(open(place, "wb", buffering=0))  # noqa: SIM115 - closed some calls later
            if between.calls == at + pause:
                opened[0].write(THEIRS)
                opened[0].close()

        with monkeypatch.context() as patch:
            between = Between(patch, at, act)
            replace(home.root, "Vera.md", NEW, OLD)
        if between.calls < at + pause:
            for note in opened:
                note.close()
            return False
        assert place.read_bytes() == THEIRS
        return True

    steps(run)


def test_a_file_that_an_editor_is_filling_is_given_back_to_it(vault):
    """It was emptied, we made our change from the empty file, and now the words come."""
    home = vault({"Vera.md": OLD})
    with open(home.folder / "Vera.md", "rb") as note:
        if system.open_for_writing(note.fileno()) is None:
            pytest.skip("this file system does not tell who writes")
    with open(home.folder / "Vera.md", "wb", buffering=0) as note:
        assert replace(home.root, "Vera.md", NEW, b"") == Changed(b"")
        note.write(THEIRS)
    assert home.read("Vera.md").encode() == THEIRS
    assert home.names() == {"Vera.md"}
    assert replace(home.root, "Vera.md", NEW, THEIRS) == Swapped(THEIRS)


def test_where_the_system_cannot_tell_who_writes_a_fresh_file_is_looked_at_twice(vault, monkeypatch):
    home = vault({"Vera.md": OLD})
    note = open(home.folder / "Vera.md", "wb", buffering=0)  # noqa: SIM115 - closed while we wait
    pauses = []

    def wait(seconds):
        pauses.append(seconds)
        if not note.closed:
            note.write(THEIRS)
            note.close()

    monkeypatch.setattr(swap, "open_for_writing", lambda _descriptor: None)
    monkeypatch.setattr(swap.time, "sleep", wait)
    assert replace(home.root, "Vera.md", NEW, b"") == Changed(THEIRS)
    assert home.read("Vera.md").encode() == THEIRS
    assert pauses
    home.rest()
    pauses.clear()
    assert replace(home.root, "Vera.md", NEW, THEIRS) == Swapped(THEIRS)
    assert not pauses


def test_a_file_that_is_open_for_writing_is_noticed(vault):
    home = vault({"Vera.md": OLD})
    with open(home.folder / "Vera.md", "rb") as reading:
        assert system.open_for_writing(reading.fileno()) in (False, None)
        with open(home.folder / "Vera.md", "ab"):
            assert system.open_for_writing(reading.fileno()) in (True, None)
        assert system.open_for_writing(reading.fileno()) in (False, None)


def test_the_harness_sees_a_naive_writer_lose_a_save(vault, monkeypatch):
    def naive(place):
        with open(f"{place}.tmp", "wb") as new:
            new.write(NEW)
        swap.os.close(swap.os.open(place, os.O_RDONLY))
        if place.read_bytes() == OLD:
            swap.os.replace(f"{place}.tmp", place)

    def lost(at):
        home = vault({"Vera.md": OLD})
        place = home.folder / "Vera.md"
        with monkeypatch.context() as patch:
            between = Between(patch, at, lambda between, *_: between.calls == at and saves_by_rename(place))
            naive(place)
        return between.calls >= at and place.read_bytes() != THEIRS

    assert any(lost(at) for at in range(1, 4))


@pytest.mark.parametrize("exchange", [system.exchange, cannot_exchange])
@pytest.mark.parametrize("new", [NEW, APPENDED])
@pytest.mark.parametrize("moment", ["before", "torn"])
def test_killed_at_any_call_the_file_is_the_old_or_the_new_one(vault, monkeypatch, new, moment, exchange):
    def run(at):
        home = vault({"Vera.md": OLD})

        def act(between, real, arguments):
            if between.calls >= at:
                if between.calls == at and moment == "torn" and real is os.write and not _appends(arguments[0]):
                    real(arguments[0], arguments[1][:7])
                raise Killed

        with monkeypatch.context() as patch:
            between = Between(patch, at, act, exchange)
            with contextlib.suppress(Killed):
                replace(home.root, "Vera.md", new, OLD)
        now = (home.folder / "Vera.md").read_bytes()
        assert now in (OLD, new)
        assert now == new or between.calls >= at
        for left in temporaries(home):
            left.unlink()
        return between.calls >= at

    steps(run)


def _appends(descriptor):
    import fcntl

    return bool(fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_APPEND)


@pytest.mark.parametrize("exchange", [system.exchange, cannot_exchange])
@pytest.mark.parametrize("new", [NEW, APPENDED])
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_at_any_call_is_one_sentence_and_changes_nothing(vault, monkeypatch, error, new, exchange):
    number = getattr(errno, error)

    def run(at):
        home = vault({"Vera.md": OLD})

        def act(between, _real, _arguments):
            if between.calls == at:
                raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patch:
            between = Between(patch, at, act, exchange)
            try:
                result = replace(home.root, "Vera.md", new, OLD)
            except NotWritten as failure:
                result = str(failure)
        now = (home.folder / "Vera.md").read_bytes()
        assert (
            isinstance(result, (Swapped, Changed))
            or result == f"Vera.md could not be written: {os.strerror(number).lower()}"
        )
        if isinstance(result, Swapped):
            assert now == new
        elif exchange is system.exchange:
            assert now == OLD
        else:  # what cannot be taken back stays whole, and the next attempt finds it there
            assert now in (OLD, new)
        for left in temporaries(home):
            assert left.read_bytes() in (OLD, new, b"")
            left.unlink()
        return between.calls >= at

    steps(run)


@pytest.mark.parametrize("error", ERRORS)
def test_when_everything_fails_from_some_call_on_no_word_is_lost(vault, monkeypatch, error):
    number = getattr(errno, error)

    def run(at):
        home = vault({"Vera.md": OLD})

        def act(between, _real, _arguments):
            if between.calls >= at:
                raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patch:
            between = Between(patch, at, act)
            with contextlib.suppress(NotWritten):
                replace(home.root, "Vera.md", NEW, OLD)
        kept = [place.read_bytes() for place in (home.folder / "Vera.md", *temporaries(home))]
        assert kept[0] == NEW or OLD in kept
        assert kept[0] in (OLD, NEW)
        for left in temporaries(home):
            left.unlink()
        return between.calls >= at

    steps(run)


@pytest.mark.parametrize("end", [None, Killed, OSError(errno.EIO, "Input/output error")])
def test_a_new_file_is_whole_or_absent_and_never_takes_the_place_of_another(vault, monkeypatch, end):
    def run(at):
        home = vault({})
        place = home.folder / "Vera.md"

        def act(between, _real, _arguments):
            if between.calls == at and not end:
                truncates_and_writes(place)
            if between.calls >= at and end:
                raise end

        with monkeypatch.context() as patch:
            between = Between(patch, at, act)
            with contextlib.suppress(Killed, NotWritten):
                result = replace(home.root, "Vera.md", NEW, None)
                assert result in (Swapped(None), Changed(THEIRS))
        now = place.read_bytes() if place.exists() else None
        assert now == (THEIRS if not end and between.calls >= at else NEW) or (end and now is None)
        for left in (place, *temporaries(home)):
            left.unlink(missing_ok=True)
        return between.calls >= at

    steps(run)


def test_short_writes_are_completed(vault, monkeypatch):
    real = os.write

    class Short:
        def __getattr__(self, name):
            return getattr(os, name)

        def write(self, descriptor, data):
            return real(descriptor, data[:3])

    home = vault({"Vera.md": OLD})
    monkeypatch.setattr(swap, "os", Short())
    assert replace(home.root, "Vera.md", NEW, OLD) == Swapped(OLD)
    assert home.read("Vera.md").encode() == NEW


def test_an_addition_for_which_there_is_no_room_leaves_no_torn_line(vault, monkeypatch):
    class Full:
        def __getattr__(self, name):
            return getattr(os, name)

        def write(self, descriptor, data):
            return os.write(descriptor, data[:5]) if _appends(descriptor) else os.write(descriptor, data)

    home = vault({"Vera.md": OLD})
    monkeypatch.setattr(swap, "exchange", cannot_exchange)
    monkeypatch.setattr(swap, "os", Full())
    with pytest.raises(NotWritten, match="no space left"):
        replace(home.root, "Vera.md", APPENDED, OLD)
    assert home.read("Vera.md").encode() == OLD


def test_a_temporary_is_recognised_by_its_name_alone():
    assert leftovers.is_temporary(".~vn-0123abcd.tmp")
    for name in (
        ".~vn-0123abcd.tmpx",
        ".~vn-0123ABCD.tmp",
        ".~vn-0123abc.tmp",
        ".~vn-0123abcde.tmp",
        "~vn-0123abcd.tmp",
        ".~vn-.tmp",
    ):
        assert not leftovers.is_temporary(name)


def test_what_a_dead_run_left_is_moved_to_the_state_folder_and_never_deleted(vault, home):
    vault = vault({"People/.~vn-0123abcd.tmp": "words", ".~vn-00000000.tmp": "young", "Vera.md": ""})
    left = vault.folder / "People/.~vn-0123abcd.tmp"
    now = time.time()
    os.utime(left, (now - 3700, now - 3700))
    kept = str(home / "state" / "left over")
    paths = ["People/.~vn-0123abcd.tmp", ".~vn-00000000.tmp", "Vera.md", "gone/.~vn-0123abce.tmp"]
    assert leftovers.rescue(vault.root, paths, kept, now) == ("People/.~vn-0123abcd.tmp",)
    assert vault.names() == {".~vn-00000000.tmp", "Vera.md"}
    moved = home / "state" / "left over" / ".~vn-0123abcd.tmp"
    assert moved.read_text() == "words"
    assert stat.S_IMODE(moved.stat().st_mode) == 0o600
    assert stat.S_IMODE(moved.parent.stat().st_mode) == 0o700


def test_it_is_moved_across_file_systems_too(vault, home, monkeypatch):
    vault = vault({".~vn-0123abcd.tmp": "words"})

    def across(*_arguments):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "rename", across)
    assert leftovers.rescue(vault.root, [".~vn-0123abcd.tmp"], str(home), time.time() + 4000) == (".~vn-0123abcd.tmp",)
    assert (home / ".~vn-0123abcd.tmp").read_text() == "words"
    assert vault.names() == set()


def test_it_never_takes_the_place_of_another(vault, home):
    vault = vault({".~vn-0123abcd.tmp": "words"})
    (home / ".~vn-0123abcd.tmp").write_text("other words")
    assert leftovers.rescue(vault.root, [".~vn-0123abcd.tmp"], str(home), time.time() + 4000) == ()
    assert (home / ".~vn-0123abcd.tmp").read_text() == "other words"
    assert vault.names() == {".~vn-0123abcd.tmp"}
