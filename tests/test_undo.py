"""`undo` takes back the last action, all notes that it edited, and can be repeated; what the user changed since, it leaves alone."""

import errno
import json
import os
import shutil
from datetime import date

import pytest

from vaultnet import record
from vaultnet.build import build
from vaultnet.cli import run
from vaultnet.model.config import Config, Reading
from vaultnet.note.record_contact import NewContact, add_contact
from vaultnet.record import Act, NothingToUndo, NotUndone, carry_out, do_all, undo
from vaultnet.vault import journal
from vaultnet.vault.home import state_folder
from vaultnet.vault.journal import KEPT, log_edit
from vaultnet.vault.swap import Changed, NotWritten

TODAY = date(2026, 11, 21)
DUE = "Due today.md"
ANNA = "\ufeff---\r\ncadence: monthly\r\n---\r\n## Contact\r\n- 2026-09-01 coffee"
BRAM = "---\ncadence: weekly\n---\n- 2026-11-01 walk\n"
TWO = {"People/Anna.md": ANNA, "People/Bram.md": BRAM}


def say(path, words, day=TODAY):
    return Act(path, lambda text: add_contact(path, text, Reading(), NewContact(day, words), "Contact"))


def texts(notes, *paths):
    return [notes.read(path) for path in paths or TWO]


def command(notes, *words):
    return run(["--vault", notes.root, *words])


def test_all_notes_of_one_action_are_taken_back_together(vault):
    notes = vault(TWO)
    assert do_all(notes.root, [say(path, "choir") for path in TWO], "log 1") == list(TWO)
    assert texts(notes) != [ANNA, BRAM]
    assert {edit.path for edit in undo(notes.root)} == set(TWO)
    assert texts(notes) == [ANNA, BRAM]


def test_who_got_it_is_told_where_somebody_could_not(vault, capsys):
    notes = vault({**TWO, "People/Carla.md": "---\nname: [\n---\n", "vaultnet.toml": ""})
    assert command(notes, "log", "Anna", "Bram", "Carla", "choir") == 3
    trouble = capsys.readouterr().err
    assert trouble.startswith("vaultnet: People/Carla.md: its frontmatter has a fault")
    assert trouble.endswith(
        "; nothing was written there, but People/Anna.md, People/Bram.md did get it: `vaultnet undo` takes that back\n"
    )
    assert command(notes, "undo") == 0
    assert texts(notes) == [ANNA, BRAM]


def test_it_can_be_repeated_until_nothing_is_left(vault):
    notes = vault(TWO)
    do_all(notes.root, [say("People/Anna.md", "one")], "log 1")
    middle = texts(notes)
    do_all(notes.root, [say("People/Anna.md", "two"), say("People/Bram.md", "two")], "log 2")
    undo(notes.root)
    assert texts(notes) == middle
    undo(notes.root)
    assert texts(notes) == [ANNA, BRAM]
    with pytest.raises(NothingToUndo):
        undo(notes.root)


def test_several_edits_of_one_note_are_taken_back_in_their_order(vault):
    notes = vault(TWO)
    do_all(notes.root, [say("People/Anna.md", "one"), say("People/Anna.md", "two")], "log 1")
    assert len(undo(notes.root)) == 2
    assert texts(notes) == [ANNA, BRAM]


def test_where_one_note_was_changed_since_nothing_is_taken_back(vault):
    notes = vault(TWO)
    do_all(notes.root, [say(path, "choir") for path in TWO], "log 1")
    notes.write("People/Anna.md", notes.read("People/Anna.md") + "\r\nmy own words")
    before = texts(notes)
    with pytest.raises(NotUndone, match=r"People/Anna\.md is no longer what vaultnet left"):
        undo(notes.root)
    assert texts(notes) == before


