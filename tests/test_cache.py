import errno
import gc
import os
import stat
import subprocess
import sys
import time
from datetime import date

import platformdirs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.model.config import DailyNotes, Reading
from vaultnet.model.facts import Card, Dated, Entry, Facts, Said, Told
from vaultnet.model.span import Span, Yearly
from vaultnet.problem import Problem
from vaultnet.vault import cache
from vaultnet.vault.cache import Manifest, pack, read_facts, read_manifest, unpack, write_facts, write_manifest
from vaultnet.vault.folder import Rules
from vaultnet.vault.home import cache_folder, state_folder
from vaultnet.vault.lock import Locked, NoState, holder, lock
from vaultnet.vault.scan import scan
from vaultnet.vault.settings import Settings
from vaultnet.vault.stamp import UNTRUSTED
from vaultnet.vault.store import sources

STAMP = (1, 2, 3, 4)
VERA = Facts("People/Vera.md", "person", card=Card(birthday=Yearly(5, 4, None)), links=("Bram",))


def of_the_same_types(one, other):
    if type(one) is not type(other):
        return False
    return all(map(of_the_same_types, one, other)) if isinstance(one, tuple) else one == other


@settings(max_examples=100, deadline=None)
@given(st.from_type(Facts))
def test_facts_come_back_exactly(facts):
    kept = unpack(facts.path, pack(facts))
    assert kept == facts
    assert of_the_same_types(kept, facts)


def test_full_and_bare_records_come_back_exactly():
    entries = (
        Entry(3, None, "", False),
        Entry(
            4,
            date(2026, 10, 1),
            "coffee",
            True,
            3,
            ("gave",),
            False,
            "yes",
            "r",
            ("Bram",),
            ("work",),
            (Told("told", date.max, "x", True),),
        ),
        Entry(5, date.min, "", False, told=()),
    )
    said = (Said("x", 1), Said("", 2, ("a",)))
    card = Card(
        cadence=Span(0, "D"),
        last_contact=(Dated(date(2026, 1, 1), 1),),
        wedding=Dated(date(1900, 1, 1), 2),
        needs=said,
        lines=(("met", 3),),
    )
    for facts in (
        Facts(""),
        Facts("a", card=Card()),
        Facts("a", entries=entries),
        Facts("a", entries=entries[:1], card=card, problems=(Problem("b", 1, "c"),)),
        Facts("a", date=date(2026, 1, 1), left_out=True),
    ):
        assert of_the_same_types(unpack(facts.path, pack(facts)), facts)


def test_what_is_kept_is_found_again(vault):
    home = vault({})
    write_facts(home.root, Reading(), {"People/Vera.md": (STAMP, pack(VERA))})
    kept = read_facts(home.root, Reading())
    assert {path: (stamp, unpack(path, facts)) for path, (stamp, facts) in kept.items()} == {VERA.path: (STAMP, VERA)}


def test_what_was_read_by_other_rules_is_not_used(vault, monkeypatch):
    home = vault({})
    write_facts(home.root, Reading(), {"People/Vera.md": (STAMP, pack(VERA))})
    assert read_facts(home.root, Reading(date_order="mdy")) == {}
    assert read_facts(home.root, Reading()) != {}
    monkeypatch.setattr(cache, "READERS", (*cache.READERS, "agenda"))
    assert read_facts(home.root, Reading()) == {}


def test_every_vault_has_a_cache_of_its_own(vault, tmp_path):
    home = vault({})
    write_facts(home.root, Reading(), {"People/Vera.md": (STAMP, pack(VERA))})
    assert read_facts(str(tmp_path), Reading()) == {}


def kept_manifest(home):
    home.rest()
    settings = Settings(("Templates",), DailyNotes("Daily", "YYYY"), "x.json", (Problem("x.json", 1, "y"),))
    return Manifest(
        scan(home.root, Rules(("a/**",), ("b",), ("c",))), settings, (STAMP, UNTRUSTED), "reading", {"day": "x"}
    )


def test_a_manifest_comes_back_exactly(vault):
    home = vault({"Vera.md": "", "People/Bram.md": "", "a/x.md": "", ".Anna.md.icloud": ""})
    manifest = kept_manifest(home)
    write_manifest(home.root, manifest)
    assert of_the_same_types(read_manifest(home.root), manifest)


