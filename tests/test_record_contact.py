"""A note before, a contact, the note after."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.model.config import Reading
from vaultnet.note.edit import Edit, Refusal
from vaultnet.note.read import read_note
from vaultnet.note.record_contact import NewContact, add_contact

CASES = sorted((Path(__file__).parent / "cases" / "record").glob("*.md"))
D = date(2026, 11, 21)


def add(text, words="called, all is well", under=(), day=D):
    edit = add_contact("People/Anna.md", text, Reading(), NewContact(day, words, under), "Contact")
    return edit.of(text) if isinstance(edit, Edit) else edit


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_contact_is_recorded_as_in_the_case(case):
    before, after = case.read_text(encoding="utf-8").split("\n=== after ===\n")
    assert add(before + "\n") == after


def test_it_is_not_written_twice():
    once = add("- 2026-10-01 coffee\n", "received: a  Book")
    assert add(once, "received: a book") is None
    assert add(once, "a book") != once


def test_promises_that_were_kept_are_no_place_for_a_talk():
    kept = "## To do\n- [x] send the book ✅ 2026-11-01\n"
    new = "- 2026-11-21 called, all is well\n"
    assert add(f"## Contact\n- 2026-10-01 coffee\n{kept}") == f"## Contact\n- 2026-10-01 coffee\n{new}{kept}"
    assert add(f"{kept}## Walks\n- 2026-10-01 coffee\n") == f"{kept}## Walks\n- 2026-10-01 coffee\n{new}"
    assert add(f"## Contact\n{kept}") == f"## Contact\n{new}{kept}"
    assert add(kept) == f"{kept}- [x] called, all is well ✅ 2026-11-21\n"


def test_hashtags_in_the_words_are_the_users():
    person = "---\ntype: person\ntags: [choir]\n---\n- 2026-10-01 coffee #friend\n"
    assert add(person, "talked about #gardening #done") == person + "- 2026-11-21 talked about #gardening #done\n"


def test_line_ends_bom_and_a_missing_last_line_end_are_kept():
    assert (
        add("\ufeff## Log\r\n* 2026-10-01: coffee\r\n\r\nend")
        == "\ufeff## Log\r\n* 2026-10-01: coffee\r\n* 2026-11-21: called, all is well\r\n\r\nend"
    )
    assert add("- 2026-10-01 coffee") == "- 2026-10-01 coffee\n- 2026-11-21 called, all is well"
    assert add("") == "## Contact\n\n- 2026-11-21 called, all is well\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("28 december 2025 gewandeld", "3 maart 2026 gebeld"),
        ("5 jan 2026 - thee", "3 mrt 2026 - gebeld"),
        ("Zo 28 december 2025 gewandeld", "Di 3 maart 2026 gebeld"),
        ("28 December 2025 a walk", "3 March 2026 gebeld"),
        ("Dec 28, 2025: a walk", "Mar 3, 2026: gebeld"),
        ("28 Maart 2025: gewandeld", "3 Maart 2026: gebeld"),
        ("28 march 2025: a walk", "3 march 2026: gebeld"),
    ],
)
def test_a_month_is_in_the_language_of_the_line_beside_it(before, after):
    assert add(f"- {before}\n", "gebeld", day=date(2026, 3, 3)) == f"- {before}\n- {after}\n"


def test_sub_items_are_nested_as_the_note_does_it():
    assert add("- 2026-10-01 coffee\n\t- and cake\n", under=("her thesis",)) == (
        "- 2026-10-01 coffee\n\t- and cake\n- 2026-11-21 called, all is well\n\t- her thesis\n"
    )
    four = "* 2026-10-01 coffee\n    * and cake\n"
    assert add(four, under=("her thesis", "\tits title")) == (
        four + "* 2026-11-21 called, all is well\n    * her thesis\n        * its title\n"
    )
    numbered = "1. 2026-10-01 coffee\n\n- tea\n  - and milk\n"
    assert "1. 2026-10-01 coffee\n2. 2026-11-21 called, all is well\n   - her thesis\n" in add(
        numbered, under=("her thesis",)
    )


def test_a_note_with_broken_frontmatter_is_refused():
    assert isinstance(add("---\na: [\n---\n- 2026-10-01 coffee\n"), Refusal)


BODIES = st.lists(
    st.sampled_from(
        [
            "- 2026-10-01 coffee",
            "- 2026-09-01: tea",
            "* **2026-08-01** — cake",
            "1. 2026-07-01 walk",
            "- [[2026-06-01]] swim",
            "- [x] 2026-05-01 call",
            "- [x] call ✅ 2026-04-01",
            "- [ ] plan",
            "\t- sub",
            "  - sub",
            "  more",
            "## Log",
            "## Contact",
            "### 2026-03-01 Lunch",
            "## Life events",
            "2026-02-01: met",
            "| when | what |",
            "|---|---|",
            "| 2026-01-01 | row |",
            "> quote",
            "```",
            "- received: a book",
            "",
            "",
            "text",
            "%%",
            "---",
        ]
    ),
    max_size=14,
)


@settings(max_examples=250, deadline=None)
@given(
    BODIES,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(["", "\ufeff", "---\ntype: person\n---\n"]),
    st.sampled_from(["hello", "", "received: a pen", "x | y", "[[Bob]] called"]),
)
def test_only_the_new_lines_differ_and_they_say_what_was_meant(lines, eol, final, front, words):
    text = (front + "\n".join(lines) + ("\n" if final else "")).replace("\n", eol)
    edit = add_contact(
        "People/Anna.md", text, Reading(), NewContact(D, words, ("sub",) if words == "hello" else ()), "Contact"
    )
    if not isinstance(edit, Edit):
        return
    after = edit.of(text)
    assert edit.start == edit.end
    assert after[: edit.start] + after[edit.start + len(edit.inserted) :] == text
    old = read_note("People/Anna.md", text, Reading())
    new = read_note("People/Anna.md", after, Reading())
    assert sum(entry.date == D for entry in new.entries) > sum(entry.date == D for entry in old.entries)
    assert [e.text for e in old.entries] == [e.text for e in new.entries if e.date != D]
    assert add_contact("People/Anna.md", after, Reading(), NewContact(D, words), "Contact") is None
