"""Rule: people are tied where one introduced the other, or where the note of either links to the other."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from vaultnet.model.facts import Card, Facts
from vaultnet.model.network import Record
from vaultnet.network.names import AddressBook


class Ties(NamedTuple):
    """Who brought whom, and who knows whom: path of a person → paths of people, neither ever the user."""

    introduced_by: Mapping[str, tuple[str, ...]]  # as the property says, then by path
    knows: Mapping[str, frozenset[str]]  # both ways


def ties(
    people: Iterable[Facts],
    records: Mapping[str, Iterable[Record]],
    book: AddressBook,
    linked: Callable[[Facts], tuple[str, ...]],
) -> Ties:
    """What `people`, without the user, and their `records` say of each other (format.md, Marks).

    `linked` tells the people to whom a note links.
    """
    people = tuple(people)
    introducers = {one.path: dict.fromkeys(_by_property(one.path, one.card or Card(), book)) for one in people}
    for introducer in sorted(introducers):
        for record in records.get(introducer, ()):
            if "introduced" in record.entry.marks:
                for introduced in record.people:
                    introducers[introduced].setdefault(introducer)
    knows: dict[str, set[str]] = {one.path: set() for one in people}
    for one in people:
        for other in (*linked(one), *introducers[one.path]):
            if other != one.path:
                knows[one.path].add(other)
                knows[other].add(one.path)
    return Ties(
        {path: tuple(found) for path, found in introducers.items()},
        {path: frozenset(found) for path, found in knows.items()},
    )


def _by_property(path: str, card: Card, book: AddressBook) -> list[str]:
    return [
        introducer
        for said in card.introduced_by
        for introducer in (book.linked(said.links, path) if said.links else book.named(said.text, path))
        if introducer != path
    ]
