"""What becomes of a tick, told by whole notes: those before, what the user did to the due note, and all notes afterwards.

A case is a file: a sentence, then the notes by their path, the *tick* (lines by section), and the notes *afterwards*.
Each case is also run as if the program had ended between the people's notes and the due note: nothing comes twice.
"""

import os
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from vaultnet import build as program
from vaultnet.build import build
from vaultnet.problem import Failure
from vaultnet.vault.config import read_config
from vaultnet.vault.home import state_folder

CASES = sorted((Path(__file__).parent / "cases" / "ticks").glob("*.md"))
TODAY = date(2026, 11, 21)
_HEAD = re.compile(r"^=== (.+)\n", re.MULTILINE)


def parts(case):
    """What the case gives, by its headings."""
    _, *rest = _HEAD.split(case.read_text(encoding="utf-8"))
    return dict(zip(rest[::2], rest[1::2], strict=True))


def given(case, vault):
    """The vault of the case, with the due note as the user left it; the day of the next build; what is to come of it."""
    said = parts(case)
    expected = {name.removesuffix(" afterwards"): said.pop(name) for name in list(said) if name.endswith(" afterwards")}
    ticks = said.pop("tick")
    day = next((name for name in said if name.startswith("built again on ")), "")
    said.pop(day, None)
    notes = vault(said)
    due = build(notes.root, read_config(notes.root), TODAY).path
    notes.write(due, ticked(notes.read(due), ticks))
    return notes, due, date.fromisoformat(day.rpartition(" ")[2]) if day else TODAY, expected


def ticked(text, ticks):
    """The due note after the user worked on it: each line takes the place of the open one that it begins with."""
    lines = text.split("\n")
    at = 0
    for line in ticks.rstrip("\n").split("\n"):
        if line.startswith("## ") and line in lines:
            at = lines.index(line)
            continue
        end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith(("## ", "%%"))), len(lines))
        for number in range(at + 1, end):
            if line.startswith("- [") and lines[number].startswith("- [ ]") and line[5:].startswith(lines[number][5:]):
                lines[number] = line
                at = number
                break
        else:
            at += 1
            lines.insert(at, line)
    return "\n".join(lines)


def shown(notes, due):
    """The notes with the due note from its block on."""
    texts = {path: notes.read(path) for path in notes.names()}
    head, begin, block = texts[due].partition("%% vaultnet:begin %%")
    return texts | {due: begin + block if head.startswith("---") else texts[due]}


