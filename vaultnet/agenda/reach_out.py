"""Rule: due = last contact + cadence; whoever is the longest past it, against their own count, comes first."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.beside import beside
from vaultnet.agenda.history import History
from vaultnet.agenda.tact import deceased, gentle, hidden
from vaultnet.model.agenda import ReachOut
from vaultnet.model.config import Config
from vaultnet.model.network import Person
from vaultnet.model.span import Span


class Turn(NamedTuple):
    """When it is somebody's turn to hear from the user."""

    start: date  # of the count
    due: date
    estimated: bool = False  # counted from no real contact
    asked_for: bool = False  # by `next_contact`


def turn(known: History) -> Turn | None:
    """The raw due day of a person, whatever postpones it; None: never due (format.md, The agenda)."""
    person, last = known.person, known.last
    if deceased(person):
        return None
    first_met = person.card.met or person.card.created
    start = last.date if last else first_met.date if first_met else known.today
    asked = person.card.next_contact
    if asked and not known.met_since(asked.date):
        return Turn(min(start, asked.date), asked.date, asked_for=True)
    if not person.cadence or hidden(person):
        return None
    if not last and not first_met:
        return Turn(start, known.today, estimated=True)
    return Turn(start, person.cadence.after(start), estimated=not last)


def is_due(known: History, turned: Turn | None, retry: Span) -> bool:
    """Whether it is their turn today: neither later, nor snoozed, planned or just tried."""
    if turned is None or turned.due > known.today or known.postponed:
        return False
    tried = last_try(known)
    return tried is None or _again(tried, known.person.cadence, retry) <= known.today


def last_try(known: History) -> date | None:
    """The day of the last try to reach somebody, if there was no contact since."""
    days = [record.entry.date for record in known.said("tried") if record.entry.date]
    return days[-1] if days and not known.met_since(days[-1]) else None


def _again(tried: date, cadence: Span | None, retry: Span) -> date:
    """The day on which to try again: sooner for those one likes to speak more often."""
    return min(retry.after(tried), cadence.after(tried)) if cadence else retry.after(tried)


class Due(NamedTuple):
    """Somebody whose turn it is, and the place among others."""

    rank: tuple[bool, float, date]
    item: ReachOut


def due(known: History, config: Config) -> Due | None:
    """What is asked for if it is this person's turn today."""
    turned = turn(known)
    if turned is None or not is_due(known, turned, config.retry):
        return None
    past = (known.today - turned.due).days
    counted = max((turned.due - turned.start).days, 1)
    item = ReachOut(
        person=known.person,
        due=turned.due,
        days_past=past,
        estimated=turned.estimated,
        asked_for=turned.asked_for,
        tried=last_try(known),
        gentle=gentle(known.person),
        beside=beside(known),
    )
    return Due((not turned.asked_for, -past / counted, turned.due), item)


def reach_out(dues: Iterable[Due]) -> tuple[ReachOut, ...]:
    """All who are due today, in the order in which they should hear from the user; `dues` come by name."""
    return tuple([one.item for one in sorted(dues, key=lambda one: one.rank)])


def is_fresh_start(people: Iterable[Person], due: Iterable[ReachOut], per_day: int) -> bool:
    """Whether so many are due, after a long absence, that their number helps nobody."""
    rhythmic = sum(1 for person in people if person.cadence and not hidden(person))
    late = sum(1 for one in due if one.person.cadence and not hidden(one.person))
    return late > rhythmic / 2 and late > 2 * per_day
