"""Rule: a promise with a day stays in sight from that day on; one without a day waits until its person turns up."""

from collections.abc import Collection, Iterable
from datetime import date

from vaultnet.agenda.history import History
from vaultnet.agenda.tact import unspoken
from vaultnet.model.agenda import Occasion, Owed
from vaultnet.model.network import Person

AHEAD = 7  # days ahead at which dated promises and plans are mentioned


def promises_to(person: Person) -> tuple[Owed, ...]:
    """The open promises to a person: those with a day first, soonest first."""
    owed = [Owed(person, promise.text, promise.due, promise.source) for promise in person.promises]
    return tuple(sorted(owed, key=lambda promise: promise.due or date.max))


def promised(people: Iterable[Person], today: date, listed: Collection[str]) -> tuple[Owed, ...]:
    """Promises due up to `today`, soonest first; then undated ones to the people at the paths `listed`."""
    owed = [
        promise
        for person in people
        if person.promises and not unspoken(person)
        for promise in promises_to(person)
        if (promise.due <= today if promise.due else person.path in listed)
    ]
    return tuple(sorted(owed, key=lambda promise: promise.due or date.max))


def promised_soon(history: History) -> list[Occasion]:
    """The promises to a person that fall due in the coming week."""
    if not history.person.promises or unspoken(history.person):
        return []
    return [
        Occasion(history.person, "promise", promise.due, days, promise.text, promise.source, "ahead")
        for promise in promises_to(history.person)
        if promise.due and 0 < (days := (promise.due - history.today).days) <= AHEAD
    ]
