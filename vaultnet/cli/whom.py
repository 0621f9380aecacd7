"""Whom a name on the command line means: one person for certain, or the command ends with who it could be."""

from collections.abc import Iterator, Sequence
from unicodedata import combining, normalize

from vaultnet.model.network import Network, Person
from vaultnet.network import find
from vaultnet.problem import Failure
from vaultnet.text.spelling import folded

SHOWN = 5  # people who may be meant
NEAR = 0.75  # how much alike two spellings of one name are at least, from 0 to 1


class Nobody(Failure):
    """No person bears the name."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        either = " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
        rather = f"did you mean {either}?" if names else "`vaultnet people` lists everyone"
        super().__init__(f"nobody in this vault is called “{name}”; {rather}")


class Several(Failure):
    """Several people bear the name."""

    def __init__(self, name: str, people: tuple[Person, ...]) -> None:
        super().__init__(f"“{name}” fits several people: {', '.join(person.path for person in people)}")


def named(network: Network, name: str) -> Person:
    """The one person who is meant; raises `Nobody` and `Several`."""
    people = find(network, name)
    if not people:
        raise Nobody(name, near(network, name))
    if len(people) > 1:
        raise Several(name, people)
    return people[0]


def near(network: Network, name: str) -> tuple[str, ...]:
    """The names of those whose name, or a part of it, is spelled almost so; the likeliest first."""
    from difflib import get_close_matches  # noqa: PLC0415 - for unknown names alone

    said = _plain(name).split()
    if not said:
        return ()
    bearers: dict[str, list[str]] = {}
    for person in network.people:
        for part in {part for each in (person.name, *person.card.names) for part in _parts(_plain(each), len(said))}:
            bearers.setdefault(part, []).append(person.name)
    found = get_close_matches(" ".join(said), bearers, SHOWN, NEAR)
    return tuple(dict.fromkeys(name for part in found for name in bearers[part]))[:SHOWN]


def _parts(name: str, size: int) -> Iterator[str]:
    """The name, and every so many of its words that follow each other."""
    words = name.split()
    yield " ".join(words)
    yield from (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))


def _plain(name: str) -> str:
    """The name as somebody types it who looks for no accents on the keyboard."""
    return "".join(sign for sign in normalize("NFD", folded(name)) if not combining(sign))
