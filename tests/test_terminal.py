"""What a person sees in the terminal."""

import json
import re
from pathlib import Path

import pytest
from full_day import BRAM, FULL, NETWORK, PEOPLE, TODAY, contact, person
from test_due_note import hostile_day

from vaultnet.agenda.portrait import portrait
from vaultnet.model.agenda import Agenda, Profile
from vaultnet.model.config import Config
from vaultnet.model.facts import Card, Said
from vaultnet.render import terminal

CASES = Path(__file__).parent / "cases"
HOSTILE = json.loads((CASES / "hostile/strings.json").read_text("utf-8"))
CONFIG, DUTCH = Config(), Config(language="nl")
UNKNOWN = Profile(None)
UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_the_day_reads_as_in_the_note_without_its_markup():
    text = terminal.due(FULL, NETWORK, CONFIG, 80, colour=False)
    assert text.startswith("Saturday 21 November 2026\n\nToday\n  Anna de Vries\n      🎂 Turns 46 today.")
    assert "  Bram Jansen\n      7 weeks since you spoke; you like to speak monthly. 1 October: coffee;\n" in text
    assert "  2 more who would like to hear from you: Carla Smit, Griet #1\n" in text
    assert "  send the article about soil 📅 2026-11-20 (Bram Jansen)\n" in text
    assert text.endswith("\n2 places could not be read\n")
    assert not re.search(r"\[\[|\]\]|- \[ \]|^ *> ", text, re.MULTILINE)


def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks():
    for line in terminal.due(FULL, NETWORK, DUTCH, 40, colour=False).splitlines():
        assert len(line) <= 40
        assert line == line.rstrip()


def test_what_is_shown_depends_on_no_environment(monkeypatch):
    text = terminal.due(FULL, NETWORK, CONFIG, 40, colour=False)
    for name, value in (("TERM", "dumb"), ("COLUMNS", "200"), ("FORCE_COLOR", "1"), ("NO_COLOR", "1")):
        monkeypatch.setenv(name, value)
        assert terminal.due(FULL, NETWORK, CONFIG, 40, colour=False) == text


def test_colour_changes_nothing_but_colour():
    pale, coloured = (terminal.due(FULL, NETWORK, CONFIG, 80, colour=colour) for colour in (False, True))
    assert pale != coloured
    assert plain(coloured) == pale


def test_a_day_that_asks_nothing():
    assert terminal.due(Agenda(TODAY, 0), NETWORK, DUTCH, 80, colour=False) == (
        "zaterdag 21 november 2026\nVandaag hoeft er niets. Geniet van de dag.\n"
    )


def test_people_are_a_table():
    assert terminal.people(PEOPLE[:2] + PEOPLE[6:7], CONFIG, TODAY, 80, colour=False).splitlines() == [
        "Name           Cadence        Last contact  Due          Contacts",
        "Anna de Vries                 2026-09-20                 1",
        "Bram Jansen    monthly        2026-10-01    2026-11-01   1",
        "Griet #1       every 2 weeks                ~2026-11-21  0",
        "",
        "3 people",
    ]


def test_a_person_is_shown_with_places():
    profile = Profile("give-and-forget", evidence="accepted 3 of 3")
    found = portrait(BRAM, CONFIG, TODAY, profile, UNKNOWN)
    assert terminal.show(found, NETWORK, DUTCH, 80, colour=False).splitlines() == [
        "Bram Jansen",
        "People/Bram Jansen.md",
        "Ritme: maandelijks",
        "Aan de beurt: 2026-11-01",
        "E-mail bram@example.org. Plaats: Utrecht. Werk: gardener, Groen & Co. Adres:",
        "Kerkstraat 1.",
        "",
        "Gekregen",
        "  Stelde je voor aan Carla Smit (maart 2024; een bedankje is nog welkom)",
        "      People/Bram Jansen.md:20",
        "",
        "Beloften",
        "  send the article about soil",
        "      People/Bram Jansen.md:30",
        "",
        "Profiel",
        "  zakelijk: geven en vergeten (toegezegd 3 van 3)",
        "",
        "Contacten",
        "  2026-10-01  coffee; talked about his move",
        "      People/Bram Jansen.md:12",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_of_a_note_reaches_the_terminal(text):
    agenda, network = hostile_day(text)
    one = person(text, Card(location=text, needs=(Said(text, 3),)), contacts=(contact(TODAY, text, f"{text}.md"),))
    pages = (
        terminal.due(agenda, network, CONFIG, 80, colour=False),
        terminal.people([one], CONFIG, TODAY, 80, colour=False),
        terminal.show(
            portrait(one, CONFIG, TODAY, Profile(None, evidence=text), UNKNOWN), network, CONFIG, 80, colour=False
        ),
    )
    for page in pages:
        assert not UNPRINTABLE.search(page)
