"""Rule: what a note says of whom is worked out once, as long as its facts stand and its names mean the same.

It is for programs that stay. A network made with a memory is the network made without: nothing is patched, all that is
kept are values of pure functions whose arguments are the same.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from vaultnet.model.facts import Card, Facts
from vaultnet.model.network import Person
from vaultnet.network.links import Links, folded
from vaultnet.network.names import AddressBook, name_of, names_used, title_of
from vaultnet.network.timelines import NOTHING, Saying, Timeline, Timelines


class _Told(NamedTuple):
    """What a note said, the names it uses, those of them that fitted several people, and the people it links to."""

    facts: Facts
    saying: Saying
    names: frozenset[str]
    doubts: frozenset[str]
    linked: tuple[str, ...] | None = None  # None: nobody asked yet


class _Called(NamedTuple):
    """All that a person is called, folded, by the card that says so."""

    card: Card
    names: frozenset[str]


class Memory:
    """What was worked out for one network, for the next one of the same vault."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._told: dict[str, _Told] = {}
        self._paths: list[str] = []
        self._links = Links(())
        self._names: dict[str, _Called] = {}  # by path of the person
        self._circumstances: object = None
        self._timelines: Timelines | None = None
        self._people: dict[str, Person] = {}
        self._concerned: set[str] = set()  # paths of those of whom something else may be said than before

    def links(self, paths: Collection[str]) -> Links:
        """What links mean among `paths`; to be asked first."""
        paths = list(paths)
        if paths != self._paths:
            changed = {_stem(path) for path in set(paths) ^ set(self._paths)}
            self._forget(changed)
            self._paths, self._links = paths, Links(paths)
        return self._links

    def read(
        self,
        timelines: Timelines,
        notes: Mapping[str, Facts],
        cards: Mapping[str, Card],
        book: AddressBook,
        circumstances: object,
    ) -> None:
        """Let `timelines` take in all `notes`; `circumstances` is what else their reading depends on."""
        if circumstances != self._circumstances:
            self._told, self._timelines, self._circumstances = {}, None, circumstances
        called = {path: self._called(path, card) for path, card in cards.items()}
        self._forget(_renamed(self._names, called))
        self._names = called
        told: dict[str, _Told] = {}
        for path, facts in notes.items():
            known = self._told.get(path)
            if known is None or known.facts is not facts:
                self._concerned |= known.saying.people if known else set()
                known = _Told(facts, timelines.saying(facts), names_used(facts), book.doubts(path))
                self._concerned |= known.saying.people
            elif known.doubts:
                book.doubt(path, known.doubts)
            told[path] = known
        for path in self._told.keys() - told.keys():
            self._concerned |= self._told[path].saying.people
        self._told = told
        only = None
        if self._timelines:
            timelines.go_on_from(self._timelines, self._concerned)
            only = self._concerned
        for known in told.values():
            if known.saying is not NOTHING:
                timelines.take(known.saying, only)

    def linked(self, note: Facts, book: AddressBook) -> tuple[str, ...]:
        """The people to whom a note links that was read."""
        told = self._told[note.path]
        linked = told.linked
        if linked is None:
            linked = book.linked(note.links, note.path)
            self._told[note.path] = told._replace(linked=linked, doubts=book.doubts(note.path))
        return linked

    def _called(self, path: str, card: Card) -> "_Called":
        known = self._names.get(path)
        if known and known.card is card:
            return known
        return _Called(card, frozenset(folded(name.strip()) for name in (title_of(path), name_of(path), *card.names)))

    def timeline(self, path: str, timelines: Timelines) -> Timeline:
        """What is said of a person: the very records of before, if it is the same."""
        known = self._people.get(path)
        if known and self._timelines and path not in self._concerned:
            return Timeline(known.contacts, known.records, known.promises)
        return timelines.of(path)

    def keep(self, timelines: Timelines, people: Collection[Person]) -> list[Person]:
        """These people, each the very record of before if it says the same; remembered for the next network."""
        kept = [known if (known := self._people.get(one.path)) == one and known else one for one in people]
        self._timelines, self._concerned = timelines, set()
        self._people = {person.path: person for person in kept}
        return kept

    def _forget(self, names: Collection[str]) -> None:
        """These names may mean others than before."""
        if names:
            lost = [path for path, told in self._told.items() if not told.names.isdisjoint(names)]
            for path in lost:
                self._concerned |= self._told.pop(path).saying.people


def _stem(path: str) -> str:
    return folded(title_of(path))


def _renamed(before: Mapping[str, _Called], after: Mapping[str, _Called]) -> set[str]:
    """The names of everybody who is called otherwise than before, or was not there, or is there no more."""
    renamed: set[str] = set()
    for path in before.keys() | after.keys():
        old, new = (known[path].names if path in known else frozenset[str]() for known in (before, after))
        if old != new:
            renamed |= old | new
    return renamed
