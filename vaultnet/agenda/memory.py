"""Rule: what a day asks of one person is worked out once, as long as person, configuration and day are the same.

It is for programs that stay; a plan made with a memory is the plan made without.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.history import History, history
from vaultnet.agenda.occasions import occasions
from vaultnet.model.agenda import Occasion
from vaultnet.model.config import Config
from vaultnet.model.network import Person
from vaultnet.network import memory as network


class Known(NamedTuple):
    """A person as seen on a day, with the occasions of that day."""

    history: History
    occasions: tuple[Occasion, ...]


class Memory:
    """What was worked out for one day, for the next plan of the same day; and for its network."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.network = network.Memory()
        self._circumstances: tuple[Config, date] | None = None
        self._known: dict[str, Known] = {}

    def known(self, people: Iterable[Person], config: Config, today: date) -> list[Known]:
        """These people as seen today, in their order."""
        if self._circumstances != (config, today):
            self._circumstances, self._known = (config, today), {}
        found = {person.path: self._of(person, config, today) for person in people}
        self._known = found
        return list(found.values())

    def _of(self, person: Person, config: Config, today: date) -> Known:
        known = self._known.get(person.path)
        if known and known.history.person is person:
            return known
        seen = history(person, today)
        return Known(seen, tuple(occasions(seen, config)))
