"""The people of a vault, with everything all notes together say about each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.model.facts import Card, Entry
from vaultnet.model.span import Span
from vaultnet.problem import Problem


class Source(NamedTuple):
    """The place of something: a path in the vault, and a line counted from 1."""

    path: str
    line: int


class Part(NamedTuple):
    """What one place says about a contact."""

    source: Source
    text: str
    marks: tuple[str, ...] = ()
    given: bool = False  # its text is only for `show`


class Contact(NamedTuple):
    """One day on which the user and a person were really in touch; after today it is a plan."""

    date: date
    parts: tuple[Part, ...]  # the person's own note first, then by path; never empty

    @property
    def source(self) -> Source:
        """Its first place."""
        return self.parts[0].source

    @property
    def text(self) -> str:
        """What was said, without what the user gave."""
        return "\n".join(part.text for part in self.parts if part.text and not part.given)

    @property
    def full_text(self) -> str:
        """All that the notes say of it, for `show` alone."""
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of all its lines, each once, in their order."""
        return tuple(dict.fromkeys(mark for part in self.parts for mark in part.marks))


class Record(NamedTuple):
    """A line about a person that is marked or tells of an occasion, with its place."""

    path: str
    entry: Entry
    people: tuple[str, ...] = ()  # paths of the people it links to, other than the one it is about

    @property
    def source(self) -> Source:
        """Where it stands."""
        return Source(self.path, self.entry.line)


class Promise(NamedTuple):
    """An open task that is for a person."""

    text: str
    due: date | None  # None: at no particular time
    source: Source


class Person(NamedTuple):
    """Somebody with a person note."""

    path: str
    name: str  # the file's name without `.md` and a leading `@`
    card: Card
    cadence: Span | None = None  # own, else of the circle, tag, folder, or the default; None: never due
    contacts: Sequence[Contact] = ()  # oldest first, plans included
    records: Sequence[Record] = ()  # marked and telling lines, oldest first, undated ones first of all
    promises: tuple[Promise, ...] = ()  # by path and line
    introduced_by: tuple[str, ...] = ()  # paths of people
    knows: frozenset[str] = frozenset()  # paths of people whom this note links to, or whose note links here
    death: Source | None = None  # where it is told that they died, if no property says so


class Network(NamedTuple):
    """All people, and how to name them."""

    people: tuple[Person, ...] = ()  # by folded name, then path; without the user
    me: Person | None = None  # the user's own note
    link_texts: Mapping[str, str] = {}  # path of a note → how Obsidian would link to it; "" where no link can
    notes: int = 0
    problems: tuple[Problem, ...] = ()  # by path, line, message

    @property
    def everybody(self) -> tuple[Person, ...]:
        """All people, the user last."""
        return (*self.people, self.me) if self.me else self.people

    def person(self, path: str) -> Person | None:
        """The person whose note lies at `path`."""
        return next((person for person in self.people if person.path == path), None)
