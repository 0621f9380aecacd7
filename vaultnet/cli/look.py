"""`due`, `people`, `show`, `check`: look, and change nothing."""

import shutil
import sys
from datetime import datetime

import click

from vaultnet.agenda import plan
from vaultnet.cli.context import Setting, json_option, setting, today_option
from vaultnet.model.network import Network, Person
from vaultnet.network import find
from vaultnet.problem import Failure
from vaultnet.render import json as as_data
from vaultnet.render import terminal
from vaultnet.render.escape import terminal_safe


class Nobody(Failure):
    """No person bears the name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"nobody in this vault is called {name!r}; `vaultnet people` lists everyone")


class Several(Failure):
    """Several people bear the name."""

    def __init__(self, name: str, people: tuple[Person, ...]) -> None:
        super().__init__(f"{name!r} fits several people: {', '.join(person.path for person in people)}")


def named(network: Network, name: str) -> Person:
    """The one person who is meant; fails with the candidates otherwise."""
    people = find(network, name)
    if not people:
        raise Nobody(name)
    if len(people) > 1:
        raise Several(name, people)
    return people[0]
