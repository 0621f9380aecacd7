"""Rule: what a note says of whom is worked out once, as long as its facts stand and its names mean the same.

It is for programs that stay. A network made with a memory is the network made without: nothing is patched, all that is
kept are values of pure functions whose arguments are the same. Facts are asked for where there is reason to, and let go
of again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple

from vaultnet.model.config import Config
from vaultnet.model.facts import PERSON, Card, Facts
from vaultnet.model.network import Network, Person
from vaultnet.network import compact
from vaultnet.network.build import in_order, problems_of, self_as, user_among
from vaultnet.network.cadences import Cadences
from vaultnet.network.deaths import death_of, problems_of_deaths
from vaultnet.network.links import Links, LinkTexts, stem
from vaultnet.network.names import AddressBook, Bearers, bearers, name_of, names_used
from vaultnet.network.ties import Others, Ties, introduced_in, introducers_of, ties
from vaultnet.network.timelines import Timeline, Timelines
from vaultnet.problem import Problem

_GROUP = 100  # people


class _Note(NamedTuple):
    """What others need to know of a note."""

    left_out: bool = False
    people: Collection[str] = ()  # of whom it says something
    names: Collection[str] = ()  # that it uses: what it says depends on whom they mean
    linked: Others = ()  # of a person's: to whom it links
    introducers: Others = ()  # likewise: by whom its property says that they were introduced
    problems: tuple[Problem, ...] = ()


_SILENT = _Note()


class _Places(NamedTuple):
    """Where notes are, and what links mean among them."""

    paths: Sequence[str]
    links: Links
    texts: LinkTexts


class _Names(NamedTuple):
    """What people are called, and whom names mean."""

    cards: Mapping[str, Card]  # by path
    bearers: Bearers


class _Hearing(NamedTuple):
    """How notes are listened to: whom names mean, and when."""

    book: AddressBook
    cards: Mapping[str, Card]
    selves: Collection[str]
    today: date
    date_order: str

    def timelines(self) -> Timelines:
        """Timelines that have heard nothing yet."""
        return Timelines(self.book, self.selves, self.today, self.date_order)


class _Said(NamedTuple):
    """What is said of a person, and whom they introduced by it."""

    timeline: Timeline
    introduced: Others


class _Bonds(NamedTuple):
    """Ties, and what they were made from."""

    stated: tuple[Mapping[str, Others], ...] = ({}, {}, {})
    ties: Ties = Ties({}, {})


class _Known(NamedTuple):
    """A person, and what the record was made from."""

    because: tuple[object, ...]
    person: Person


class Memory(NamedTuple):
    """What was worked out for one network, for the next one of the same vault."""

    facts: Mapping[str, object] = {}
    circumstances: object = None
    places: _Places = _Places((), Links(()), LinkTexts(Links(())))
    names: _Names = _Names({}, {})
    notes: Mapping[str, _Note] = {}  # those of which others need to know anything
    said: Mapping[str, _Said] = {}  # by path of the person, the user too
    bonds: _Bonds = _Bonds()
    people: Mapping[str, _Known] = {}


NOTHING = Memory()


def go_on(
    before: Memory,
    facts: Mapping[str, object],
    read: Callable[[str], Facts],
    paths: Iterable[str],
    config: Config,
    today: date,
) -> tuple[Network, Memory]:
    """The network that `network.build` makes of the same notes, and what to remember for the one after it.

    `facts` has for each note something that is the very same object as long as its facts are the same; `read` tells
    them.
    """
    gone = before.facts.keys() - facts.keys()
    new = {path for path, kept in facts.items() if before.facts.get(path) is not kept}
    names, renamed = _names(before, new, gone, read)
    places, moved = _places(before.places, list(paths))
    user = user_among(names.cards, config)
    book = AddressBook(places.links, names.cards, names.bearers, user.notes)
    circumstances = (user.notes, today, config.date_order)
    hearing = _Hearing(book, names.cards, user.notes, today, config.date_order)
    if circumstances == before.circumstances:
        notes, said = _heard(before, new | (_users(before.notes, renamed | moved) - gone), gone, read, hearing)
    else:
        notes, said = _heard(NOTHING, set(facts), gone, read, hearing)
    others = {path: card for path, card in names.cards.items() if path not in user.notes}
    bonds = _bonds(before.bonds, {path: notes.get(path, _SILENT) for path in others}, said)
    cadences = Cadences(config)
    people = {
        path: _known(before.people.get(path), path, card, said[path].timeline, bonds.ties, cadences)
        for path, card in others.items()
    }
    problems = {problem for note in notes.values() for problem in note.problems}
    everybody = in_order(known.person for known in people.values())
    problems.update(user.problems, problems_of(names.cards, cadences, places.texts), problems_of_deaths(everybody))
    network = Network(
        everybody,
        None if user.me is None else self_as(user.me, names.cards[user.me], said[user.me].timeline.records),
        places.texts,
        len(facts) - sum(note.left_out for note in notes.values()),
        tuple(sorted(problems)),
    )
    return network, Memory(facts, circumstances, places, names, notes, said, bonds, people)


def _names(
    before: Memory, new: Collection[str], gone: Collection[str], read: Callable[[str], Facts]
) -> tuple[_Names, set[str]]:
    """Whom names mean by now, and which of them mean others than before."""
    cards = {path: card for path, card in before.names.cards.items() if path not in gone and path not in new}
    for path in new:
        note = read(path)
        if note.kind == PERSON and not note.left_out:
            cards[path] = note.card or Card()
    if cards == before.names.cards:
        return before.names, set()
    known, now = before.names.bearers, bearers(cards)
    return _Names(cards, now), {name for name in known.keys() | now.keys() if known.get(name) != now.get(name)}


def _places(before: _Places, paths: list[str]) -> tuple[_Places, set[str]]:
    """What links mean by now, and the names of the notes that are new or gone."""
    if paths == before.paths:
        return before, set()
    known = {path: path for path in before.paths}
    gone, new = known.keys() - paths, set(paths) - known.keys()
    links = before.links.changed(gone, new) if known else Links(paths)
    kept = [known.get(path, path) for path in paths]  # the very strings that the links have
    return _Places(kept, links, LinkTexts(links)), {stem(path) for path in gone | new}


def _users(notes: Mapping[str, _Note], names: AbstractSet[str]) -> set[str]:
    """The notes that use one of these names."""
    return {path for path, note in notes.items() if not names.isdisjoint(note.names)}


def _heard(
    before: Memory, stale: Collection[str], gone: Collection[str], read: Callable[[str], Facts], hearing: _Hearing
) -> tuple[dict[str, _Note], dict[str, _Said]]:
    """What others need to know of each note, and what all of them say of each person.

    Of somebody whose own note alone is `stale`, what others say is recalled; else all who say anything are listened to.
    """
    notes = {path: note for path, note in before.notes.items() if path not in stale and path not in gone}
    said = dict(before.said)
    concerned = {(path, person) for path in (*stale, *gone) for person in before.notes.get(path, _SILENT).people}
    for path in stale:
        timelines = hearing.timelines()
        note = _read(read(path), timelines, hearing)
        concerned.update((path, person) for person in note.people)
        if note != _SILENT:
            notes[path] = note
        if path in said:
            timelines.recall(path, said[path].timeline)
            said[path] = _said(timelines.of(path))
    by_others = {person for path, person in concerned if path != person}
    said = {path: known for path, known in said.items() if path in hearing.cards and path not in by_others}
    for group in _groups(sorted(hearing.cards.keys() - said.keys())):
        timelines = hearing.timelines()
        for path, note in notes.items():
            if not group.isdisjoint(note.people):
                timelines.read(read(path))
        said |= {path: _said(timelines.of(path)) for path in group}
    return notes, said


def _read(note: Facts, timelines: Timelines, hearing: _Hearing) -> _Note:
    """What others need to know of a note; `timelines` have read none yet."""
    if note.left_out:
        return _Note(left_out=True, problems=note.problems)
    timelines.read(note)
    linked: Others = ()
    introducers: Others = ()
    book = hearing.book
    if (card := hearing.cards.get(note.path)) and note.path not in hearing.selves:
        linked, introducers = book.linked(note.links, note.path), introducers_of(note.path, card, book)
    problems = (*note.problems, *timelines.problems, *book.problems(note))
    return _Note(False, tuple(timelines.people), names_used(note), linked, introducers, problems)


def _groups(people: Sequence[str]) -> Iterator[frozenset[str]]:
    """So many at a time that what all notes say of them takes little room."""
    for start in range(0, len(people), _GROUP):
        yield frozenset(people[start : start + _GROUP])


def _said(told: Timeline) -> _Said:
    small = told._replace(contacts=compact.contacts(told.contacts), records=compact.records(told.records))
    return _Said(small, introduced_in(told.records))


def _bonds(before: _Bonds, notes: Mapping[str, _Note], said: Mapping[str, _Said]) -> _Bonds:
    """How the people of these notes are tied."""
    stated = (
        {path: note.introducers for path, note in notes.items()},
        {path: said[path].introduced for path in notes},
        {path: note.linked for path, note in notes.items()},
    )
    return before if stated == before.stated else _Bonds(stated, ties(*stated))


def _known(before: _Known | None, path: str, card: Card, said: Timeline, bound: Ties, cadences: Cadences) -> _Known:
    """A person: the very record of before if it says the same."""
    cadence = cadences.of(path, card)
    because = (card, said, cadence, bound.introduced_by[path], bound.knows[path])
    if before and before.because == because:
        return before
    name = name_of(path)
    return _Known(because, Person(path, name, card, cadence, *said, *because[3:], death_of(name, card, said.records)))