def test_an_edit_that_a_dead_run_logged_and_never_made_is_passed_over(vault):
    notes = vault(TWO)
    do_all(notes.root, [say("People/Anna.md", "choir")], "log 1")
    log_edit(notes.root, "build 2", "People/Bram.md", BRAM.encode(), b"never written")
    assert [edit.path for edit in undo(notes.root)] == ["People/Anna.md"]
    assert texts(notes) == [ANNA, BRAM]


def test_what_was_not_written_does_not_stay_in_the_log(vault, monkeypatch):
    notes = vault(TWO)
    edits = os.path.join(state_folder(notes.root), "edits")
    monkeypatch.setattr(record, "replace", lambda *_: Changed(b"theirs"))
    carry_out(notes.root, say("People/Anna.md", "choir"), "log 1")
    assert os.listdir(edits) == []

    def full(_root, path, _new, _old):
        raise NotWritten(path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    monkeypatch.setattr(record, "replace", full)
    done = carry_out(notes.root, say("People/Anna.md", "choir"), "log 1")
    assert done.reason == "could not be written: no space left on device"
    assert os.listdir(edits) == []


def test_an_editor_that_saves_meanwhile_does_not_spoil_the_undo(vault, monkeypatch):
    notes = vault(TWO)
    real = record.replace
    saved = []

    def late(root, path, new, old):
        if not saved:
            saved.append(notes.write(path, BRAM + "\nmine\n"))
        return real(root, path, new, old)

    monkeypatch.setattr(record, "replace", late)
    assert carry_out(notes.root, say("People/Bram.md", "choir"), "log 1") is True
    assert notes.read("People/Bram.md") == BRAM + "- 2026-11-21 choir\n\nmine\n"
    undo(notes.root)
    assert notes.read("People/Bram.md") == BRAM + "\nmine\n"


def test_the_log_keeps_the_last_two_hundred_edits_for_the_user_alone(vault):
    notes = vault({"People/Bram.md": BRAM})
    for number in range(KEPT + 5):
        log_edit(notes.root, f"log {number}", "People/Bram.md", b"a", b"b")
    folder = os.path.join(state_folder(notes.root), "edits")
    assert len(os.listdir(folder)) == KEPT
    assert os.stat(folder).st_mode & 0o777 == 0o700
    assert {os.stat(os.path.join(folder, name)).st_mode & 0o777 for name in os.listdir(folder)} == {0o600}


def test_an_action_stays_whole_in_the_log_and_a_long_one_is_not_read_again_at_each_edit(vault, monkeypatch):
    notes = vault({"People/Bram.md": BRAM})
    read, looked = json.load, []
    monkeypatch.setattr(json, "load", lambda file: looked.append(file) or read(file))
    log_edit(notes.root, "log", "People/Bram.md", b"a", b"b")
    for _ in range(KEPT + 50):
        log_edit(notes.root, "import", "People/Bram.md", b"a", b"b")
    assert len(looked) <= 2 * 50
    assert len(journal.last_action(notes.root)) == KEPT + 50


def test_without_a_log_nothing_is_recorded_and_nothing_is_lost(vault, monkeypatch):
    notes = vault(TWO)
    build(notes.root, Config(), TODAY)
    notes.write(DUE, notes.read(DUE).replace("- [ ] [[Anna]]", "- [x] [[Anna]] called"))

    def refused(*_):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patch:
        patch.setattr(record, "log_edit", refused)
        report = build(notes.root, Config(), TODAY)
    assert texts(notes) == [ANNA, BRAM]
    assert any("the edit could not be logged: read-only file system" in problem.message for problem in report.problems)
    assert "- [x] [[Anna]] called ✅ 2026-11-21\n" in notes.read(DUE)
    build(notes.root, Config(), TODAY)
    assert notes.read("People/Anna.md") == f"{ANNA}\r\n- 2026-11-21 called"


def test_a_torn_entry_of_the_log_is_passed_over(vault):
    notes = vault(TWO)
    do_all(notes.root, [say("People/Anna.md", "choir")], "log 1")
    folder = os.path.join(state_folder(notes.root), "edits")
    with open(os.path.join(folder, "00000002.json"), "w", encoding="utf-8") as torn:
        torn.write('{"action": "log 2", "pa')
    undo(notes.root)
    assert texts(notes) == [ANNA, BRAM]


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: entry.replace("weekly", "weekiy", 1),
        lambda entry: entry.replace("Bram.md", "Brom.md"),
        lambda entry: entry.replace('"sum"', '"sun"'),
        lambda _: "[" * 100_000,
    ],
)
def test_an_entry_that_was_damaged_on_the_disk_comes_into_no_note(vault, damage):
    notes = vault({**TWO, "People/Brom.md": BRAM + "- 2026-11-21 choir\n"})
    do_all(notes.root, [say("People/Bram.md", "choir")], "log")
    before = texts(notes, "People/Bram.md", "People/Brom.md")
    place = os.path.join(state_folder(notes.root), "edits", "00000001.json")
    with open(place, encoding="utf-8") as file:
        entry = file.read()
    assert damage(entry) != entry
    with open(place, "w", encoding="utf-8") as file:
        file.write(damage(entry))
    with pytest.raises(NothingToUndo):
        undo(notes.root)
    assert texts(notes, "People/Bram.md", "People/Brom.md") == before


