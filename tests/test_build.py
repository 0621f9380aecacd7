"""The main job on a real folder: what is written, what is left alone, and what becomes of the user's own words."""

import re
from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config
from vaultnet.present import NotOurNote
from vaultnet.problem import Failure
from vaultnet.vault.swap import NotWritten

TODAY = date(2026, 11, 21)
DUE = "Due today.md"
ANNA = "---\ntype: person\ncadence: monthly\nphone: 06-12345678\n---\n## Contact\n- 2026-09-01 coffee, talked about her thesis\n"
BRAM = "---\ntype: person\ncadence: weekly\n---\n- 2026-11-01 walk\n"
TWO = {"People/Anna.md": ANNA, "People/Bram.md": BRAM}


def run(vault, today=TODAY, config=None, **options):
    return build(vault.root, config or Config(), today, **options)


def test_the_due_note_is_written_once_and_says_why(vault):
    notes = vault(TWO)
    report = run(notes)
    assert str(report) == "2 notes, 2 people, 2 due, 0 problems; Due today.md written"
    text = notes.read(DUE)
    assert "- [ ] [[Anna]]\n    > " in text
    assert "you like to speak monthly" in text
    assert "Phone 06-12345678" in text
    assert not run(notes).written
    assert notes.read(DUE) == text


def test_without_the_cache_the_note_is_the_same(vault):
    notes = vault(TWO)
    run(notes)
    first = notes.read(DUE)
    assert not run(notes, cache=False).written
    assert notes.read(DUE) == first


def test_check_writes_nothing(vault):
    notes = vault(TWO)
    assert run(notes, check=True).written
    assert DUE not in notes.names()
    run(notes)
    assert not run(notes, check=True).written


def test_a_note_of_the_user_is_never_replaced(vault):
    notes = vault({**TWO, DUE: "my own list\n"})
    with pytest.raises(NotOurNote, match=r"Due today\.md was not written by vaultnet"):
        run(notes)
    assert notes.read(DUE) == "my own list\n"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (
            "---\ngenerated_by: vaultnet\n---\nno markers\n",
            ":1: the line `%% vaultnet:begin %%` is missing; put it back",
        ),
        (
            "---\ngenerated_by: vaultnet\n---\n%% vaultnet:begin %%\n",
            ":1: the line `%% vaultnet:end %%` is missing; put it back",
        ),
        ("%% vaultnet:end %%\n%% vaultnet:begin %%\n", ":1: the line `%% vaultnet:end %%` comes before"),
        (
            "%% vaultnet:begin %%\n%% vaultnet:begin %%\n%% vaultnet:end %%\n",
            ":2: the line `%% vaultnet:begin %%` is here a",
        ),
        ("<<<<<<< HEAD\n%% vaultnet:begin %%\n%% vaultnet:end %%\n>>>>>>> other\n", ": has git conflict markers"),
        (b"%% vaultnet:begin %%\n\xff\n%% vaultnet:end %%\n", ": is not text in UTF-8 (see byte 22)"),
    ],
)
def test_a_damaged_due_note_is_left_alone_and_the_error_says_what_to_mend(vault, text, advice):
    notes = vault({**TWO, DUE: text})
    with pytest.raises(Failure, match=re.escape(f"{DUE}{advice}")):
        run(notes)
    assert (notes.folder / DUE).read_bytes() == (text if isinstance(text, bytes) else text.encode())


def test_an_empty_due_note_counts_as_absent(vault):
    notes = vault({**TWO, DUE: ""})
    assert run(notes).written


def test_what_is_around_the_block_is_kept_byte_for_byte(vault):
    notes = vault(TWO)
    run(notes)
    text = (
        notes.read(DUE).replace("cssclasses:", "mine: yes # keep\ncssclasses:") + "\n## My own\n\t- text  \n<!-- x -->"
    )
    text = text.replace("%% vaultnet:begin %%", "Before.  \n\n%% vaultnet:begin %%")
    notes.write(DUE, text)
    run(notes, today=date(2026, 11, 22))
    after = notes.read(DUE)
    assert after.endswith("%% vaultnet:end %%\n\n## My own\n\t- text  \n<!-- x -->")
    assert "mine: yes # keep\n" in after
    assert "Before.  \n\n%% vaultnet:begin %%" in after
    assert "date: 2026-11-22\n" in after


