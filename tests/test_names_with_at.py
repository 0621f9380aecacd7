"""In a vault whose people are called `@Vera Claes.md`, a text that begins with the link is no clumsier than without."""

from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config

PERSON = "People/@Vera Claes.md"


def due_note(vault, item, today):
    notes = vault({PERSON: "", "2026-11-10.md": f"- {item}\n"})
    build(notes.root, Config(), today)
    return notes.read("Due today.md")


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("[[@Vera Claes]]: her exam is on 14 November", '- 14 November: [[@Vera Claes]], "her exam is on 14 November"'),
        ("[[@Vera Claes|Vera]]: her exam is on 14 November", '- 14 November: [[@Vera Claes]], "her exam is on 14'),
    ],
)
def test_a_telling_is_quoted_without_the_name_before_it(vault, item, line):
    assert line in due_note(vault, item, date(2026, 11, 11))


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("asked: [[@Vera Claes]] to read my memo -> yes", '> For a yes to "to read my memo", [[2026-11-10]].'),
        ("[[@Vera Claes]] sent her comments #received", '> For "@Vera Claes sent her comments", [[2026-11-10]].'),
        ("received: from [[@Vera Claes]] a map", "> For a map, [[2026-11-10]]."),
    ],
)
def test_thanks_are_for_the_matter(vault, item, line):
    assert line in due_note(vault, item, date(2026, 11, 11))


def test_what_was_done_today_is_said_without_the_name_of_the_line(vault):
    note = due_note(vault, "returned: [[@Vera Claes]] the drill", date(2026, 11, 10))
    assert "- [x] [[@Vera Claes]] · gave it back (the drill)\n" in note
