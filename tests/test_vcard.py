"""Cards of every version in, people out, and back again; vobject reads what we write."""

import time
from datetime import date
from pathlib import Path

import pytest
import vobject
from address_book import entries
from hypothesis import given, settings
from hypothesis import strategies as st
from somebody import network_of, somebody, yearly

from vaultnet.exchange import recognise, vcard
from vaultnet.exchange.book import Entry, entry_of, tidy
from vaultnet.model.span import Yearly

CASES = Path(__file__).parent / "cases" / "exchange"


def one(name):
    book = recognise.read(name, (CASES / name).read_bytes())
    return book.entries[0]


def read(*lines, version="3.0"):
    return vcard.read("a.vcf", "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]))


def person(*lines, version="3.0"):
    (entry,) = read("FN:Anna", *lines, version=version).entries
    return entry


def problems(text):
    return [(problem.line, problem.message) for problem in vcard.read("a.vcf", text).problems]


def test_an_apple_card():
    assert one("apple.vcf") == Entry(
        line=1,
        name="Dr. Anna de Vries",
        aliases=("Annie", "Ans"),
        uid="5D1E2F3A-0000-4000-8000-00000000A001",
        email=("anna@kade9.example", "anna.devries@example.org"),
        phone=("+31 6 1234 5601",),
        birthday=Yearly(5, 4, None),
        anniversary=Yearly(9, 12, 2009),
        organisation="Kade 9, Architecten",
        role="architect",
        location="Utrecht",
        address="Lange Nieuwstraat 12, 2e verdieping, 3512 PH Utrecht, Nederland",
        family=("Bram Jansen", "Tess"),
        note=("Met on the ferry to Texel, in fog.", "Knows every bridge by its year."),
    )


def test_a_company_is_no_person():
    book = recognise.read("apple.vcf", (CASES / "apple.vcf").read_bytes())
    assert len(book.entries) == 1
    assert [problem.message for problem in book.problems] == [
        "the card of Kade 9 is that of a group or an organisation; it is left out"
    ]


def test_an_outlook_card_in_windows_letters():
    assert one("outlook.vcf") == Entry(
        line=1,
        name="Jörg Müller",
        email=("joerg@example.org",),
        phone=("+49 170 5550123", "+49 (30) 5550 123"),
        organisation="Brot, Butter & Söhne",
        role="Head of Purchasing, Europe",
        location="Berlin",
        address="Straße der Pariser Kommune 8 Hinterhaus, 10243 Berlin, Deutschland",
    )


def test_an_impossible_birthday_is_told_and_the_person_comes_in():
    (problem,) = recognise.read("outlook.vcf", (CASES / "outlook.vcf").read_bytes()).problems
    assert str(problem) == "outlook.vcf:16: the card of Jörg Müller: “19710229” is not a date; it is left out"


def test_an_android_card_with_cyrillic_in_quoted_printable():
    assert one("android.vcf") == Entry(
        line=1, name="Ольга Коваль", phone=("0612345607", "0305550107"), birthday=Yearly(5, 4, None)
    )


def test_a_card_of_version_4():
    assert one("four.vcf") == Entry(
        line=1,
        name="Chidi Okafor",
        aliases=("Chi, the tall one",),
        uid="urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        email=("okafor@radio.example", "chidi@example.org"),
        phone=("+44-20-7946-0107",),
        birthday=Yearly(9, 16, 1987),
        anniversary=Yearly(7, 14, 2012),
        organisation="Forth Lane Radio",
        role="sound engineer",
        location="Leith",
        address="14 Mill Lane, EH6 6TJ Leith, Scotland",
        family=("Ngozi",),
        note=('He says: "a;b"; and \\o/',),
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("BDAY:1980-05-04", Yearly(5, 4, 1980)),
        ("BDAY;VALUE=date:19800504", Yearly(5, 4, 1980)),
        ("BDAY:1980-05-04T00:00:00Z", Yearly(5, 4, 1980)),
        ("BDAY:19800504T231000Z", Yearly(5, 4, 1980)),
        ("BDAY:--0504", Yearly(5, 4, None)),
        ("BDAY:--05-04", Yearly(5, 4, None)),
        ("BDAY:1604-02-29", Yearly(2, 29, None)),
        ("BDAY;X-APPLE-OMIT-YEAR=1972:1972-02-29", Yearly(2, 29, None)),
        ("BDAY;VALUE=text:circa 1800", None),
        ("BDAY:1980", None),
        ("BDAY:", None),
    ],
)
def test_birthdays(written, day):
    assert person(written).birthday == day