def test_words_on_an_open_line_stay_with_the_person_and_are_kept_when_the_person_goes(vault):
    notes = vault(TWO)
    run(notes)
    notes.write(
        DUE,
        notes.read(DUE)
        .replace("[[Anna]]\n", "[[Anna]] ask for the recipe\n")
        .replace("## Reach out", "## Reach out\na line of mine"),
    )
    run(notes)
    assert "- [ ] [[Anna]] ask for the recipe\n" in notes.read(DUE)
    assert "## Kept for you\n- a line of mine\n" in notes.read(DUE)
    notes.write("People/Anna.md", ANNA + "- 2026-11-20 called\n")
    run(notes)
    assert "- Anna: ask for the recipe\n" in notes.read(DUE).partition("%% vaultnet:end %%")[2]
    before = notes.read(DUE)
    assert not run(notes).written
    assert notes.read(DUE) == before


def tick(notes, box, words="", name="Anna"):
    text = notes.read(DUE)
    assert f"- [ ] [[{name}]]" in text
    notes.write(DUE, text.replace(f"- [ ] [[{name}]]", f"- [{box}] [[{name}]]{words}"))


def test_check_reports_what_cannot_be_carried_out_and_does_nothing(vault):
    notes = vault(TWO)
    run(notes)
    notes.write(DUE, notes.read(DUE).replace("- [ ] [[Bram]]", "- [x] [[Bram]] ✅ 2026-12-24"))
    run(notes)
    said = run(notes, check=True)
    assert not said.written
    assert [str(problem) for problem in said.problems] == [
        "Due today.md:14: this tick could not be carried out: 2026-12-24 is still to come"
    ]
    notes.write(DUE, notes.read(DUE).replace("- [ ] [[Anna]]", "- [x] [[Anna]] called"))
    said = run(notes, check=True)
    assert said.written
    assert not said.edited
    assert notes.read("People/Anna.md") == ANNA


def test_two_notes_of_one_name_are_never_guessed(vault):
    notes = vault({**TWO, "Work/People/Anna.md": BRAM})
    run(notes)
    text = notes.read(DUE)
    assert "[[People/Anna]]" in text
    notes.write(DUE, text.replace("- [ ] [[People/Anna]]", "- [x] [[Anna]]"))
    report = run(notes)
    assert any("fits several people" in problem.message for problem in report.problems)
    assert notes.read("People/Anna.md") == ANNA


def test_a_tick_of_a_copy_that_cannot_be_carried_out_is_reported_and_leaves_the_note_the_same_on_every_machine(vault):
    notes = vault(TWO)
    build(notes.root, Config(), TODAY)
    copy = "Due today.sync-conflict-20261121-101500-ABCDEFG.md"
    notes.write(copy, notes.read(DUE))
    build(notes.root, Config(), TODAY)
    before = notes.read(DUE)
    notes.write(copy, before.replace("- [ ] [[Anna]]", "- [x] [[Nobody]] on the phone"))
    report = build(notes.root, Config(), TODAY)
    assert any("could not be carried out" in problem.message for problem in report.problems if problem.path == copy)
    assert notes.read(DUE) == before


def test_ticks_of_a_conflict_copy_are_taken_once(vault):
    notes = vault(TWO)
    run(notes)
    copy = "Due today.sync-conflict-20261121-101500-ABCDEFG.md"
    notes.write(copy, notes.read(DUE).replace("- [ ] [[Anna]]", "- [x] [[Anna]] on the phone"))
    report = run(notes)
    assert notes.read("People/Anna.md") == ANNA + "- 2026-11-21 on the phone\n"
    assert any(problem.path == copy for problem in report.problems)
    assert copy in notes.names()
    notes.write("People/Anna.md", ANNA)
    run(notes)
    assert notes.read("People/Anna.md") == ANNA


def test_a_fresh_edit_is_left_for_the_next_round(vault):
    notes = vault(TWO)
    run(notes)
    notes.rest()
    tick(notes, "x", " called")
    report = run(notes, settle=60.0)
    assert report.later
    assert notes.read("People/Anna.md") == ANNA
    notes.rest()
    assert not run(notes, settle=60.0).later
    assert notes.read("People/Anna.md") == ANNA + "- 2026-11-21 called\n"


def test_a_due_note_that_cannot_be_written_is_one_sentence(vault, monkeypatch):
    notes = vault(TWO)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vaultnet.vault.swap.appear", full)
    with pytest.raises(NotWritten, match=r"Due today\.md could not be written: no space left on device"):
        run(notes)
    assert DUE not in notes.names()
