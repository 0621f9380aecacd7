"""Whom a name on the command line means: one person for certain, or the command ends with who it could be."""

from vaultnet.model.network import Network, Person
from vaultnet.network import find
from vaultnet.problem import Failure


class Nobody(Failure):
    """No person bears the name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"nobody in this vault is called “{name}”; `vaultnet people` lists everyone")


class Several(Failure):
    """Several people bear the name."""

    def __init__(self, name: str, people: tuple[Person, ...]) -> None:
        super().__init__(f"“{name}” fits several people: {', '.join(person.path for person in people)}")


def named(network: Network, name: str) -> Person:
    """The one person who is meant; raises `Nobody` and `Several`."""
    people = find(network, name)
    if not people:
        raise Nobody(name)
    if len(people) > 1:
        raise Several(name, people)
    return people[0]
