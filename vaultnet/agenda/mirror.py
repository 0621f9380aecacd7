"""Rule: the user is described by the same rule as everybody else: by how they answered what was asked of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.gratitude import answers, of_the_user
from vaultnet.agenda.history import History, history_of
from vaultnet.agenda.profiles import SPHERES, of_outcomes, spheres
from vaultnet.model.agenda import Profile
from vaultnet.model.network import Person, Record, Source
from vaultnet.note.marks import OUTCOMES


class Request(NamedTuple):
    """One thing that somebody asked of the user."""

    person: Person
    date: date | None  # None: undated
    text: str
    outcome: str  # "": not answered, or nobody wrote how
    source: Source


class Reflection(NamedTuple):
    """How the user reacts to requests in one sphere."""

    profile: Profile
    counts: Mapping[str, int]  # by outcome
    by_year: Mapping[int, Mapping[str, int]]  # the same for each year, earliest first; undated requests left out
    requests: tuple[Request, ...]  # newest first, undated last


def mirror(people: Iterable[Person], today: date) -> dict[str, Reflection]:
    """By sphere, how the user answered up to `today` (format.md, The agenda). For reflection: there is no score."""
    asked: dict[str, list[Request]] = {sphere: [] for sphere in SPHERES}
    for person in people:
        history = history_of(person, today)
        for record in history.said("request"):
            for sphere in spheres(person, record):
                asked[sphere].append(_request(history, record))
    return {sphere: _reflection(sorted(requests, key=_in_time)) for sphere, requests in asked.items()}


def _reflection(requests: Sequence[Request]) -> Reflection:
    years = dict.fromkeys(year for request in requests if (year := _year(request)) and request.outcome)
    return Reflection(
        of_outcomes(request.outcome for request in requests),
        _counted(requests),
        {year: _counted(request for request in requests if _year(request) == year) for year in years},
        tuple(reversed(requests)),
    )


def _year(request: Request) -> int | None:
    return request.date.year if request.date else None


def _counted(requests: Iterable[Request]) -> dict[str, int]:
    """How often each outcome came about."""
    counts = Counter(request.outcome for request in requests)
    return {outcome: counts[outcome] for outcome in OUTCOMES if counts[outcome]}


def _request(history: History, record: Record) -> Request:
    entry = record.entry
    return Request(
        person=history.person,
        date=entry.date,
        text=entry.matter,
        outcome=entry.outcome or _answer(history, entry.date),
        source=record.source,
    )


def _answer(history: History, day: date | None) -> str:
    """The outcome on the line that closed a request: the first answer of the user's on or after its day."""
    said = (one.entry for one in answers(history) if of_the_user(one) and day and one.day >= day)
    return next((entry.outcome for entry in said), "")


def _in_time(request: Request) -> tuple[date, str, int]:
    return request.date or date.min, *request.source
