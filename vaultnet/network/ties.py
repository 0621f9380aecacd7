"""Rule: people are tied where one introduced the other, or where the note of either links to the other."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vaultnet.model.facts import Card
from vaultnet.model.network import Record
from vaultnet.network.names import AddressBook

Others = tuple[str, ...]
"""The paths of people."""


class Ties(NamedTuple):
    """Who brought whom, and who knows whom: path of a person → paths of people, neither ever the user."""

    introduced_by: Mapping[str, Others]  # as the property says, then by path
    knows: Mapping[str, frozenset[str]]  # both ways


def ties(stated: Mapping[str, Others], introduced: Mapping[str, Others], linked: Mapping[str, Others]) -> Ties:
    """What the notes of the same people say of each other, each by the path of the note (format.md, Marks).

    `stated`: by whom somebody was introduced, as a property says; `introduced`: those whom somebody introduced, as
    marked lines say; `linked`: those to whom the note links.
    """
    introducers = {path: dict.fromkeys(others) for path, others in stated.items()}
    for introducer in sorted(introduced):
        for other in introduced[introducer]:
            introducers[other].setdefault(introducer)
    knows: dict[str, set[str]] = {path: set() for path in linked}
    for path, others in linked.items():
        for other in (*others, *introducers[path]):
            if other != path:
                knows[path].add(other)
                knows[other].add(path)
    return Ties(
        {path: tuple(found) for path, found in introducers.items()},
        {path: frozenset(found) for path, found in knows.items()},
    )


def introducers_of(path: str, card: Card, book: AddressBook) -> Others:
    """By whom the person whose note lies at `path` was introduced, as the property says."""
    return tuple(
        introducer
        for said in card.introduced_by
        for introducer in (book.linked(said.links, path) if said.links else book.named(said.text, path))
        if introducer != path
    )


def introduced_in(records: Iterable[Record]) -> Others:
    """Whom somebody introduced, as the lines about them say."""
    return tuple([one for record in records if "introduced" in record.entry.marks for one in record.people])
