"""Rule: how somebody reacts to requests is what they are said to be, else what most of their last answers say."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from vaultnet.agenda.history import History, history_of
from vaultnet.model.agenda import Profile
from vaultnet.model.network import Person, Record

SPHERES = ("work", "private")
GIVES, GAINS, NO_TIME = "give-and-forget", "whats-in-it-for-me", "no-time"
SPEAKS_FOR = {"accepted": GIVES, "conditional": GAINS, "declined": NO_TIME, "no time": NO_TIME}  # by outcome
_TAGS = {"work": "work", "zakelijk": "work", "private": "private", "prive": "private", "privé": "private"}
_LAST = 5
_FEWEST = 2


def profile(person: Person, sphere: str, today: date) -> Profile:
    """How this person reacts to requests in `work` or `private` (format.md, The agenda): a stated one wins.

    The evidence is in English: `accepted 3 of 3`, `stated`, `stated; accepted 1 of 1`, or empty where nothing is known.
    """
    return profile_of(history_of(person, today), sphere)


def profile_of(history: History, sphere: str) -> Profile:
    """`profile` of somebody whose history is at hand."""
    person, asked = history.person, history.said("asked")
    stated = stated_profile(person, sphere)
    inferred = of_outcomes(record.entry.outcome for record in asked if sphere in spheres(person, record))
    if stated is None:
        return inferred
    return Profile(stated, stated=True, evidence="; ".join(filter(None, ("stated", inferred.evidence))))


def stated_profile(person: Person, sphere: str) -> str | None:
    """What the properties say of the sphere, else of both; None: nothing."""
    of_sphere = {"work": person.card.profile_work, "private": person.card.profile_private}[sphere]
    return of_sphere or person.card.profile


def spheres(person: Person, request: Record) -> Sequence[str]:
    """Where a request counts: by the tag of its line, else by the person; neither or both count in both."""
    tagged = {_TAGS[tag] for tag in request.entry.tags if tag in _TAGS}
    stated = tagged or set(person.card.sphere)
    return tuple(stated) if len(stated) == 1 else SPHERES


def of_outcomes(outcomes: Iterable[str]) -> Profile:
    """What most of the last five known outcomes (oldest first, at least two) say; the rule for others and oneself."""
    last = [outcome for outcome in outcomes if outcome in SPEAKS_FOR][-_LAST:]
    votes = Counter(SPEAKS_FOR[outcome] for outcome in last)
    leader = max(votes, key=lambda value: votes[value], default=None)
    if leader is None or len(last) < _FEWEST or 2 * votes[leader] <= len(last):
        return Profile(None, evidence=_evidence(last, SPEAKS_FOR))
    decisive = [outcome for outcome, value in SPEAKS_FOR.items() if value == leader]
    return Profile(leader, evidence=_evidence(last, decisive))


def _evidence(last: Sequence[str], shown: Iterable[str]) -> str:
    """`accepted 3 of 3`, `declined 1, no time 2 of 4`; empty without any known outcome."""
    counts = [f"{outcome} {last.count(outcome)}" for outcome in shown if outcome in last]
    return f"{', '.join(counts)} of {len(last)}" if counts else ""
