"""Rule: everyone can be leafed through at one sitting: today's names first, then those whose turn comes next."""

from datetime import date, timedelta

from vaultnet.agenda.beside import beside
from vaultnet.agenda.history import History, history_of
from vaultnet.agenda.leaf import rotation, spoke_lately
from vaultnet.agenda.plan import plan
from vaultnet.agenda.rhythm import rhythm_days
from vaultnet.agenda.tact import hidden
from vaultnet.model.agenda import Leaf
from vaultnet.model.config import Config
from vaultnet.model.network import Network, Person
from vaultnet.model.span import NEVER

_A_DAY = 3  # names, where the configuration asks for none


def in_turn(network: Network, config: Config, today: date) -> list[Leaf]:
    """Everyone to leaf through, today's names first.

    Those whom the agenda names already are left out, and those who were in touch lately, are snoozed, or have a plan.
    """
    agenda = plan(network, config, today)
    elsewhere = {
        item.person.path
        for section in (agenda.today, agenda.reach_out, agenda.waiting, agenda.leaf_through)
        for item in section
    }
    people = {history.person.path: history for history in _proposable(network, today)}
    pace = config if config.leaf_per_day > 0 else config._replace(leaf_per_day=_A_DAY)
    coming: dict[str, None] = {}
    ahead = 0
    while len(coming) < len(people):
        coming.update(dict.fromkeys(rotation(people, pace, today + timedelta(ahead))))
        ahead += 1
    free = [people[path] for path in coming if path not in elsewhere and not _postponed(people[path])]
    return [*agenda.leaf_through, *(Leaf(history.person, "rotation", beside(history)) for history in free)]


def unsorted(network: Network, today: date) -> list[Leaf]:
    """Those whose cadence has not been decided, the most mentioned first."""
    undecided = [
        history
        for history in _proposable(network, today)
        if history.person.cadence is None and history.person.card.cadence != NEVER and not history.snoozed
    ]
    undecided.sort(key=lambda history: -_mentions(history.person))
    return [
        Leaf(history.person, "rotation", beside(history), rhythm_days=rhythm_days(history)) for history in undecided
    ]


def _proposable(network: Network, today: date) -> list[History]:
    """Everyone who may be proposed, by name."""
    return [history_of(person, today) for person in network.people if not hidden(person)]


def _postponed(history: History) -> bool:
    return spoke_lately(history) or history.postponed


def _mentions(person: Person) -> int:
    """In how many places the notes speak of somebody."""
    places = {part.source for contact in person.contacts for part in contact.parts}
    return len(places | {record.source for record in person.records} | {promise.source for promise in person.promises})
