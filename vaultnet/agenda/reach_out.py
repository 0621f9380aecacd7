"""Rule: due = last contact + cadence; whoever is furthest past it, relative to their own cadence, comes first."""

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

    def __str__(self) -> str:
        """The due day; `~` says that it is estimated."""
        return f"{'~' if self.estimated else ''}{self.due}"


def turn_of(history: History) -> Turn | None:
    """When a person is due, whatever may postpone it; None: never (format.md, The agenda)."""
    person, last = history.person, history.last
    if deceased(person):
        return None
    first_met = person.card.met or person.card.created
    start = last.date if last else first_met.date if first_met else history.today
    asked = person.card.next_contact
    if asked and not history.met_since(asked.date):
        return Turn(min(start, asked.date), asked.date, asked_for=True)
    if not person.cadence or hidden(person):
        return None
    if not last and not first_met:
        return Turn(start, history.today, estimated=True)
    return Turn(start, person.cadence.after(start), estimated=not last)


def is_due(history: History, turn: Turn | None, retry: Span) -> bool:
    """Whether they are due today, and not snoozed, planned or just tried."""
    if turn is None or turn.due > history.today or history.postponed:
        return False
    tried = last_try(history)
    return tried is None or _again(tried, history.person.cadence, retry) <= history.today


def last_try(history: History) -> date | None:
    """The day of the last try to reach somebody, if there was no contact since."""
    days = [record.entry.date for record in history.said("tried") if record.entry.date]
    return days[-1] if days and not history.met_since(days[-1]) else None


def _again(tried: date, cadence: Span | None, retry: Span) -> date:
    """The day on which to try again: sooner for those one likes to speak more often."""
    return min(retry.after(tried), cadence.after(tried)) if cadence else retry.after(tried)


class Due(NamedTuple):
    """Somebody whose turn it is."""

    rank: tuple[bool, float, date]  # among all who are due; the lowest comes first
    item: ReachOut


def due(history: History, config: Config) -> Due | None:
    """The person as one to reach out to today; None: it is not their turn."""
    turn = turn_of(history)
    if turn is None or not is_due(history, turn, config.retry):
        return None
    past = (history.today - turn.due).days
    length = max((turn.due - turn.start).days, 1)  # of the count, in days
    item = ReachOut(
        person=history.person,
        due=turn.due,
        days_past=past,
        estimated=turn.estimated,
        asked_for=turn.asked_for,
        tried=last_try(history),
        gentle=gentle(history.person),
        beside=beside(history),
    )
    return Due((not turn.asked_for, -past / length, turn.due), item)


def reach_out(dues: Iterable[Due]) -> tuple[ReachOut, ...]:
    """All who are due today, in the order in which they should hear from the user; `dues` come by name."""
    return tuple([due.item for due in sorted(dues, key=lambda due: due.rank)])


def is_fresh_start(people: Iterable[Person], due: Iterable[ReachOut], per_day: int) -> bool:
    """Whether so many are due, after a long absence, that to count them helps nobody."""
    rhythmic = sum(1 for person in people if person.cadence and not hidden(person))
    late = sum(1 for item in due if item.person.cadence and not hidden(item.person))
    return late > rhythmic / 2 and late > 2 * per_day