def test_a_name_from_its_parts_where_it_is_not_written_out():
    (entry,) = read("N:Jansen;Bram;K.;Mr.;").entries
    assert entry.name == "Bram K. Jansen"


def test_commas_that_nobody_escaped_stay():
    entry = person("TITLE:Head, Sales", "ORG:Acme, Inc.;Sales")
    assert (entry.role, entry.organisation) == ("Head, Sales", "Acme, Inc.")


def test_who_died_is_known_to_have():
    assert person("DEATHDATE:20240503").died == date(2024, 5, 3)


def test_a_broken_card_is_told_and_the_others_come_in():
    text = (
        "BEGIN:VCARD\nFN:Anna\nBEGIN:VCARD\nFN:Bram\nEND:VCARD\nBEGIN:VCARD\nNOTE:x\nEND:VCARD\nBEGIN:VCARD\nFN:Carla\n"
    )
    assert [entry.name for entry in vcard.read("a.vcf", text).entries] == ["Bram"]
    assert problems(text) == [
        (1, "the card of Anna has no END:VCARD before line 3; it is left out"),
        (6, "the card that begins here has no name; it is left out"),
        (9, "the card of Carla has no END:VCARD before line 11; it is left out"),
    ]


def test_a_broken_line_is_told_and_the_rest_of_its_card_comes_in():
    text = "BEGIN:VCARD\r\nFN:Anna\r\nwhat is this\r\nEMAIL:a@example.org\r\nEND:VCARD\r\n"
    assert vcard.read("a.vcf", text).entries[0].email == ("a@example.org",)
    assert problems(text) == [
        (3, "the card of Anna: found “what is this”, expected a line such as EMAIL:anna@example.org")
    ]


def test_a_card_on_a_card_is_passed_over():
    entry = person(
        "AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Fred", "TEL:123456", "END:VCARD", "TEL:654321", version="2.1"
    )
    assert (entry.name, entry.phone) == ("Anna", ("654321",))


def test_a_template_in_a_name_is_nothing_but_text():
    assert person("NICKNAME:<%* evil %>,{{title}},[[Bram]],died:: true").aliases == (
        "< %* evil % >",
        "{ {title} }",
        "[ [Bram] ]",
        "died: : true",
    )


@pytest.mark.parametrize(
    "line",
    [
        "TEL;TYPE=a" + ",b" * 9_000 + '"',
        "TEL" + ";TYPE=a" * 3_000 + '"',
        "TEL;A=" + '"x",' * 5_000 + "!",
        "=" * 20_000,
        "N;ENCODING=QUOTED-PRINTABLE:" + "=" * 19_000,
        "A." * 10_000,
        ";" * 20_000 + ":",
        "\\" * 19_999,
    ],
)
def test_a_nasty_line_is_read_at_once(line):
    began = time.process_time()
    person(*[line] * 5)
    assert time.process_time() - began < 1


def test_a_file_of_photos_is_read_at_once():
    photo = "PHOTO;ENCODING=b:" + "\n ".join(["QUJD" * 18] * 20_000)
    began = time.process_time()
    assert person(photo).phone == ()
    assert time.process_time() - began < 1


def test_a_card_of_many_labels_is_read_at_once():
    lines = (f"i{number}.X-ABDATE:2020-05-04\ni{number}.X-ABLABEL:_$!<Anniversary>!$_" for number in range(8_000))
    began = time.process_time()
    assert person(*lines).anniversary == Yearly(5, 4, 2020)
    assert time.process_time() - began < 2


# there and back

