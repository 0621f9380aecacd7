"""Adding properties to a note that does not state them: proven by reading the result, and every other byte stays.

The note of a new person is made in the same way, from the user's template or from nothing. See format.md, Importing.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from vaultnet.exchange.book import Entry
from vaultnet.model.config import Reading
from vaultnet.model.facts import PERSON
from vaultnet.model.span import Yearly
from vaultnet.note.edit import Edit, Lines, Refusal, frontmatter_of
from vaultnet.note.frontmatter import Frontmatter
from vaultnet.note.frontmatter import read as read_frontmatter
from vaultnet.note.nodes import Field, Items, says_something
from vaultnet.note.read import read_note
from vaultnet.note.set_property import means, plain_value
from vaultnet.render.escape import inert
from vaultnet.text.line_ends import plain

_EMPTY = re.compile(r"[^:]{1,200}:(?P<nothing>[ \t]*(?:\"\"|''|null|~|\[\])?[ \t]*)$")
_PLAIN = re.compile(
    r"[^\W\d_](?:[\w .,'()/&+@-]{0,200}[\w.)])?"
)  # a text that no version of YAML takes for another thing
_RETYPED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_LONGEST_LINE = 2_000  # characters of a line of free text


class Property(NamedTuple):
    """One property with its values; a date goes without quotes, as Obsidian wants it."""

    name: str
    values: tuple[str, ...]
    listed: bool = False  # written as a list, even if it has one value
    dated: bool = False

    def lines(self) -> list[str]:
        """The lines of YAML that state it; the first begins with its name."""
        values = self.values if self.dated else tuple(map(_quoted, self.values))
        if self.listed or len(values) > 1:
            return [f"{self.name}:", *(f"  - {value}" for value in values)]
        return [f"{self.name}: {values[0]}"]


def properties(entry: Entry) -> tuple[Property, ...]:
    """What an address book says of somebody, as properties, without empty ones."""
    stated = (
        Property("aliases", entry.aliases, listed=True),
        _yearly("birthday", entry.birthday),
        _yearly("anniversary", entry.anniversary),
        _dated("died", entry.died),
        _dated("met", entry.met),
        Property("organisation", (entry.organisation,)),
        Property("role", (entry.role,)),
        Property("location", (entry.location,)),
        Property("address", (entry.address,)),
        Property("family", entry.family),
        Property("email", entry.email),
        Property("phone", entry.phone),
        Property("linkedin", (entry.linkedin,)),
        Property("uid", (entry.uid,)),
    )
    return tuple(each for each in stated if any(each.values))


def new_note(path: str, base: str, stated: Sequence[Property], free: Sequence[str], reading: Reading) -> str | Refusal:
    """The note of a new person: `base` with these properties and, below it, lines of free text."""
    text = _stating(path, base, stated, reading)
    if isinstance(text, str) and not _is_person(path, text, reading):
        marker = Property("type", reading.people.types[:1] or ("person",))
        text = _stating(path, text, [marker], reading)
    if isinstance(text, Refusal):
        return text
    if not _is_person(path, text, reading):
        return Refusal("it would not be read as a person note: its type says otherwise")
    return _with_text(text, [inert(line, _LONGEST_LINE) for line in free])


def _stating(path: str, text: str, stated: Sequence[Property], reading: Reading) -> str | Refusal:
    edit = add_missing(path, text, stated, reading)
    return edit if isinstance(edit, Refusal) else edit.of(text) if edit else text


def add_missing(path: str, text: str, wanted: Sequence[Property], reading: Reading) -> Edit | Refusal | None:
    """The edit that adds those of the properties that the note does not state; None: it states them all."""
    front = frontmatter_of(path, text)
    if isinstance(front, Refusal):
        return front
    if front.templated:
        return Refusal("its frontmatter holds {{ }} or <% %>, so it is a template")
    lines = Lines(text)
    added: list[Property] = []
    filled: list[tuple[Edit, Property]] = []
    for absent in missing(path, text, wanted, reading):
        stated = [field for field in front.fields if means(field, absent.name)]
        if not stated:
            added.append(absent)
        elif edit := _filled(lines, stated[0], absent):
            filled.append((edit, absent))
    filled.sort(key=lambda each: each[0].start)
    edits = [edit for edit, _ in filled]
    if new := [line for absent in added for line in absent.lines()]:
        edits.append(lines.insert(front.body - 1, new) if front.body else lines.insert(0, ["---", *new, "---"]))
    if not edits:
        return None
    edit = _as_one(text, edits)
    if not _proven(path, front, edit.of(text), [*added, *(absent for _, absent in filled)]):
        return Refusal("its frontmatter is written in a way that cannot be edited safely")
    return edit


def missing(path: str, text: str, wanted: Sequence[Property], reading: Reading) -> Iterator[Property]:
    """The properties that the note states neither in its frontmatter nor in its body."""
    card = read_note(path, text, reading).card
    stated = {name for name, _ in card.lines} if card else set()
    if "wedding" in stated:
        stated.add("anniversary")
    fields = [field for field in read_frontmatter(path, plain(text)).fields if says_something(field.value)]
    return (
        absent
        for absent in wanted
        if absent.name not in stated and not any(means(field, absent.name) for field in fields)
    )


def _filled(lines: Lines, field: Field, wanted: Property) -> Edit | None:
    """The edit that gives an empty property its value; None: it is empty in a way that is better left alone."""
    number = field.line - 1
    empty = _EMPTY.match(lines.line(number))
    if not empty or (isinstance(field.value, Items) and field.value.items):
        return None
    first, *rest = wanted.lines()
    value = lines.line_end(number).join([first.removeprefix(f"{wanted.name}:"), *rest])
    return Edit(lines.start(number) + empty.start("nothing"), lines.start(number) + empty.end(), value)


def _as_one(text: str, edits: Sequence[Edit]) -> Edit:
    """Several edits, in their order, as a single one; the text between them stays."""
    inserted = edits[0].inserted
    for before, edit in pairwise(edits):
        inserted += text[before.end : edit.start] + edit.inserted
    return Edit(edits[0].start, edits[-1].end, inserted)


def _proven(path: str, before: Frontmatter, text: str, added: Sequence[Property]) -> bool:
    """Whether the frontmatter says what it said before, what was added, and nothing else."""
    after = read_frontmatter(path, plain(text))
    expected = {field.key: plain_value(field.value) for field in before.fields}
    for new in added:
        name = next((field.key for field in before.fields if means(field, new.name)), new.name)
        expected[name] = new.values if new.listed or len(new.values) > 1 else new.values[0]
    stated = {field.key: plain_value(field.value) for field in after.fields}
    return not after.problems and not after.templated and stated == expected and len(after.fields) == len(expected)


def _is_person(path: str, text: str, reading: Reading) -> bool:
    return read_note(path, text, reading).kind == PERSON


def _with_text(text: str, lines: Sequence[str]) -> str:
    if not lines:
        return text
    between = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{between}{chr(10).join(lines)}\n"


def _dated(name: str, day: date | None) -> Property:
    return Property(name, (day.isoformat(),) if day else (), dated=True)


def _yearly(name: str, day: Yearly | None) -> Property:
    if day and day.year:
        return _dated(name, date(day.year, day.month, day.day))
    return Property(name, (f"{day.month:02}-{day.day:02}",) if day else ())


def _quoted(text: str) -> str:
    """A text in YAML, in quotes wherever some program might take it for something else."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _RETYPED:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
