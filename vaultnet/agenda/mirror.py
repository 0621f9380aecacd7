"""Rule: the user is seen with the same eyes as everybody: by how they answered the requests that came to them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.history import History, history
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
        known = history(person, today)
        for record in known.said("request"):
            for sphere in spheres(person, record):
                asked[sphere].append(_request(known, record))
    return {sphere: _reflection(sorted(requests, key=_in_time)) for sphere, requests in asked.items()}


def _reflection(requests: Sequence[Request]) -> Reflection:
    years = dict.fromkeys(request.date.year for request in requests if request.date and request.outcome)
    return Reflection(
        of_outcomes(request.outcome for request in requests),
        _counted(requests),
        {year: _counted(one for one in requests if one.date and one.date.year == year) for year in years},
        tuple(reversed(requests)),
    )


def _counted(requests: Iterable[Request]) -> dict[str, int]:
    counts = Counter(request.outcome for request in requests)
    return {outcome: counts[outcome] for outcome in OUTCOMES if counts[outcome]}


def _request(known: History, record: Record) -> Request:
    entry = record.entry
    return Request(known.person, entry.date, entry.matter, entry.outcome or _answer(known, entry.date), record.source)


def _answer(known: History, day: date | None) -> str:
    """The outcome on the line that closed a request: the first `answered` on or after its day."""
    answers = (
        record.entry for record in known.said("answered") if day and record.entry.date and record.entry.date >= day
    )
    return next((entry.outcome for entry in answers), "")


def _in_time(request: Request) -> tuple[date, str, int]:
    return request.date or date.min, *request.source
