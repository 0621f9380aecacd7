"""Invented people for the tests of the agenda: a person from a few lines, a network from a few people."""

from datetime import date, timedelta

from vaultnet.model.config import OCCASIONS, Config
from vaultnet.model.facts import Card, Dated, Entry, Said, Told
from vaultnet.model.network import Contact, Network, Part, Person, Promise, Record, Source
from vaultnet.model.span import Span, Yearly

TODAY = date(2026, 11, 21)
MONTHLY = Span(1, "M")
WEEKLY = Span(1, "W")
QUIET = Config(leaf_per_day=0)  # nobody comes by in leaf through

_NO_CONTACT = {"let go", "tried", "ask about", "gift", *OCCASIONS}


def day(text: str) -> date:
    return date.fromisoformat(text)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days)


def line(when: date | None, text: str = "", *marks: str, contact: bool | None = None, **more) -> Entry:
    """One line of a person's log; the place comes later. A contact, unless its marks say no."""
    if contact is None:
        contact = when is not None and _NO_CONTACT.isdisjoint(marks)
    return Entry(0, when, text, contact, marks=marks, **more)


def told(kind: str, when: date, text: str = "told", dated: bool = True) -> tuple[Told, ...]:
    return (Told(kind, when, text, dated),)


def path_of(name: str) -> str:
    return f"People/{name}.md"


def somebody(
    name: str = "Anna de Vries", *lines: Entry, cadence=None, promises=(), knows=(), introduced_by=(), **card
) -> Person:
    """A person with a note whose log starts at line 10; dates and texts in `card` stand at line 2."""
    path = path_of(name)
    entries = [entry._replace(line=number) for number, entry in enumerate(lines, 10)]
    return Person(
        path,
        name,
        Card(**{key: _property(value) for key, value in card.items()}),
        cadence,
        _contacts(path, entries),
        tuple(
            Record(path, entry, tuple(map(path_of, entry.links)))
            for entry in sorted(entries, key=lambda entry: entry.date or date.min)
            if entry.marks or entry.told
        ),
        tuple(Promise(text, due, Source(path, number)) for number, (text, due) in enumerate(promises, 50)),
        tuple(map(path_of, introduced_by)),
        frozenset(map(path_of, knows)),
    )


def _property(value):
    if isinstance(value, date):
        return Dated(value, 2)
    if isinstance(value, list):
        return tuple(Said(text, 3) for text in value)
    return value


def _contacts(path: str, entries: list[Entry]) -> tuple[Contact, ...]:
    days: dict[date, list[Part]] = {}
    for entry in entries:
        if entry.contact and entry.date:
            days.setdefault(entry.date, []).append(Part(Source(path, entry.line), entry.text, entry.marks, entry.given))
    return tuple(Contact(when, tuple(parts)) for when, parts in sorted(days.items()))


def network_of(*people: Person, me: Person | None = None) -> Network:
    return Network(tuple(sorted(people, key=lambda one: (one.name.casefold(), one.path))), me)


def yearly(month: int, of_month: int, year: int | None = None) -> Yearly:
    return Yearly(month, of_month, year, 2)


def names(items) -> list[str]:
    return [item.person.name for item in items]
