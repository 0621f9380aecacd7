"""The plan of an import: who of an address book is whom in the vault. What is not certain is told, and nothing is done.

A person is known by uid, else by e-mail address, else by full name; nobody is taken for two, and nobody for somebody
whose uid is another. Planned again after it was carried out, the same book changes nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from vaultnet.exchange.book import Entry, tidy
from vaultnet.exchange.file_name import free, key, legal
from vaultnet.exchange.vcard import derived_uid
from vaultnet.model.network import Person
from vaultnet.network.links import folded

_BY_NAME = 2  # the last and weakest way


class Known(NamedTuple):
    """Somebody who has a note."""

    entry: Entry
    path: str


class New(NamedTuple):
    """Somebody who gets a note."""

    entry: Entry
    path: str


class Unclear(NamedTuple):
    """Somebody for whom nothing is done, and why: a clause after the name."""

    entry: Entry
    why: str


class Plan(NamedTuple):
    """What an import would do, each in the order of the book."""

    known: tuple[Known, ...] = ()
    new: tuple[New, ...] = ()
    unclear: tuple[Unclear, ...] = ()


class _Found(NamedTuple):
    """Whom an entry fits by the first way in which it fits anybody."""

    entry: Entry
    way: int
    people: tuple[Person, ...]


def plan(entries: Sequence[Entry], people: Sequence[Person], taken: Collection[str], folder: str) -> Plan:
    """Who is known, new or unclear; new notes lie in `folder`, under names whose `key` is not among those `taken`."""
    every = _each_once(entries)
    index = _Index(people)
    found = [index.find(entry) for entry in every]
    unclear = [Unclear(one.entry, why) for one in found if (why := _doubt(one))]
    sure = [one for one in found if one.people and not _doubt(one)]
    met: dict[str, _Found] = {}
    for one in sorted(sure, key=lambda one: (one.way, one.entry.line)):
        first = met.setdefault(one.people[0].path, one)
        if first is not one:
            unclear.append(Unclear(one.entry, f"would be {first.people[0].path}, but so is line {first.entry.line}"))
    known = [Known(_for_person(one.entry, one.people[0]), path) for path, one in met.items()]
    new, doubtful = _new([one.entry for one in found if not one.people], taken, folder)
    return Plan(
        tuple(sorted(known, key=lambda one: one.entry.line)),
        tuple(new),
        tuple(sorted([*unclear, *doubtful], key=lambda one: one.entry.line)),
    )


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without those that say the very same as an earlier one."""
    different: dict[Entry, Entry] = {}
    for entry in entries:
        different.setdefault(entry._replace(line=0), entry)
    return list(different.values())


def _keys(uids: Iterable[str], emails: Iterable[str], names: Iterable[str]) -> tuple[frozenset[str], ...]:
    """What somebody is known by, the strongest first."""
    return tuple(frozenset(folded(tidy(text)) for text in texts if tidy(text)) for texts in (uids, emails, names))


def _keys_of(entry: Entry) -> tuple[frozenset[str], ...]:
    return _keys([entry.uid], entry.email, [entry.name])


class _Index:
    """The people of the vault by what they are known by."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.by: tuple[dict[str, dict[str, Person]], ...] = ({}, {}, {})
        for person in people:
            card = person.card
            keys = _keys([card.uid, derived_uid(person)], card.email, [person.name, *card.names])
            for index, known_by in zip(self.by, keys, strict=True):
                for word in known_by:
                    index.setdefault(word, {})[person.path] = person

    def find(self, entry: Entry) -> _Found:
        """Whom the entry fits; of several, those whom the next way fits as well."""
        first, found = 0, dict[str, Person]()
        for way, (index, words) in enumerate(zip(self.by, _keys_of(entry), strict=True)):
            fits = {path: person for word in words for path, person in index.get(word, {}).items()}
            if not found:
                first, found = way, fits
            elif len(found) > 1:
                found = {path: person for path, person in found.items() if path in fits} or found
        return _Found(entry, first, tuple(person for _, person in sorted(found.items())))


def _doubt(found: _Found) -> str:
    """Why it is not certain who is meant; "" if it is, or if it is nobody."""
    if len(found.people) > 1:
        return f"could be {' or '.join(person.path for person in found.people)}"
    if found.people and found.way == _BY_NAME:
        person, uid = found.people[0], folded(found.entry.uid)
        if uid and person.card.uid and uid not in (folded(tidy(person.card.uid)), derived_uid(person)):
            return f"bears the name of {person.path}, but has another uid"
    return ""


def _for_person(entry: Entry, person: Person) -> Entry:
    """What of it could be news to their note: not since when one knows them, nor a uid that we made ourselves."""
    uid = "" if entry.uid == derived_uid(person) else entry.uid
    return entry._replace(met=None, note=(), uid=uid)


def _new(entries: Iterable[Entry], taken: Collection[str], folder: str) -> tuple[list[New], list[Unclear]]:
    """Notes for those who have none; who may be somebody earlier in the book gets none."""
    names = set(taken)
    new: list[New] = []
    unclear: list[Unclear] = []
    earlier: dict[str, list[Entry]] = {}
    for entry in entries:
        same = next((one for one in earlier.get(folded(entry.name), ()) if not _are_two(one, entry)), None)
        name = legal(entry.name)
        if same:
            unclear.append(Unclear(entry, f"may be the one of line {same.line}"))
        elif not name:
            unclear.append(Unclear(entry, "has a name that no file can bear"))
        else:
            name = free(name, names)
            names.add(key(name))
            earlier.setdefault(folded(entry.name), []).append(entry)
            new.append(New(_named(entry, name), f"{folder}/{name}.md" if folder else f"{name}.md"))
    return new, unclear


def _are_two(one: Entry, other: Entry) -> bool:
    """Whether two of the same name are different people for certain."""
    pairs = list(zip(_keys_of(one)[:_BY_NAME], _keys_of(other)[:_BY_NAME], strict=True))
    return not any(first & second for first, second in pairs) and any(first and second for first, second in pairs)


def _named(entry: Entry, name: str) -> Entry:
    """The entry with its full name as a further one, where the file cannot bear it."""
    return entry if folded(name) == folded(entry.name) else entry._replace(aliases=(entry.name, *entry.aliases))
