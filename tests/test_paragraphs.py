"""The lines of a paragraph in a daily note: each is about the people it links, or else goes on about those before."""

from datetime import date

import pytest

from vaultnet.load import load
from vaultnet.model.config import Config

TODAY = date(2026, 11, 21)


def said(vault, text):
    """By name: the contact's text and the kinds of what it tells."""
    notes = vault({"People/Bram.md": "", "People/Vera.md": "", "2026-11-10.md": text})
    people = load(notes.root, Config(), TODAY).network.people
    return {
        person.name: (contact.text, [told.kind for record in person.records for told in record.entry.told])
        for person in people
        for contact in person.contacts
        if contact.date == date(2026, 11, 10)
    }


@pytest.mark.parametrize(
    "line",
    [
        "We talked about [[Project X]] and her operation is on 24 November.",
        "[[Project X]] can wait, her operation is on 24 November.",
        "She liked [the film](https://example.org), her operation is on 24 November.",
        "![[photo.jpg]] her operation is on 24 November.",
    ],
)
def test_a_line_that_links_to_nobody_goes_on_about_those_before(vault, line):
    [(name, (text, kinds))] = said(vault, f"Lunch with [[Vera]].\n{line}\n").items()
    assert (name, kinds) == ("Vera", ["illness"])
    assert text.startswith("Lunch with Vera.\n")
    assert text.endswith("her operation is on 24 November.")


def test_what_goes_on_after_a_line_about_another_is_about_that_other(vault):
    text = "[[Vera]] phoned\nwith [[Bram]] to the fair\nhe is in [[Project X]], his exam is on 24 November\n"
    assert said(vault, text) == {
        "Vera": ("Vera phoned", []),
        "Bram": ("with Bram to the fair\nhe is in Project X, his exam is on 24 November", ["exam"]),
    }


def test_a_picture_or_a_page_before_them_belongs_to_the_talk(vault):
    assert said(vault, "![[photo.jpg]] by the sea\nwith [[Vera]]\n") == {"Vera": ("by the sea\nwith Vera", [])}


def test_a_line_with_a_day_of_its_own_passes_it_on(vault):
    assert said(vault, "[[Vera]] phoned\n2026-10-01 lunch with [[Vera]]\nand [[Bram]]\n") == {
        "Vera": ("Vera phoned", [])
    }