SIGNS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
LETTERS = st.text("abÉß 漢🎂,;:\\\"'=\n\r\t-.@%<{[(^\u202e\u200d\u00ad", max_size=30)
TEXTS = SIGNS | LETTERS
NAMES = TEXTS.map(tidy).filter(bool)
ENTRIES = entries(TEXTS, NAMES, died=st.none() | st.dates(date(1800, 1, 1), date(2100, 1, 1)))


@given(ENTRIES)
@settings(max_examples=120, deadline=None)
def test_what_was_read_once_stays_the_same(entry):
    (first,) = vcard.read("a.vcf", vcard.write([entry])).entries
    (second,) = vcard.read("a.vcf", vcard.write([first])).entries
    assert second == first
    kept = ("name", "uid", "birthday", "anniversary", "died", "organisation", "role", "location", "note")
    assert [getattr(first, name) for name in kept] == [getattr(entry, name) for name in kept]
    assert entry.address in first.address


@given(ENTRIES)
@settings(max_examples=120, deadline=None)
def test_another_library_reads_the_same(entry):
    text = vcard.write([entry])
    (card,) = vobject.readComponents(text)

    def values(name):
        return [line.value for line in card.contents.get(name, [])]

    assert values("fn") == [entry.name]
    assert values("version") == ["4.0"]
    assert values("email") == list(entry.email)
    assert values("tel") == list(entry.phone)
    assert values("title") == ([entry.role] if entry.role else [])
    assert values("org") == ([[entry.organisation]] if entry.organisation else [])
    assert values("related") == list(entry.family)
    assert [(adr.street, adr.city) for adr in values("adr")] == [(entry.address, entry.location)] * bool(
        entry.address or entry.location
    )
    assert values("note") == ["\n".join(entry.note)] * bool(entry.note)


@given(ENTRIES)
@settings(max_examples=100, deadline=None)
def test_lines_are_folded_at_75_bytes_and_end_in_crlf(entry):
    text = vcard.write([entry])
    assert text.endswith("END:VCARD\r\n")
    lines = text.split("\r\n")
    assert not any(set("\r\n") & set(line) for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75


@given(st.binary(max_size=300) | st.builds(lambda lines: "\n".join(lines).encode(), st.lists(TEXTS)))
@settings(max_examples=120, deadline=None)
def test_nothing_in_a_file_makes_the_reader_raise(data):
    recognise.read("a.vcf", b"BEGIN:VCARD\nFN:Anna\n" + data + b"\nEND:VCARD\n")
    recognise.read("a.csv", data)


# the people of a vault


def test_a_person_as_a_card():
    anna = somebody(
        "Anna de Vries",
        birthday=yearly(5, 4, 1980),
        names=("Annie",),
        email=("anna@example.org",),
        phone=("+31 6",),
        family=("Bram", "Tess"),
        organisation="Kade 9",
        role="architect; on Fridays",
        location="Utrecht",
        address="Kade 9, Utrecht",
        uid="abc",
    )
    assert vcard.address_book([anna]).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//vaultnet//EN",
        "FN:Anna de Vries",
        "N:;Anna de Vries;;;",
        "UID:abc",
        "NICKNAME:Annie",
        "BDAY:19800504",
        "EMAIL:anna@example.org",
        "TEL;VALUE=text:+31 6",
        "ORG:Kade 9",
        "TITLE:architect\\; on Fridays",
        "ADR:;;Kade 9\\, Utrecht;Utrecht;;;",
        "RELATED;VALUE=text;TYPE=kin:Bram",
        "RELATED;VALUE=text;TYPE=kin:Tess",
        "END:VCARD",
        "",
    ]


def test_a_telephone_never_congratulates_the_dead():
    gone = somebody("Wim", birthday=yearly(5, 4, 1980), deceased=True, died=date(2024, 5, 3))
    text = vcard.address_book([gone])
    assert "BDAY" not in text
    assert "DEATHDATE:20240503" in text


def test_who_has_no_uid_gets_one_that_stays():
    anna = somebody("Anna")
    assert vcard.derived_uid(anna) == "urn:uuid:6cf449a7-f430-5550-a25b-b63e7760f2ee"
    assert vcard.derived_uid(anna) in vcard.address_book(network_of(anna).people)
    assert entry_of(anna).uid == ""
