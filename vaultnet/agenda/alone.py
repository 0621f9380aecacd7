"""Rule: what a day asks on account of one person depends on that person, the configuration and the day alone.

Each view works it out for one person at a time; then `plan` puts together what it is for all.
"""

from datetime import date
from typing import NamedTuple

from vaultnet.agenda.gratitude import open_threads
from vaultnet.agenda.history import history_of
from vaultnet.agenda.introductions import Matter, needs_of, offers_of
from vaultnet.agenda.leaf import Candidate, candidate
from vaultnet.agenda.occasions import occasions, plans
from vaultnet.agenda.promises import promised_soon
from vaultnet.agenda.reach_out import Due, due
from vaultnet.model.agenda import Gratitude, Occasion
from vaultnet.model.config import Config
from vaultnet.model.network import Contact, Person


class Alone(NamedTuple):
    """One person on one day."""

    person: Person
    talk: Contact | None  # of this very day
    occasions: tuple[Occasion, ...]
    ahead: tuple[Occasion, ...]  # plans and promises of the coming week
    due: Due | None
    threads: tuple[tuple[str, Gratitude], ...]  # open today, each with its act
    candidate: Candidate | None
    needs: tuple[Matter, ...]
    offers: tuple[Matter, ...]


def alone(person: Person, config: Config, today: date) -> Alone:
    """What `today` asks on account of a person."""
    history = history_of(person, today)
    return Alone(
        person,
        history.last if history.met_since(today) else None,
        tuple(occasions(history, config)),
        (*plans(history), *promised_soon(history)),
        due(history, config),
        open_threads(history, config),
        candidate(history),
        tuple(needs_of(history)),
        tuple(offers_of(history)),
    )