def test_what_could_not_be_logged_whole_is_no_entry(vault, monkeypatch):
    notes = vault(TWO)

    def full(_entry, file, **_):
        file.write('{"action"')
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal.json, "dump", full)
    assert (
        carry_out(notes.root, say("People/Anna.md", "choir"), "log 1").reason
        == "the edit could not be logged: no space left on device"
    )
    assert os.listdir(os.path.join(state_folder(notes.root), "edits")) == []
    assert texts(notes) == [ANNA, BRAM]


def test_on_the_command_line(vault, capsys):
    notes = vault({**TWO, "vaultnet.toml": ""})
    assert command(notes, "log", "Anna", "Bram", "choir practice", "--date", "2026-11-20") == 0
    capsys.readouterr()
    assert command(notes, "undo") == 0
    said = capsys.readouterr().out
    assert "People/Anna.md is as it was:" in said
    assert "-- 2026-11-20 choir practice" in said
    assert texts(notes) == [ANNA, BRAM]
    assert command(notes, "undo") == 3
    assert capsys.readouterr().err == "vaultnet: there is no edit of vaultnet's to take back\n"
    command(notes, "snooze", "Bram", "2026-12-24")
    notes.write("People/Bram.md", notes.read("People/Bram.md") + "mine\n")
    assert command(notes, "undo") == 3
    assert "no longer what vaultnet left" in capsys.readouterr().err
    assert notes.read("People/Bram.md").endswith("mine\n")


def test_a_build_is_one_action(vault):
    notes = vault(TWO)
    build(notes.root, Config(), TODAY)
    text = (
        notes.read(DUE).replace("- [ ] [[Anna]]", "- [x] [[Anna]] called").replace("- [ ] [[Bram]]", "- [>] [[Bram]]")
    )
    notes.write(DUE, text)
    build(notes.root, Config(), TODAY)
    assert len(undo(notes.root)) == 2
    assert texts(notes) == [ANNA, BRAM]
    build(notes.root, Config(), TODAY)
    assert "- [ ] [[Anna]]" in notes.read(DUE)


def test_without_its_state_there_is_nothing_to_take_back_and_all_else_goes_on(vault, home):
    notes = vault(TWO)
    do_all(notes.root, [say("People/Anna.md", "choir")], "log 1")
    shutil.rmtree(home / "state")
    with pytest.raises(NothingToUndo):
        undo(notes.root)
    assert do_all(notes.root, [say("People/Anna.md", "choir"), say("People/Bram.md", "choir")], "log 2") == [
        "People/Bram.md"
    ]
