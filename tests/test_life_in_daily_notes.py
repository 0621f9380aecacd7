"""Under *Life events* a line is an occasion and no contact, in a daily note too."""

from datetime import date

import pytest

from vaultnet.load import load
from vaultnet.model.config import Config

TODAY = date(2026, 11, 21)


def said(vault, text):
    notes = vault({"People/Vera.md": "", "People/Bram.md": "", "2026-11-10.md": text})
    one = load(notes.root, Config(), TODAY).network.people[1]
    occasions = [(entry.marks, str(entry.date), entry.text) for _, entry, *_ in one.records]
    return [contact.date.day for contact in one.contacts], occasions


@pytest.mark.parametrize("heading", ["## Life events", "# levensloop:", "### Important dates\n#### of friends"])
@pytest.mark.parametrize(
    ("line", "occasion"),
    [
        ("- [[Vera]] moved to Gouda", [(("move",), "2026-11-10", "Vera moved to Gouda")]),
        ("- 2026-10-01 [[Vera]] moved to Gouda", [(("move",), "2026-10-01", "Vera moved to Gouda")]),
        ("- wedding: [[Vera]]", [(("wedding",), "2026-11-10", "Vera")]),
        ("- [[Vera]] bought a hat", []),
        ("[[Vera]] moved to Gouda", [(("move",), "2026-11-10", "Vera moved to Gouda")]),
    ],
)
def test_a_line_under_life_events_is_no_contact(vault, heading, line, occasion):
    assert said(vault, f"{heading}\n{line}\n") == ([], occasion)


def test_what_stands_before_and_after_is_contact_as_ever(vault):
    text = "- [[Vera]] tea\n## Life events\n- [[Bram]] moved to Gouda\n## Evening\n- [[Vera]] soup\n"
    assert said(vault, text) == ([10], [])


def test_a_heading_that_only_speaks_of_life_is_no_such_heading(vault):
    assert said(vault, "## Life events of today\n- [[Vera]] tea\n")[0] == [10]
