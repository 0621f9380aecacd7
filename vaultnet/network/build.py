"""Rule: the network is made anew from the facts of all notes, in whatever order they come; it is never patched."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from vaultnet.model.config import Config
from vaultnet.model.facts import PERSON, Card, Facts
from vaultnet.model.network import Network, Person
from vaultnet.network.cadences import Cadences
from vaultnet.network.links import Links
from vaultnet.network.memory import Memory
from vaultnet.network.names import AddressBook, matching, name_of
from vaultnet.network.ties import ties
from vaultnet.network.timelines import Timelines
from vaultnet.problem import Problem

_CONFIG = "vaultnet.toml"


def build(
    facts: Iterable[Facts], paths: Collection[str], config: Config, today: date, memory: Memory | None = None
) -> Network:
    """The people of a vault: `facts` of every note that was read, `paths` of every note that a link may mean.

    Never raises on what notes say: what cannot be understood is among the network's problems. `today` tells which dates
    are too far ahead; contacts after it are plans. `memory`, of a program that stays, saves work and changes nothing.
    See format.md, Contacts, Marks, and Dates and cadences.
    """
    notes = {one.path: one for one in facts}
    problems = [problem for one in notes.values() for problem in one.problems]
    notes = {path: one for path, one in notes.items() if not one.left_out}
    cards = {path: one.card or Card() for path, one in notes.items() if one.kind == PERSON}
    chosen, doubts = _chosen_self(cards, config)
    selves = {path for path, card in cards.items() if card.is_self} | set(chosen)

    links = memory.links(paths) if memory else Links(paths)
    book = AddressBook(links, cards, selves)
    timelines = Timelines(book, selves, today, config.date_order)
    if memory:
        memory.read(timelines, notes, cards, book, (selves, today, config.date_order))
    else:
        for one in notes.values():
            timelines.read(one)
    known = {path: memory.timeline(path, timelines) if memory else timelines.of(path) for path in cards}
    records = {path: one.records for path, one in known.items()}
    bonds = ties(
        (notes[path] for path in cards if path not in selves),
        records,
        book,
        lambda one: memory.linked(one, book) if memory else book.linked(one.links, one.path),
    )
    cadences = Cadences(config)
    people = [
        Person(
            path,
            name_of(path),
            card,
            cadences.of(path, card),
            *known[path],
            bonds.introduced_by[path],
            bonds.knows[path],
        )
        for path, card in cards.items()
        if path not in selves
    ]
    if memory:
        people = memory.keep(timelines, people)
    me = min(chosen or selves, default=None)
    texts = links.texts()
    problems += doubts
    problems += timelines.problems
    problems += book.problems(notes)
    problems += _to_rename(cards, texts)
    problems += (problem for path, card in cards.items() for problem in cadences.problems(path, card))
    return Network(
        tuple(sorted(people, key=lambda person: (person.name.casefold(), person.path))),
        None if me is None else Person(me, name_of(me), cards[me], records=records[me], excluded=True),
        texts,
        len(notes),
        tuple(sorted(set(problems))),
    )


def _chosen_self(cards: Mapping[str, Card], config: Config) -> tuple[tuple[str, ...], list[Problem]]:
    """The user's own note as the configuration names it; a name that fits nobody, or several, is a problem."""
    if not config.self:
        return (), []
    people = [Person(path, name_of(path), card) for path, card in cards.items()]
    found = sorted(person.path for person in matching(people, config.self))
    if len(found) == 1:
        return tuple(found), []
    fault = f"could be {' or '.join(found)}" if found else "is the name of no person note"
    return (), [Problem(_CONFIG, 1, f'self = "{config.self}" {fault}')]


def _to_rename(cards: Iterable[str], texts: Mapping[str, str]) -> Iterator[Problem]:
    for path in cards:
        if not texts.get(path, path):
            name = name_of(path)
            yield Problem(path, 1, f'no link can name "{name}": please rename the file without signs such as [ ] | # ^')
