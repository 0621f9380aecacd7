"""What stands under a bare date: its marks count in prose too, and what was in vain is no contact."""

import pytest

from vaultnet.model.config import Reading
from vaultnet.note.read import read_note

HOLDERS = ["### 2026-10-01\n{}\n", "### Lunch (2026-10-01)\n\n{}\n", "- 2026-10-01\n\n  {}\n"]


def read(body):
    return read_note("People/Anna.md", f"---\ntype: person\n---\n{body}", Reading()).entries


def days(body):
    return [str(entry.date) for entry in read(body) if entry.contact and not entry.within]


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("line", ["received: a book", "- received: a book", "a book #received"])
def test_a_mark_under_a_date_counts_in_prose_as_in_an_item(holder, line):
    contact, received = read(holder.format(line))
    assert (contact.contact, contact.marks) == (True, ())
    assert contact.text.endswith("a book")
    assert (received.marks, str(received.date), received.text) == (("received",), "2026-10-01", "a book")
    assert received.within == contact.line


def test_a_mark_in_undated_prose_is_none():
    assert read("received: a book\n\n# Log\nreceived: a book\n") == ()


@pytest.mark.parametrize("holder", ["### 2026-10-01\n{}\n", "- 2026-10-01\n    {}\n"])
@pytest.mark.parametrize(
    ("under", "met"),
    [
        ("- tried: phone", False),
        ("- let go: the ladder", False),
        ("- wedding: in Delft", False),
        ("- ask about: the house", True),
        ("- gift: a hat", True),
        ("- need: a hat", True),
        ("- received: a hat", True),
        ("- [ ] send the hat", True),
        ("- tea", True),
    ],
)
def test_a_bare_date_is_a_contact_unless_all_under_it_was_in_vain(holder, under, met):
    assert days(holder.format(under)) == ["2026-10-01"] * met


def test_one_thing_that_was_not_in_vain_makes_a_contact():
    assert days("### 2026-10-01\n- tried: phone\n- then she called\n") == ["2026-10-01"]
    assert days("### 2026-10-01\n- tried: phone\n\nThen she called.\n") == ["2026-10-01"]
    assert days("### 2026-10-01\n- tried: phone\n- [ ] try again\n") == []
    assert days("### 2026-10-01 Coffee\n- tried: her phone\n") == ["2026-10-01"]
    assert days("### 2026-10-01\n") == ["2026-10-01"]


@pytest.mark.parametrize("holder", ["- [[Anna]]\n    - {}\n", "## [[Anna]]\n\n{}\n", "- **[[Anna|her]]**:\n    - {}\n"])
@pytest.mark.parametrize(("under", "met"), [("tried: phone", False), ("operation: knee", False), ("tea", True)])
def test_so_is_a_bare_link_in_a_daily_note(holder, under, met):
    entries = read_note("2026-10-01.md", holder.format(under), Reading()).entries
    assert any(entry.contact for entry in entries) is met
    assert any("tried" in entry.marks for entry in entries) is ("tried" in under)


def test_a_link_with_words_is_a_contact_whatever_stands_under_it():
    entries = read_note("2026-10-01.md", "- coffee with [[Anna]]\n    - tried: her cake\n", Reading()).entries
    assert [entry.contact for entry in entries] == [True, False]