@pytest.mark.parametrize("name", ["manifest", "facts"])
def test_whatever_is_wrong_with_a_cache_it_is_empty(vault, name):
    home = vault({"Vera.md": ""})
    assert (read_manifest(home.root), read_facts(home.root, Reading())) == (None, {})
    write_facts(home.root, Reading(), {"People/Vera.md": (STAMP, pack(VERA))})
    write_manifest(home.root, kept_manifest(home))
    place = os.path.join(cache_folder(home.root), name)
    with open(place, "rb") as file:
        whole = file.read()
    broken = [whole[:size] for size in range(0, len(whole), max(1, len(whole) // 50))]
    broken += [
        whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), max(1, len(whole) // 50))
    ]
    broken += [b"", b"\0" * 100, whole + b"x", whole.replace(b"cpython", b"pypypyp"), b"rubbish" * 1000]
    for data in broken:
        with open(place, "wb") as file:
            file.write(data)
        assert (read_manifest(home.root) if name == "manifest" else read_facts(home.root, Reading())) in (None, {})


def test_a_cache_that_cannot_be_kept_or_read_is_done_without(vault, home):
    vault = vault({"Vera.md": ""})
    (home / "cache").write_text("a file where the folder should be")
    write_facts(vault.root, Reading(), {"People/Vera.md": (STAMP, pack(VERA))})
    write_manifest(vault.root, kept_manifest(vault))
    assert (read_manifest(vault.root), read_facts(vault.root, Reading())) == (None, {})


def test_what_is_not_plain_is_not_kept(vault):
    home = vault({})
    write_facts(home.root, Reading(), {"Vera.md": (STAMP, object())})
    assert read_facts(home.root, Reading()) == {}


def test_cache_and_state_are_readable_by_the_user_alone(vault, home):
    vault = vault({"Vera.md": ""})
    before = os.umask(0)
    try:
        write_facts(vault.root, Reading(), {})
        write_manifest(vault.root, kept_manifest(vault))
        with lock(vault.root):
            pass
    finally:
        os.umask(before)
    for place in (home / "cache" / "vaultnet", home / "state" / "vaultnet"):
        for found in (place, *place.rglob("*")):
            assert stat.S_IMODE(found.stat().st_mode) == (0o700 if found.is_dir() else 0o600)
    assert len(list((home / "cache" / "vaultnet").rglob("*"))) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
def test_the_folders_are_where_platformdirs_says(vault, monkeypatch):
    root = vault({}).root
    for _ in range(2):
        assert os.path.dirname(cache_folder(root)) == platformdirs.user_cache_dir("vaultnet")
        assert os.path.dirname(state_folder(root)) == platformdirs.user_state_dir("vaultnet")
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.delenv("XDG_STATE_HOME")
        monkeypatch.setenv("XDG_CACHE_HOME", "")
        monkeypatch.setenv("XDG_STATE_HOME", " ")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no variable is asked")
def test_a_cache_folder_relative_to_the_current_one_is_ignored(vault, monkeypatch, tmp_path):
    root = vault({}).root
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("XDG_STATE_HOME", "./state")
    assert os.path.dirname(cache_folder(root)) == str(tmp_path / ".cache" / "vaultnet")
    assert os.path.dirname(state_folder(root)) == str(tmp_path / ".local" / "state" / "vaultnet")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("stated", [None, "", "here", "~"])
def test_who_has_no_home_gets_none_in_the_vault(vault, monkeypatch, stated):
    root = vault({}).root
    monkeypatch.chdir(root)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME")
    if stated is not None:
        monkeypatch.setenv("HOME", stated)
    monkeypatch.setattr("pwd.getpwuid", lambda uid: {}[uid])  # such as a container's user
    assert os.path.dirname(cache_folder(root)) == "/.cache/vaultnet"
    assert os.path.dirname(state_folder(root)) == "/.local/state/vaultnet"


def test_a_vault_has_one_name_however_it_is_reached(vault, tmp_path):
    root = vault({}).root
    (tmp_path / "link").symlink_to(root)
    assert cache_folder(str(tmp_path / "link")) == cache_folder(root + "/") == cache_folder(root)
    names = {
        os.path.basename(state_folder(f"/home/anna/{name}{number}")) for name in "abcdefgh" for number in range(500)
    }
    assert len(names) == 4000
    assert {len(name) for name in names} == {16}


def test_the_cache_is_named_after_sources_and_libraries_and_quickly():
    readers, whole = sources(*cache.READERS), sources()
    assert sources() == whole != readers == sources(*cache.READERS)
    for name in ("properties.py", "facts.py", "cache.py", "load.py", "site-packages"):
        assert name in readers
    assert "plan.py" in whole
    assert "plan.py" not in readers
    began = time.perf_counter()
    for _ in range(20):
        sources()
    assert (time.perf_counter() - began) / 20 < 0.01


def test_a_lock_waits_and_then_names_its_holder(vault):
    root = vault({}).root
    code = "import sys, time; from vaultnet.vault.lock import lock\nwith lock(sys.argv[1]): print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code, root], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        assert holder(root, "edit") == str(other.pid)
        assert holder(root, "watch") == ""
        began = time.monotonic()
        with pytest.raises(Locked, match=f"process {other.pid}") as caught, lock(root, wait=0.2):
            pass
        assert caught.value.exit_code == 3
        assert time.monotonic() - began < 5
        with lock(root, "watch", wait=0):
            pass
        other.kill()
        other.wait()
    with lock(root, wait=0):
        assert holder(root, "edit") == str(os.getpid())
    assert holder(root, "edit") == ""


def test_where_no_state_can_be_kept_there_is_no_lock(vault, home):
    root = vault({}).root
    (home / "state").write_text("a file where the folder should be")
    with pytest.raises(NoState, match="cannot keep its state"), lock(root):
        pass


def test_on_a_full_disk_there_is_no_lock(vault, monkeypatch):
    root = vault({}).root

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("vaultnet.vault.lock.os.write", full)
        with pytest.raises(NoState, match="cannot keep its state there: no space left on device"), lock(root):
            pass
    with lock(root, wait=0):
        pass


def test_ten_thousand_notes_are_unpacked_in_a_moment(vault):
    """A thousand people with 33 entries each; the limit is generous, for a busy machine."""
    home = vault({})
    entries = tuple(
        Entry(line, date.fromordinal(740_000 - line), f"coffee and a long talk about {line}", True)
        for line in range(33)
    )
    packed = {f"Notes/{number}.md": (STAMP, pack(Facts(f"Notes/{number}.md"))) for number in range(9_000)}
    packed |= {
        f"People/{number}.md": (STAMP, pack(Facts(f"People/{number}.md", "person", card=Card(), entries=entries)))
        for number in range(1_000)
    }
    write_facts(home.root, Reading(), packed)
    gc.disable()
    try:
        began = time.perf_counter()
        found = [unpack(path, facts) for path, (_, facts) in read_facts(home.root, Reading()).items()]
        took = time.perf_counter() - began
    finally:
        gc.enable()
    assert sum(len(facts.entries) for facts in found) == 33_000
    assert took < 0.3
