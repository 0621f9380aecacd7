"""Rule: everyone is leafed through at once; who fits the question best comes first, then who likes to be asked.

Nobody who has no time for such a question is proposed, and nobody is asked twice in a month while others can help.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import inf, log
from typing import NamedTuple
from unicodedata import normalize

from vaultnet.agenda.gratitude import received
from vaultnet.agenda.history import History, history, newest_first
from vaultnet.agenda.matching import Meaning, forms, meaning, places_of
from vaultnet.agenda.profiles import GAINS, GIVES, NO_TIME, profile_of
from vaultnet.agenda.reach_out import reach_out
from vaultnet.agenda.rhythm import silence, warm
from vaultnet.agenda.tact import gentle, hidden
from vaultnet.model.agenda import Profile, Received
from vaultnet.model.config import Config
from vaultnet.model.network import Network, Person, Source
from vaultnet.model.span import Span
from vaultnet.note.stems import words

_STATED, _PROPERTY, _SAID = 3, 2, 1  # what a word weighs in an offer, another property, and anything else
_REASONS = 3
_JUST_ASKED = timedelta(30)
_ESTRANGED_BY_TIME = Span(1, "Y")
_IN_ORDER = (GIVES, None, GAINS)


class Reason(NamedTuple):
    """A line that speaks of what is asked."""

    text: str
    source: Source
    kind: str  # offers, role, organisation, location, interests, needs, contact
    date: date | None  # of a contact; None: of a property
    words: tuple[str, ...]  # those of the question that it shares


class Helper(NamedTuple):
    """Somebody to ask, with all that one should have in mind."""

    known: History
    why: tuple[Reason, ...]  # best first, at most 3
    profile: Profile
    last_asked: date | None  # None: never
    received: tuple[Received, ...]
    via: Person | None  # through whom to ask; None: directly
    gentle: bool

    @property
    def person(self) -> Person:
        """Whom to ask."""
        return self.known.person

    @property
    def just_asked(self) -> bool:
        """Whether something was asked of them in the last 30 days."""
        return self.last_asked is not None and self.known.today - self.last_asked <= _JUST_ASKED


class Asked(NamedTuple):
    """A question, and whom to ask."""

    question: str
    sphere: str
    people: tuple[Helper, ...]
    left_out: tuple[tuple[Person, Profile], ...]  # who could help, but has no time for such questions


class _Line(NamedTuple):
    kind: str
    text: str
    source: Source
    date: date | None
    weight: int


_Hits = Sequence[tuple[_Line, frozenset[int]]]  # lines, and the words of the question (by number) that they share


def ask(network: Network, config: Config, today: date, question: str, sphere: str = "work", place: str = "") -> Asked:
    """Whom to ask, best first; without a question, who is at `place`, those due first (format.md, Ask)."""
    everyone = {person.path: history(person, today) for person in network.people if not person.excluded}
    asked = {path: known for path, known in everyone.items() if not hidden(known.person)}
    near = [known for known in asked.values() if _folded(place) in _folded(known.person.card.location)]
    if not question.strip():
        present = [_helper(known, (_location(known),), sphere, asked) for known in _due_first(near, config)]
        return Asked(question, sphere, tuple(present), ())
    places = places_of(network.people)
    sought = _Question(question, places)
    found = {known.person.path: hits for known in asked.values() if (hits := sought.hits(known))}
    weights = _weights(found.values(), len(asked))
    helpers, left_out = [], []
    for known in near:
        hits = found.get(known.person.path)
        if hits:
            helper = _helper(known, sought.reasons(hits, weights), sphere, asked)
            if helper.profile.value == NO_TIME:
                left_out.append((known.person, helper.profile))
            else:
                helpers.append((_rank(helper, _score(hits, weights)), helper))
    helpers.sort(key=lambda ranked: ranked[0])
    return Asked(question, sphere, tuple(helper for _, helper in helpers), tuple(left_out))


class _Question:
    """What is asked, ready to be held against every line of the vault."""

    def __init__(self, question: str, places: frozenset[str]) -> None:
        self._places = places
        self._about = meaning(question, places)
        self._said = [word for word in dict.fromkeys(words(question)) if forms(word)]
        self._stems = [frozenset(forms(word)) for word in self._said]
        self._heard: dict[str, frozenset[int]] = {}  # word of the vault → the words of the question that it is a form of
        self._begins = {stem.rpartition(":")[2][0] for stem in self._about.stems}

    def hits(self, known: History) -> _Hits:
        """The lines about a person that speak of what is asked."""
        return [(line, shared) for line in _lines(known) if (shared := self._shared(line))]

    def reasons(self, hits: _Hits, weights: Mapping[int, float]) -> tuple[Reason, ...]:
        """The best of the lines; of lines alike the first."""
        best = sorted(hits, key=lambda hit: -_score([hit], weights))[:_REASONS]
        return tuple(
            Reason(line.text, line.source, line.kind, line.date, tuple(self._said[index] for index in sorted(shared)))
            for line, shared in best
        )

    def _shared(self, line: _Line) -> frozenset[int]:
        """The words of the question of which a line speaks, if they make it speak of what is asked."""
        said = words(line.text)
        shared = frozenset[int]().union(*map(self._meant, said))
        if not shared or not self._about.sound:
            return shared
        about = meaning(line.text, self._places)
        whole = line.weight == _PROPERTY and about.is_part_of(self._about)
        return shared if whole or self._about.met_by(about) else frozenset()

    def _meant(self, word: str) -> frozenset[int]:
        """The words of the question of which a word is a form; forms begin alike, but for the Dutch `ge-`."""
        if word not in self._heard:
            alike = word[0] in self._begins or word.startswith("ge")
            stems = frozenset(forms(word)) if alike else frozenset[str]()
            self._heard[word] = frozenset(at for at, own in enumerate(self._stems) if not own.isdisjoint(stems))
        return self._heard[word]