def run(notes, day):
    return build(notes.root, read_config(notes.root), day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_ticks_are_carried_out_as_in_the_case(case, vault):
    notes, due, day, expected = given(case, vault)
    run(notes, day)
    found = shown(notes, due)
    assert {path: found[path] for path in expected} == expected
    before = notes.read(due)
    assert not run(notes, day).written
    assert notes.read(due) == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_run_that_ended_before_the_due_note_was_written_changes_nothing(case, vault, home):
    notes, due, day, expected = given(case, vault)
    as_left = notes.read(due)
    for _ in range(2):
        run(notes, day)
        notes.write(due, as_left)
        shutil.rmtree(home)
    run(notes, day)
    found = shown(notes, due)
    assert {path: found[path] for path in expected} == expected


ANNA = "---\ncadence: monthly\n---\n## Contact\n- 2026-09-01 coffee\n"
BRAM = "---\ncadence: weekly\n---\n- 2026-11-01 walk\n"
TWO = {"People/Anna.md": ANNA, "People/Bram.md": BRAM}
DUE = "Due today.md"


def begun(vault, notes, *ticks, due=DUE):
    """A vault with its due note, of which these lines of *Reach out* were changed."""
    made = vault(notes)
    run(made, TODAY)
    made.write(due, ticked(made.read(due), "\n".join(["## Reach out", *ticks])))
    return made


def test_what_cannot_be_carried_out_keeps_its_day_and_words_through_many_days(vault):
    notes = begun(vault, TWO, "- [x] [[Anna]] 2026-11-18 called", "    - new flat", "- [>] [[Bram]] 2 weeks")
    mended = ANNA, BRAM
    notes.write("People/Anna.md", ANNA.replace("---\n##", "x: [\n---\n##"))
    notes.write("People/Bram.md", BRAM.replace("---\n-", "x: [\n---\n-"))
    for number in range(20):
        run(notes, TODAY + timedelta(number))
        text = notes.read(DUE)
        assert text.count("- [x] [[Anna]] 2026-11-18 called ✅ 2026-11-18\n") == 1
        assert text.count("    - new flat\n") == 1
        assert text.count("- [>] [[Bram]] 2 weeks ✅ 2026-11-21\n") == 1
    for path, text in zip(TWO, mended, strict=True):
        notes.write(path, text)
    run(notes, TODAY + timedelta(20))
    assert notes.read("People/Anna.md") == f"{ANNA}- 2026-11-18 called\n  - new flat\n"
    assert "snooze_until: 2026-12-05\n" in notes.read("People/Bram.md")


CARLA = """---
type: person
---
## Contact
- 2026-09-01 asked: the name of a lawyer
- 2026-09-02 asked: a lift
- 2026-11-11 request: a reference
"""


def test_what_is_answered_one_by_one_on_one_day_is_each_recorded_for_what_the_line_said(vault, home):
    notes = vault({"People/Carla.md": CARLA})
    recorded = CARLA
    for asked, said in (
        ("a reference", "no time before May"),
        ("the name of a lawyer", "mr. De Wit"),
        ("a lift", "yes, until Leiden"),
    ):
        run(notes, TODAY)
        (told,) = re.findall(r"ou(?: asked)?: \"(.+)\", ", notes.read(DUE))
        assert told == asked
        notes.write(DUE, ticked(notes.read(DUE), f"## Answer\n- [x] [[Carla]] {said}"))
        as_left = notes.read(DUE)
        recorded += f"- 2026-11-21 answered: {asked} -> {said}\n"
        for _ in range(2):  # the second time as if the first run had not come to write the due note
            notes.write(DUE, as_left)
            shutil.rmtree(home)
            run(notes, TODAY)
            assert notes.read("People/Carla.md") == recorded
    assert "## Answer" not in notes.read(DUE)


def test_the_answer_goes_to_what_the_line_said_even_if_more_was_asked_since(vault):
    notes = vault({"People/Carla.md": CARLA.replace("- 2026-11-11 request: a reference\n", "")})
    run(notes, TODAY)
    notes.write("People/Carla.md", CARLA)
    notes.write(DUE, ticked(notes.read(DUE), "## Answer\n- [x] [[Carla]] mr. De Wit"))
    run(notes, TODAY)
    assert notes.read("People/Carla.md") == f"{CARLA}- 2026-11-21 answered: the name of a lawyer -> mr. De Wit\n"
    assert '- [ ] [[Carla]]\n    > Asked you: "a reference", [[Carla|11 November]].\n' in notes.read(DUE)


@pytest.mark.parametrize("box", ["x", "-"])
def test_a_repetition_that_was_continued_in_the_meantime_is_not_ticked_again(vault, box):
    anna = "---\ntype: person\n---\n- [ ] call her 🔁 every month on the last Friday 📅 2026-11-20\n"
    notes = vault({"People/Anna.md": anna})
    run(notes, TODAY)
    notes.write(DUE, notes.read(DUE).replace("- [ ]", f"- [{box}]"))
    report = run(notes, TODAY)
    assert notes.read("People/Anna.md") == anna
    assert "repeats in a way that only the Tasks plugin can continue; tick it there" in str(report.problems)
    done = anna.replace("- [ ]", "- [x]")[len("---\ntype: person\n---\n") :].replace("\n", " ✅ 2026-11-22\n")
    notes.write("People/Anna.md", continued := anna.replace("11-20", "11-27") + done)
    report = run(notes, TODAY + timedelta(1))
    assert notes.read("People/Anna.md") == continued
    assert report.problems == ()
    assert f"- [{box}]" not in notes.read(DUE).partition("## Done today")[0]


def test_a_tick_that_stays_does_not_pass_to_a_promise_in_the_same_words_for_another_day(vault):
    anna = f"{ANNA}\n## To do\n- [ ] call her 🔁 every week\n- [ ] call her 🔁 every week 📅 2026-11-23\n"
    notes = vault({"People/Anna.md": anna})
    run(notes, TODAY)
    notes.write(DUE, ticked(notes.read(DUE), "## Promised\n- [x] call her every week ([[Anna]])"))
    for number in range(4):
        report = run(notes, TODAY + timedelta(number))
        assert "only the Tasks plugin can continue" in str(report.problems)
        assert "- [x] call her every week ([[Anna]]) ✅ 2026-11-21\n" in notes.read(DUE)
        assert notes.read("People/Anna.md") == anna
    assert "- [ ] call her every week 📅 2026-11-23 ([[Anna]])\n" in notes.read(DUE)


def test_a_tick_counts_where_there_is_no_section_to_type_it_into(vault):
    notes = vault({"People/Anna.md": "- 2026-11-10 coffee\n"})
    run(notes, TODAY)
    quiet = notes.read("Due today.md")
    notes.write("Due today.md", quiet.replace("\n%% vaultnet:end %%", "- [x] [[Anna]] called\n\n%% vaultnet:end %%"))
    run(notes, TODAY)
    assert notes.read("People/Anna.md") == "- 2026-11-10 coffee\n- 2026-11-21 called\n"
    assert "Kept for you" not in notes.read("Due today.md")


def test_a_note_behind_a_symbolic_link_is_read_and_never_written(vault):
    notes = vault({**TWO, "Elsewhere/Carla.md": BRAM})
    (notes.folder / "People/Carla.md").symlink_to("../Elsewhere/Carla.md")
    run(notes, TODAY)
    notes.write(DUE, notes.read(DUE).replace("- [ ] [[People/Carla]]", "- [x] [[People/Carla]] called"))
    for _ in range(3):
        report = run(notes, TODAY)
        assert [one.message for one in report.problems] == [
            "this tick could not be carried out: People/Carla.md: could not be written: it is a symbolic link"
        ]
        assert "- [x] [[People/Carla]] called ✅ 2026-11-21\n" in notes.read(DUE)
        assert notes.read("Elsewhere/Carla.md") == BRAM
        assert (notes.folder / "People/Carla.md").is_symlink()
        assert os.listdir(os.path.join(state_folder(notes.root), "edits")) == []


def test_nothing_is_moved_for_a_note_that_cannot_be_read(vault):
    notes = begun(vault, TWO, "- [ ] [[Anna]] ask for the recipe", "    - and the wine", "- [x] [[Bram]] called")
    for path in TWO:
        (notes.folder / path).write_bytes(b"\xff\xfe")
    run(notes, TODAY)
    text = notes.read(DUE)
    assert "- [ ] [[Anna]] ask for the recipe\n    - and the wine\n" in text
    assert "- [x] [[Bram]] called ✅ 2026-11-21\n" in text
    assert "Kept for you" not in text
    assert not run(notes, TODAY).written
    for path, whole in TWO.items():
        notes.write(path, whole)
    run(notes, TODAY)
    assert "- [ ] [[Anna]] ask for the recipe\n" in notes.read(DUE)
    assert notes.read("People/Bram.md") == f"{BRAM}- 2026-11-21 called\n"


def test_a_bare_name_is_nobodys_while_another_note_of_that_name_cannot_be_read(vault):
    notes = begun(vault, {**TWO, "People/Work/Anna.md": b"\xff"}, "- [x] [[Anna]] called")
    report = run(notes, TODAY)
    assert notes.read("People/Anna.md") == ANNA
    assert any("People/Work/Anna.md cannot be read at the moment" in one.message for one in report.problems)


def test_an_introduction_of_which_one_side_is_refused_is_completed_later(vault):
    need, offer = (
        "---\nneeds: a teacher for the cello\n---\n- 2026-11-20 call\n",
        "---\noffers: cello lessons\n---\n- 2026-11-20 call\n",
    )
    notes = vault({"People/Emma.md": need, "People/Frits.md": offer})
    run(notes, TODAY)
    notes.write(DUE, notes.read(DUE).replace("- [ ] [[Emma]] and", "- [x] [[Emma]] and"))
    notes.write("People/Frits.md", offer.replace("---\n-", "x: [\n---\n-"))
    report = run(notes, TODAY)
    assert report.edited == 1
    assert "- [x] [[Emma]] and [[Frits]] ✅ 2026-11-21\n" in notes.read(DUE)
    assert "## Done today\n- [x] [[Emma]]\n" in notes.read(DUE)
    notes.write("People/Frits.md", offer)
    assert run(notes, TODAY).edited == 1
    assert notes.read("People/Emma.md").count("introduced to [[Frits]]") == 1
    assert notes.read("People/Frits.md").count("introduced to [[Emma]]") == 1


def test_words_of_a_copy_are_kept_once_even_if_that_could_not_be_remembered(vault, home):
    notes = begun(vault, TWO)
    copy = "Due today.sync-conflict-20261121-101500-ABCDEFG.md"
    notes.write(copy, notes.read(DUE).replace("- [ ] [[Anna]]", "- [-] [[Anna]] she is travelling\n    - until May"))
    for _ in range(3):
        run(notes, TODAY)
        shutil.rmtree(home / "state")
    assert notes.read(DUE).count("- Anna: she is travelling\n    - until May\n") == 1


def test_ticks_are_found_in_copies_of_the_daily_note_and_where_the_due_note_was_before(vault):
    notes = begun(vault, TWO, "- [x] [[Anna]] called")
    notes.write("vaultnet.toml", 'embed_in = "daily"\n')
    notes.write("2026-11-22.md", "# Sunday\n")
    run(notes, date(2026, 11, 22))
    assert notes.read("People/Anna.md") == f"{ANNA}- 2026-11-21 called\n"
    copy = "2026-11-22.sync-conflict-20261122-101500-ABCDEFG.md"
    notes.write(copy, notes.read("2026-11-22.md").replace("- [ ] [[Bram]]", "- [x] [[Bram]] walk"))
    run(notes, date(2026, 11, 23))
    assert notes.read("People/Bram.md") == f"{BRAM}- 2026-11-22 walk\n"


@pytest.mark.parametrize("saves", [1, 3])
def test_a_due_note_that_is_saved_meanwhile_is_taken_anew(vault, monkeypatch, saves):
    notes = begun(vault, TWO, "- [x] [[Anna]] called")
    real = program.write_generated
    left = iter(range(saves))

    def late(root, path, new, expected):
        if (number := next(left, None)) is not None:
            notes.write(path, notes.read(path) + f"words {number}\n")
        return real(root, path, new, expected)

    monkeypatch.setattr(program, "write_generated", late)
    report = run(notes, TODAY)
    assert report.written
    assert report.edited == 1
    assert notes.read("People/Anna.md") == f"{ANNA}- 2026-11-21 called\n"
    assert notes.read(DUE).endswith("".join(f"words {number}\n" for number in range(saves)))


def test_a_due_note_that_is_saved_without_pause_is_left_to_its_owner(vault, monkeypatch):
    notes = begun(vault, TWO, "- [x] [[Anna]] called")
    real = program.write_generated

    def late(root, path, new, expected):
        notes.write(path, notes.read(path) + "words\n")
        return real(root, path, new, expected)

    monkeypatch.setattr(program, "write_generated", late)
    with pytest.raises(Failure, match=r"Due today\.md was changed by somebody else meanwhile"):
        run(notes, TODAY)
    assert "- [x] [[Anna]] called\n" in notes.read(DUE)
    assert notes.read("People/Anna.md") == f"{ANNA}- 2026-11-21 called\n"


def test_temporaries_of_a_dead_run_are_moved_out_of_the_vault_and_it_is_said(vault):
    notes = begun(vault, {**TWO, "People/.~vn-0123abcd.tmp": "words", ".~vn-00000000.tmp": "young"})
    os.utime(notes.folder / "People/.~vn-0123abcd.tmp", (1, 1))
    report = run(notes, TODAY)
    assert "1 file of a run that was cut short moved to the state folder" in str(report)
    assert notes.names() == {*TWO, DUE, ".~vn-00000000.tmp"}
    assert Path(state_folder(notes.root), "left over", ".~vn-0123abcd.tmp").read_text() == "words"


def test_a_promise_that_was_given_another_day_meanwhile_is_not_guessed(vault):
    promise = "- 2026-11-20 call\n- [ ] send the photographs 📅 2026-11-21\n"
    notes = vault({"People/Daan.md": promise})
    run(notes, TODAY)
    notes.write(DUE, notes.read(DUE).replace("- [ ] send", "- [x] send"))
    notes.write("People/Daan.md", promise.replace("📅 2026-11-21", "📅 2026-12-10"))
    report = run(notes, TODAY)
    assert notes.read("People/Daan.md") == promise.replace("📅 2026-11-21", "📅 2026-12-10")
    assert "the promise has been moved to another day since" in report.problems[0].message
    assert "- [x] send the photographs 📅 2026-11-21 ([[Daan]]) ✅ 2026-11-21\n" in notes.read(DUE)
