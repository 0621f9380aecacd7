"""Rule: everyone is considered; whoever fits the question best comes first, then whoever likes to be asked.

Nobody who has no time for such a question is proposed, and nobody is asked twice in a month while others can help.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import inf
from typing import NamedTuple

from vaultnet.agenda.gratitude import received
from vaultnet.agenda.history import History, history_of
from vaultnet.agenda.matching import places_of
from vaultnet.agenda.occasions import hard_time
from vaultnet.agenda.profiles import GAINS, GIVES, NO_TIME, profile_of
from vaultnet.agenda.question import Question, Reason, score, weights
from vaultnet.agenda.reach_out import due, reach_out
from vaultnet.agenda.rhythm import silence, warm
from vaultnet.agenda.tact import hidden
from vaultnet.model.agenda import Profile, Received
from vaultnet.model.config import Config
from vaultnet.model.network import Network, Person, Source
from vaultnet.model.span import Span
from vaultnet.text.spelling import folded

_JUST_ASKED = timedelta(30)
_LONG_AGO = Span(1, "Y")
_IN_ORDER = (GIVES, None, GAINS)


class Helper(NamedTuple):
    """Somebody to ask, with what the user should have in mind."""

    history: History
    why: tuple[Reason, ...]  # best first, at most 3
    profile: Profile
    last_asked: date | None  # None: never
    received: tuple[Received, ...]
    via: Person | None  # through whom to ask; None: directly
    gentle: bool

    @property
    def person(self) -> Person:
        """Whom to ask."""
        return self.history.person

    @property
    def just_asked(self) -> bool:
        """Whether something was asked of them in the last 30 days."""
        return self.last_asked is not None and self.history.today - self.last_asked <= _JUST_ASKED


class Asked(NamedTuple):
    """A question, and whom to ask."""

    question: str
    sphere: str
    people: tuple[Helper, ...]
    left_out: tuple[tuple[Person, Profile], ...]  # who could help, but has no time for such questions


def ask(network: Network, config: Config, today: date, question: str, sphere: str = "work", place: str = "") -> Asked:
    """Whom to ask, best first; without a question, who is at `place`, those due first (format.md, The agenda)."""
    seen = (history_of(person, today) for person in network.people if not hidden(person))
    asked = {history.person.path: history for history in seen}
    near = [
        history for history in asked.values() if folded(place.strip()) in folded(history.person.card.location.strip())
    ]
    if not question.strip():
        present = [
            _helper(history, (_location(history),), sphere, asked, config) for history in _due_first(near, config)
        ]
        return Asked(question, sphere, tuple(present), ())
    sought = Question(question, places_of(network.people))
    found = {path: hits for path, history in asked.items() if (hits := sought.hits(history))}
    weighed = weights(found.values(), len(asked))
    helpers, left_out = [], []
    for history in near:
        if hits := found.get(history.person.path, ()):
            helper = _helper(history, sought.reasons(hits, weighed), sphere, asked, config)
            if helper.profile.value == NO_TIME:
                left_out.append((history.person, helper.profile))
            else:
                helpers.append((_rank(helper, score(hits, weighed)), helper))
    helpers.sort(key=lambda ranked: ranked[0])
    return Asked(question, sphere, tuple(helper for _, helper in helpers), tuple(left_out))


def _rank(helper: Helper, score: float) -> tuple[bool, float, int, float, str, str]:
    against_pace = silence(helper.history)
    warmth = inf if against_pace is None else against_pace
    person = helper.person
    return (
        helper.just_asked,
        -score,
        _IN_ORDER.index(helper.profile.value),
        warmth,
        person.name.casefold(),
        person.path,
    )


def _helper(
    history: History, why: tuple[Reason, ...], sphere: str, asked: Mapping[str, History], config: Config
) -> Helper:
    days = [record.entry.date for record in history.said("asked") if record.entry.date]
    return Helper(
        history=history,
        why=why,
        profile=profile_of(history, sphere),
        last_asked=max(days, default=None),
        received=received(history),
        via=_path(history, asked),
        gentle=hard_time(history, config),
    )


def _path(history: History, asked: Mapping[str, History]) -> Person | None:
    """Through whom to ask somebody not spoken to for a year: whoever introduced them, else a friend."""
    person = history.person
    if history.last and _LONG_AGO.after(history.last.date) >= history.today:
        return None
    for paths in (person.introduced_by, person.knows):
        close = [asked[path] for path in paths if path in asked and warm(asked[path])]
        if close:
            return min(close, key=lambda one: (silence(one), one.person.name.casefold(), one.person.path)).person
    return None


def _due_first(people: Sequence[History], config: Config) -> list[History]:
    dues = filter(None, (due(history, config) for history in people))
    turns = {one.person.path: place for place, one in enumerate(reach_out(dues))}
    return sorted(people, key=lambda history: turns.get(history.person.path, len(turns)))


def _location(history: History) -> Reason:
    card = history.person.card
    return Reason(card.location, Source(history.person.path, card.line("location")), "location", None, ())
