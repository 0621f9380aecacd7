"""Rule: what a day asks of one person is worked out once, for as long as person, configuration and day are the same.

It is for long-running programs; a plan made with a memory is the same as one made without.
"""

from collections.abc import Iterable
from datetime import date

from vaultnet.agenda.alone import Alone, alone
from vaultnet.model.config import Config
from vaultnet.model.network import Person
from vaultnet.network import memory as network


class Memory:
    """What was worked out for one day and its network, for the next plan of that day."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.network = network.NOTHING
        self._circumstances: tuple[Config, date] | None = None
        self._each: dict[str, Alone] = {}  # by path of the person

    def each(self, people: Iterable[Person], config: Config, today: date) -> list[Alone]:
        """What the day asks of each of these people alone, in their order."""
        if self._circumstances != (config, today):
            self._circumstances, self._each = (config, today), {}
        before = self._each
        self._each = {
            person.path: known
            if (known := before.get(person.path)) and known.person is person
            else alone(person, config, today)
            for person in people
        }
        return list(self._each.values())
