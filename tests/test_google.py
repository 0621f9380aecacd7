"""Google's contacts in, people out; and how a file's encoding is found."""

from pathlib import Path

import pytest

from vaultnet.exchange import recognise
from vaultnet.exchange.book import Entry
from vaultnet.model.span import Yearly

CASES = Path(__file__).parent / "cases" / "exchange"


def test_the_headers_of_today():
    assert recognise.read("contacts.csv", (CASES / "google.csv").read_bytes()).entries == (
        Entry(
            line=2,
            name="Hanna Berg",
            aliases=("Han",),
            email=("hanna@zaal7.example", "hanna.berg@example.org", "hb@example.net"),
            phone=("+31 6 1234 5608", "+31 30 555 0108"),
            birthday=Yearly(3, 7, None),
            anniversary=Yearly(6, 18, 2016),
            organisation="Zaal 7",
            role="curator",
            location="Amsterdam",
            address="Singel 4, 1015 AA Amsterdam, Nederland",
            family=("Ilse",),
            note=("Two", "lines"),
        ),
    )


def test_a_contact_without_a_name_is_reported():
    (problem,) = recognise.read("contacts.csv", (CASES / "google.csv").read_bytes()).problems
    assert str(problem) == "contacts.csv:6: this contact has no name; it is left out"


def test_the_headers_of_before_2024_in_utf_16():
    book = recognise.read("old.csv", (CASES / "google_before_2024.csv").read_bytes())
    assert book.entries == (
        Entry(
            line=2,
            name="Ivo van Dijk",
            email=("ivo@example.org",),
            phone=("06-12345609",),
            organisation="TU Delft",
            role="docent",
            location="Delft",
        ),
    )
    assert [str(problem) for problem in book.problems] == [
        "old.csv:2: Ivo van Dijk: the birthday “1969-02-30” is not a date; it is left out"
    ]


def test_an_address_from_its_parts():
    text = (
        "First Name,Last Name,Labels,E-mail 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Postal Code\n"
        "Ada,Pot,,,Laan 1,Ede,6711 AA\n"
    )
    (ada,) = recognise.read("x.csv", text.encode()).entries
    assert (ada.address, ada.location) == ("Laan 1, 6711 AA Ede", "Ede")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
def test_a_file_is_read_in_any_usual_encoding(encoding):
    text = "Given Name,Family Name,Group Membership,E-mail 1 - Value\r\nZoë,Ångström,,zoe@example.org\r\n"
    (zoe,) = recognise.read("x.csv", text.encode(encoding)).entries
    assert zoe.name == "Zoë Ångström"


def test_lines_within_a_cell_do_not_shift_the_numbers():
    text = 'First Name,Last Name,Labels,Notes\nAda,,,"one\ntwo\nthree"\nBo,,,\n'
    assert [entry.line for entry in recognise.read("x.csv", text.encode()).entries] == [2, 5]
