"""vCard ↔ people (format.md, Importing): every version is read, 4.0 is written.

icalendar does the escaping and folding. vobject, the other library for vCards, is used in the tests alone: it knows no
version but 3.0, cuts texts at a comma, and a line of 60 characters can keep it busy for ten seconds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from icalendar.parser import (
    Contentline,
    split_on_unescaped_comma,
    split_on_unescaped_semicolon,
    unescape_backslash,
)

from vaultnet.days.dates import parse_date
from vaultnet.exchange.book import KIN, LONGEST_NOTE, Book, Entry, book, day_of_year, each, entry_of, lines_of, tidy
from vaultnet.exchange.vcard_lines import Card, Line, cards
from vaultnet.model.network import Person
from vaultnet.model.span import Yearly
from vaultnet.problem import Problem

_MAKER = "-//vaultnet//"
PRODUCT = f"{_MAKER}EN"
BEGINNING = f"BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:{_MAKER}"
"""How every address book from vaultnet begins."""

_NO_PERSON = frozenset({"group", "org", "organization", "location", "company"})
_SPECIAL = re.compile(r"([\\,;])")


def read(path: str, text: str) -> Book:
    """The people of a vCard file; `path` is what problems call it. Never raises."""
    return book(found for card in cards(text) for found in _read(path, card))


def _read(path: str, card: Card) -> Iterator[Entry | Problem]:
    name = _name(card)
    whose = f"the card of {name}" if name else "a card without a name"
    if card.end:
        yield Problem(path, card.number, f"{whose} has no END:VCARD before line {card.end}; it is left out")
        return
    for number, written in card.strange:
        what = tidy(written, 60)
        yield Problem(path, number, f"{whose}: found “{what}”, expected a line such as EMAIL:anna@example.org")
    if _is_no_person(card):
        yield Problem(path, card.number, f"{whose} is that of a group or an organisation; it is left out")
    elif not name:
        yield Problem(path, card.number, "the card that begins here has no name; it is left out")
    else:
        yield _entry(card, name)
        for line in _odd_days(card):
            yield Problem(path, line.number, f"{whose}: “{tidy(line.value, 60)}” is not a date; it is left out")


def address_book(people: Iterable[Person]) -> str:
    """The people of the vault as vCards; anyone without a uid gets one that stays the same from export to export."""
    return write(entry_of(person)._replace(uid=tidy(person.card.uid) or derived_uid(person)) for person in people)


def write(entries: Iterable[Entry]) -> str:
    """The people as vCards 4.0, their lines folded at 75 bytes and ended by CRLF."""
    return "".join(f"{line}\r\n" for entry in entries for line in _written(entry))


def derived_uid(person: Person) -> str:
    """The uid for somebody whose note states none: it stays the same for as long as the note keeps its path."""
    return uuid5(NAMESPACE_URL, f"vaultnet:{person.path}").urn


def _name(card: Card) -> str:
    for line in _all(card, "FN"):
        if name := tidy(_text(line)):
            return name
    for line in _all(card, "N"):
        family, given, middle, *_ = [*_parts(line), "", "", ""]
        if name := tidy(f"{given} {middle} {family}"):
            return name
    return ""


def _is_no_person(card: Card) -> bool:
    kinds = (tidy(line.value).casefold() for line in _all(card, "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS"))
    return not _NO_PERSON.isdisjoint(kinds)


def _entry(card: Card, name: str) -> Entry:
    home = _preferred(_all(card, "ADR"), "home")
    organisation = next((parts[0] for line in _all(card, "ORG") if (parts := _parts(line))), "")
    return Entry(
        line=card.number,
        name=name,
        aliases=each(part for line in _all(card, "NICKNAME") for part in _list(line) if tidy(part) != name),
        uid=next((uid for line in _all(card, "UID") if (uid := tidy(_text(line)))), ""),
        email=each(_text(line).strip().removeprefix("mailto:") for line in _by_preference(_all(card, "EMAIL"))),
        phone=each(_text(line).strip().removeprefix("tel:") for line in _by_preference(_telephones(card))),
        birthday=_yearly(_all(card, "BDAY")),
        anniversary=_yearly(_anniversaries(card)),
        died=next((day for line in _all(card, "DEATHDATE") if (day := parse_date(_day(line), "dmy"))), None),
        organisation=tidy(organisation),
        role=next((role for line in _all(card, "TITLE", "ROLE") if (role := tidy(_text(line)))), ""),
        location=tidy([*_parts(home), "", "", "", ""][3]) if home else "",
        address=_address(_parts(home)) if home else "",
        family=each(_family(card)),
        note=lines_of("\n".join(_text(line) for line in _all(card, "NOTE"))[:LONGEST_NOTE]),
    )


def _all(card: Card, *names: str) -> list[Line]:
    """The lines of these names that are not empty, those of the first name first."""
    return [line for name in names for line in card.lines if line.name == name and line.value.strip()]


def _by_preference(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=_rank)


def _rank(line: Line) -> int:
    """How preferred a line is, 1 the most: as `pref` (3.0), or by a number up to 100 (4.0)."""
    stated = line.params.get("PREF", ("",))[0]
    if stated.isdecimal() and len(stated) <= len("100"):
        return int(stated)
    return 1 if line.is_a("pref") else 101


def _preferred(lines: Sequence[Line], kind: str) -> Line | None:
    ordered = _by_preference(lines)
    return next((line for line in ordered if line.is_a(kind)), ordered[0] if ordered else None)


def _telephones(card: Card) -> list[Line]:
    return [line for line in _all(card, "TEL") if not line.is_a("fax")]


def _text(line: Line) -> str:
    return str(unescape_backslash(line.value))


def _parts(line: Line) -> list[str]:
    return split_on_unescaped_semicolon(line.value)


def _list(line: Line) -> list[str]:
    return split_on_unescaped_comma(line.value)


def _day(line: Line) -> str:
    return _text(line).strip().partition("T")[0]


def _yearly(lines: Iterable[Line]) -> Yearly | None:
    for line in lines:
        day = day_of_year(_day(line))
        if day:
            omitted = day.year and line.params.get("X-APPLE-OMIT-YEAR") == (str(day.year),)
            return day._replace(year=None) if omitted else day
    return None


def _odd_days(card: Card) -> list[Line]:
    return [line for line in (*_all(card, "BDAY"), *_anniversaries(card)) if not day_of_year(_day(line))]


def _anniversaries(card: Card) -> list[Line]:
    labels = _labels(card)
    labelled = [line for line in _all(card, "X-ABDATE") if labels.get(line.group) == "anniversary"]
    return [*_all(card, "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY"), *labelled]


def _labels(card: Card) -> dict[str, str]:
    """Apple's label of each group of lines, which is a line of its own: `_$!<Anniversary>!$_`."""
    labels: dict[str, str] = {}
    for line in _all(card, "X-ABLABEL"):
        if line.group:
            labels.setdefault(line.group, _text(line).strip().removeprefix("_$!<").removesuffix(">!$_").casefold())
    return labels


