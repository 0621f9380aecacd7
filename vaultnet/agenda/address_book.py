"""Rule: the address book can be leafed through to its end: today's names first, then those whose turn comes next."""

from datetime import date, timedelta

from vaultnet.agenda.beside import beside
from vaultnet.agenda.history import History, history
from vaultnet.agenda.leaf import rotation, spoke_lately
from vaultnet.agenda.plan import plan
from vaultnet.agenda.rhythm import rhythm
from vaultnet.agenda.tact import hidden
from vaultnet.model.agenda import Leaf
from vaultnet.model.config import Config
from vaultnet.model.network import Network, Person
from vaultnet.model.span import NEVER

_A_DAY = 3  # names, where the configuration lists none


def in_turn(network: Network, config: Config, today: date) -> list[Leaf]:
    """Everyone to leaf through today; who is due, in touch lately, snoozed or planned stands in the agenda already."""
    agenda = plan(network, config, today)
    elsewhere = {one.person.path for one in agenda.today}
    elsewhere |= {one.person.path for one in (*agenda.reach_out, *agenda.waiting)}
    elsewhere |= {one.person.path for one in agenda.leaf_through}
    people = {known.person.path: known for known in _open_to_all(network, today)}
    pace = config if config.leaf_per_day > 0 else config._replace(leaf_per_day=_A_DAY)
    coming: dict[str, None] = {}
    ahead = 0
    while len(coming) < len(people):
        coming.update(dict.fromkeys(rotation(people, pace, today + timedelta(ahead))))
        ahead += 1
    free = [people[path] for path in coming if path not in elsewhere and not _postponed(people[path])]
    return [*agenda.leaf_through, *(Leaf(known.person, "rotation", beside(known)) for known in free)]


def unsorted(network: Network, today: date) -> list[Leaf]:
    """Those for whom nobody decided how often to be in touch, the most mentioned first."""
    undecided = [
        known
        for known in _open_to_all(network, today)
        if known.person.cadence is None and known.person.card.cadence != NEVER and not known.snoozed
    ]
    undecided.sort(key=lambda known: -_mentions(known.person))
    return [Leaf(known.person, "rotation", beside(known), rhythm_days=round(rhythm(known) or 0)) for known in undecided]


def _open_to_all(network: Network, today: date) -> list[History]:
    """The people of whom the user may want to think, by name."""
    return [history(person, today) for person in network.people if not hidden(person)]


def _postponed(known: History) -> bool:
    return spoke_lately(known) or known.postponed


def _mentions(person: Person) -> int:
    """In how many places the notes speak of somebody."""
    places = {part.source for contact in person.contacts for part in contact.parts}
    return len(places | {record.source for record in person.records} | {promise.source for promise in person.promises})
