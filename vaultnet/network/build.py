"""Rule: the network is always built from the facts of all notes, whatever their order; it is never patched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet import CONFIG_FILE
from vaultnet.model.config import Config
from vaultnet.model.facts import PERSON, Card, Facts
from vaultnet.model.network import Network, Person, Record
from vaultnet.network.cadences import Cadences
from vaultnet.network.deaths import death_of, problems_of_deaths
from vaultnet.network.links import Links, LinkTexts
from vaultnet.network.names import AddressBook, bearers, matching, name_of
from vaultnet.network.ties import introduced_in, introducers_of, ties
from vaultnet.network.timelines import Timelines
from vaultnet.problem import Problem


def build(facts: Iterable[Facts], paths: Iterable[str], config: Config, today: date) -> Network:
    """The people of a vault: `facts` of every note that was read, `paths` of every note that a link may mean.

    Never raises on what notes say: what cannot be understood is among the network's problems. `today` tells which dates
    are too far ahead; contacts after it are plans. See format.md, Contacts, Marks, and Dates and cadences.
    """
    everything = tuple(facts)
    notes = {note.path: note for note in everything if not note.left_out}
    cards = {path: note.card or Card() for path, note in notes.items() if note.kind == PERSON}
    user = user_among(cards, config)
    links = Links(paths)
    book = AddressBook(links, cards, bearers(cards), user.notes)
    timelines = Timelines(book, user.notes, today, config.date_order)
    for note in notes.values():
        timelines.read(note)
    said = {path: timelines.of(path) for path in cards}
    others = {path: card for path, card in cards.items() if path not in user.notes}
    bonds = ties(
        {path: introducers_of(path, card, book) for path, card in others.items()},
        {path: introduced_in(said[path].records) for path in others},
        {path: book.linked(notes[path].links, path) for path in others},
    )
    cadences, texts = Cadences(config), LinkTexts(links)
    people = [
        Person(
            path,
            name_of(path),
            card,
            cadences.of(path, card),
            *said[path],
            bonds.introduced_by[path],
            bonds.knows[path],
            death_of(name_of(path), card, said[path].records),
        )
        for path, card in others.items()
    ]
    problems = [
        *(problem for note in everything for problem in note.problems),
        *(problem for note in notes.values() for problem in book.problems(note)),
        *timelines.problems,
        *user.problems,
        *problems_of(cards, cadences, texts),
        *problems_of_deaths(people),
    ]
    me = None if user.me is None else self_as(user.me, cards[user.me], said[user.me].records)
    return Network(in_order(people), me, texts, len(notes), tuple(sorted(set(problems))))


class User(NamedTuple):
    """The notes about the user."""

    notes: frozenset[str]  # their paths
    me: str | None  # the one that counts; None: there is none
    problems: tuple[Problem, ...] = ()


def user_among(cards: Mapping[str, Card], config: Config) -> User:
    """Who among the people is the user; a name in the configuration that fits nobody, or several, is a problem."""
    stated = {path for path, card in cards.items() if card.is_self}
    if not config.self:
        return User(frozenset(stated), min(stated, default=None))
    people = [Person(path, name_of(path), card) for path, card in cards.items()]
    found = sorted(person.path for person in matching(people, config.self))
    if len(found) == 1:
        return User(frozenset({*stated, *found}), found[0])
    fault = f"could be {' or '.join(found)}" if found else "is not the name of a person note"
    problem = Problem(CONFIG_FILE, 1, f"`self`: “{config.self}” {fault}")
    return User(frozenset(stated), min(stated, default=None), (problem,))


def self_as(path: str, card: Card, records: Sequence[Record]) -> Person:
    """The user, of whom nothing counts but what their own note says they can do, and what is said of them."""
    return Person(path, name_of(path), card, records=records)


def in_order(people: Iterable[Person]) -> tuple[Person, ...]:
    """The people of a network in its order."""
    return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.path)))


def problems_of(cards: Mapping[str, Card], cadences: Cadences, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Circles that nobody configured, and people to whom no link can lead; `texts` says how to link to each note."""
    for path, card in cards.items():
        yield from cadences.problems(path, card)
        if not texts.get(path, path):
            name = name_of(path)
            yield Problem(path, 1, f"no link can name “{name}”: please rename the file without signs such as [ ] | # ^")
