"""The plan of an import: who of an address book gets a note, and what the notes of the others get.

It is thought through to the end: what would be known of people once it was carried out may tell more of them apart. So
a book that is planned again after it was carried out changes nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from vaultnet.exchange.book import Entry
from vaultnet.exchange.file_name import free, key, legal
from vaultnet.exchange.whose import Known, Unclear, in_book, whose
from vaultnet.model.facts import Card
from vaultnet.model.network import Person
from vaultnet.network.names import name_of
from vaultnet.text.spelling import folded

_ROUNDS = 20  # more than any book of real people takes


class New(NamedTuple):
    """Somebody who gets a note."""

    entry: Entry
    path: str


class Plan(NamedTuple):
    """What an import would do, each in the order of the book."""

    known: tuple[Known, ...] = ()
    new: tuple[New, ...] = ()
    unclear: tuple[Unclear, ...] = ()


def plan(entries: Sequence[Entry], people: Sequence[Person], taken: Collection[str], folder: str) -> Plan:
    """Who is known, new or unclear; new notes lie in `folder`, under names whose `key` is not among those `taken`."""
    book = tuple(_by_own_names(entries))
    called = {key(entry.name) for entry in book}
    ready, now = Plan(), list(people)
    for _ in range(_ROUNDS):
        sorted_out = whose(book, now)
        names = {*taken, *(key(name_of(one.path)) for one in ready.new)}
        new, nameless = _new(sorted_out.strangers, names, called, folder)
        unclear = sorted((*sorted_out.unclear, *nameless), key=in_book)
        ready = Plan((*ready.known, *sorted_out.known), (*ready.new, *new), tuple(unclear))
        then = _afterwards(now, sorted_out.known, new)
        if then == now:
            break
        now = then
    return _as_one(ready)


def _afterwards(people: Sequence[Person], known: Iterable[Known], new: Iterable[New]) -> list[Person]:
    """The people, with what they will be known by."""
    everybody = {person.path: person for person in people}
    everybody |= {one.path: Person(one.path, name_of(one.path), _stating(Card(), one.entry)) for one in new}
    for one in known:
        card = _stating(everybody[one.path].card, one.entry)
        if card != everybody[one.path].card:
            everybody[one.path] = everybody[one.path]._replace(card=card)
    return list(everybody.values())


def _stating(card: Card, entry: Entry) -> Card:
    """A card with what it lacks of that by which somebody is known."""
    stated = dict(card.lines)
    lines = (*card.lines, *([("aliases", 1)] if entry.aliases and "aliases" not in stated else []))
    names = card.names if "aliases" in stated else (*card.names, *entry.aliases)
    uid, email, phone = card.uid or entry.uid, card.email or entry.email, card.phone or entry.phone
    return card._replace(names=names, uid=uid, email=email, phone=phone, lines=lines)


def _as_one(plan: Plan) -> Plan:
    """The plan of several rounds as one: each addition once, and what is added to new notes in them from the start."""
    new = {one.path: one for one in plan.new}
    known = dict.fromkeys(plan.known)
    for one in known:
        if one.path in new:
            mine = new[one.path].entry
            more = {name: said for name, said in one.entry._asdict().items() if not getattr(mine, name)}
            new[one.path] = New(mine._replace(**more), one.path)
    others = [one for one in known if one.path not in new]
    return Plan(tuple(sorted(others, key=in_book)), tuple(new.values()), plan.unclear)


def _by_own_names(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries without those further names that are the names of others in the book."""
    names = {folded(entry.name) for entry in entries}
    for entry in entries:
        own = tuple(alias for alias in entry.aliases if folded(alias) not in names)
        yield entry if own == entry.aliases else entry._replace(aliases=own)


def _new(
    entries: Iterable[Entry], taken: Collection[str], called: set[str], folder: str
) -> tuple[list[New], list[Unclear]]:
    """Notes for those who have none, and those for whom there can be none; nobody's is named as another is `called`."""
    borne, reserved = set(taken), {*taken, *called}
    bearers: Counter[tuple[str, bool]] = Counter()
    new: list[New] = []
    nameless: list[Unclear] = []
    for entry in entries:
        if name := legal(entry.name):
            alike = key(name), key(name) == key(entry.name)
            if not alike[1] or key(name) in borne:
                name = free(name, reserved, bearers[alike])
            bearers[alike] += 1
            borne.add(key(name))
            reserved.add(key(name))
            new.append(New(_named(entry, name), f"{folder}/{name}.md" if folder else f"{name}.md"))
        else:
            nameless.append(Unclear(entry, "has a name that no file can have"))
    return new, nameless


def _named(entry: Entry, name: str) -> Entry:
    """The entry with its full name as a further one, where the file cannot bear it."""
    return entry if folded(name) == folded(entry.name) else entry._replace(aliases=(entry.name, *entry.aliases))