def _family(card: Card) -> Iterator[str]:
    """The names of relatives; one that is only a link to another card has no name."""
    labels = _labels(card)
    for line in _all(card, "RELATED", "X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-ABRELATEDNAMES"):
        kin = line.is_a(*KIN) or "SPOUSE" in line.name or labels.get(line.group) in KIN
        if kin and not re.match(r"urn:|https?:", _text(line), re.IGNORECASE):
            yield _text(line)


def _address(parts: Sequence[str]) -> str:
    """`Dorpsstraat 1, 1234 AB Utrecht, Nederland`."""
    box, more, street, city, region, code, country = (tidy(part) for part in [*parts, *[""] * 7][:7])
    place = " ".join(part for part in (code, city) if part and part not in street)
    written = [street, more, box, place, *(part for part in (region, country) if part not in street)]
    return tidy(", ".join(part for part in written if part)) if street or more or box or code else ""


def _written(entry: Entry) -> Iterator[str]:
    at_home = entry.address or entry.location
    properties: list[tuple[str, str]] = [
        ("VERSION", "4.0"),
        ("PRODID", PRODUCT),
        ("FN", _escaped(entry.name)),
        ("N", f";{_escaped(entry.name)};;;"),
        ("UID", _escaped(entry.uid)),
        ("NICKNAME", ",".join(map(_escaped, entry.aliases))),
        ("BDAY", _basic(entry.birthday)),
        ("ANNIVERSARY", _basic(entry.anniversary)),
        ("DEATHDATE", f"{entry.died:%Y%m%d}" if entry.died else ""),
        *(("EMAIL", _escaped(email)) for email in entry.email),
        *(("TEL;VALUE=text", _escaped(phone)) for phone in entry.phone),
        ("ORG", _escaped(entry.organisation)),
        ("TITLE", _escaped(entry.role)),
        ("ADR", f";;{_escaped(entry.address)};{_escaped(entry.location)};;;" if at_home else ""),
        *(("RELATED;VALUE=text;TYPE=kin", _escaped(name)) for name in entry.family),
        ("NOTE", r"\n".join(map(_escaped, entry.note))),
    ]
    yield "BEGIN:VCARD"
    yield from (_folded(f"{name}:{value}") for name, value in properties if value)
    yield "END:VCARD"


def _folded(line: str) -> str:
    return str(Contentline(line).to_ical().decode())  # type: ignore[no-untyped-call] # icalendar leaves it untyped


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _basic(day: Yearly | None) -> str:
    """`19800504`, `--0504`."""
    if day is None:
        return ""
    return f"{day.year:04}{day.month:02}{day.day:02}" if day.year else f"--{day.month:02}{day.day:02}"
