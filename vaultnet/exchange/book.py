"""What an address book says of people, whatever it was written by: one record a person, and a problem for what is not.

Every text passes `tidy`: on one line, nothing hidden, and no sign of a template or of a link, because it ends up in a
note, where a template would be carried out.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from unicodedata import category, normalize

from vaultnet.agenda.tact import deceased
from vaultnet.days.dates import parse_yearly
from vaultnet.model.network import Person
from vaultnet.model.span import Yearly
from vaultnet.problem import Problem
from vaultnet.render.escape import JOINERS
from vaultnet.text.line_ends import LINE_END

LONGEST = 500  # characters of one value
LONGEST_NOTE = 20_000  # characters of the free text on a card

KIN = frozenset(  # the relations whose names stand beside a name
    {
        *("spouse", "partner", "child", "son", "daughter", "parent", "mother", "father"),
        *("sibling", "brother", "sister", "kin", "family"),
    }
)

_ACTIVE = re.compile(r"\{(?=[{%])|\}(?=\})|<(?=%)|%(?=>)|\[(?=\[)|\](?=[(\]])|:(?=:)|\^(?! )")
_TASK_DATE = re.compile("(?:[➕🛫⏳⌛📅📆🗓✅❌]\ufe0f? ?){1,50}(?=[0-9]{4}-)")


class Entry(NamedTuple):
    """One person of an address book."""

    line: int  # where it begins in its file
    name: str
    aliases: tuple[str, ...] = ()
    uid: str = ""
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    birthday: Yearly | None = None
    anniversary: Yearly | None = None
    died: date | None = None
    met: date | None = None
    organisation: str = ""
    role: str = ""
    location: str = ""
    address: str = ""
    family: tuple[str, ...] = ()
    linkedin: str = ""  # the address of their page
    note: tuple[str, ...] = ()  # the lines of a free text


class Book(NamedTuple):
    """The people of a file, in its order, and what of it could not be understood."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


def book(found: Iterable[Entry | Problem]) -> Book:
    """The entries and problems that a reader found, as a book."""
    everything = tuple(found)
    return Book(
        tuple(one for one in everything if isinstance(one, Entry)),
        tuple(one for one in everything if isinstance(one, Problem)),
    )


def entry_of(person: Person) -> Entry:
    """A person of the vault as an address book would have them."""
    card = person.card
    mourned = deceased(person)  # no phone should remind anybody to congratulate them
    return Entry(
        line=1,
        name=tidy(person.name),
        aliases=each(name for name in card.names if tidy(name) != tidy(person.name)),
        uid=tidy(card.uid),
        email=each(card.email),
        phone=each(card.phone),
        birthday=None if mourned else card.birthday,
        anniversary=None if mourned else card.anniversary or _wedding_day(person),
        died=card.died.date if card.died else None,
        organisation=tidy(card.organisation),
        role=tidy(card.role),
        location=tidy(card.location),
        address=tidy(card.address),
        family=each(card.family),
    )


def _wedding_day(person: Person) -> Yearly | None:
    wedding = person.card.wedding
    return Yearly(wedding.date.month, wedding.date.day, wedding.date.year) if wedding else None


def tidy(text: str, longest: int = LONGEST) -> str:
    """`text` on one line of visible characters that is nothing but text among the properties of a note."""
    if not text:
        return ""
    line = normalize("NFC", _TASK_DATE.sub("", _on_one_line(text, longest)))
    line = _ACTIVE.sub(r"\g<0> ", line)[:longest]
    return " ".join(line.split()).strip(f"{JOINERS} ")


def _on_one_line(text: str, longest: int) -> str:
    line = text[: longest * 4]
    if not line.isprintable():
        line = "".join(_visible(sign) for sign in line)
    return " ".join(line.split())


def _visible(sign: str) -> str:
    """A character as it can be seen; joiners stay everywhere, unlike in `render.escape`: a note keeps names whole."""
    kind = category(sign)
    if kind in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    code = ord(sign)
    hidden = kind in ("Cf", "Cs", "Co") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return "" if hidden and sign not in JOINERS else sign


def each(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that say something, each once, whatever its upper and lower case."""
    kept: dict[str, str] = {}
    for text in texts:
        if neat := tidy(text):
            kept.setdefault(neat.casefold(), neat)
    return tuple(kept.values())


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a free text, those at its end that say nothing left out."""
    lines = [_on_one_line(line, LONGEST_NOTE) for line in LINE_END.split(text[:LONGEST_NOTE])]
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def day_of_year(text: str) -> Yearly | None:
    """A day that returns every year, as address books write it (`--0504`, `1604-05-04`); None: no such day."""
    found = parse_yearly(text[:60], "dmy")
    if found is None or (found[2] is not None and not 1800 <= found[2] <= 2200):
        return None
    return Yearly(*found)
