"""Rule: a question is held against every line of the vault; rarer words in surer places make a better answer.

What a person offers is the surest place, then what the properties say of them, then what was ever said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import log
from typing import NamedTuple

from vaultnet.agenda.history import History, newest_first
from vaultnet.agenda.matching import forms, says_how
from vaultnet.model.network import Record, Source
from vaultnet.note.stems import words

_OFFER, _PROPERTY, _SAID = 3, 2, 1  # what a word weighs by its place
_REASONS = 3


class Reason(NamedTuple):
    """A line that speaks of what is asked."""

    text: str
    source: Source
    kind: str  # offers, role, organisation, location, interests, needs, contact
    date: date | None  # None: of a property, or undated
    words: tuple[str, ...]  # those of the question that it shares


class Line(NamedTuple):
    """Something that is known of a person."""

    kind: str
    text: str
    source: Source
    date: date | None
    weight: int


Hits = Sequence[tuple[Line, frozenset[int]]]  # lines, and the numbers of the question's words that they share


class Question:
    """What is asked, ready to be held against every line of the vault; `places` are the stems of where people live."""

    def __init__(self, question: str, places: frozenset[str]) -> None:
        self._said = [word for word in dict.fromkeys(words(question)) if forms(word)]
        self._stems = [forms(word) for word in self._said]
        self._sound = {at for at, word in enumerate(self._said) if not says_how(word) and self._stems[at] - places}
        self._begins = {stem.rpartition(":")[2][0] for stems in self._stems for stem in stems}
        self._heard: dict[str, frozenset[int]] = {}  # word of the vault → numbers of the words that it is a form of

    def hits(self, known: History) -> Hits:
        """The lines about a person that speak of what is asked."""
        return [(line, shared) for line in lines_about(known) if (shared := self._shared(line))]

    def reasons(self, hits: Hits, weights: Mapping[int, float]) -> tuple[Reason, ...]:
        """The best of the lines, at most three; of lines alike the first."""
        best = sorted(hits, key=lambda hit: -score([hit], weights))[:_REASONS]
        return tuple(
            Reason(line.text, line.source, line.kind, line.date, tuple(self._said[at] for at in sorted(shared)))
            for line, shared in best
        )

    def _shared(self, line: Line) -> frozenset[int]:
        """The words shared with a line; none if they do not make it speak of what is asked (matching.md)."""
        said = [word for word in words(line.text) if line.kind != "organisation" or not says_how(word)]
        shared = frozenset[int]().union(*map(self._meant, said))
        if not self._sound or not self._sound.isdisjoint(shared):
            return shared
        whole = bool(shared) and line.weight == _PROPERTY and all(self._meant(word) for word in said if forms(word))
        return shared if whole else frozenset()

    def _meant(self, word: str) -> frozenset[int]:
        """The words of the question of which a word is a form; forms begin alike, but for the Dutch `ge-`."""
        if word not in self._heard:
            alike = word[0] in self._begins or word.startswith("ge")
            stems = forms(word) if alike else frozenset[str]()
            self._heard[word] = frozenset(at for at, own in enumerate(self._stems) if not own.isdisjoint(stems))
        return self._heard[word]


def weights(found: Iterable[Hits], people: int) -> dict[int, float]:
    """What each word of the question weighs: the fewer people it is said of, the more."""
    counts = Counter(at for hits in found for at in frozenset[int]().union(*(shared for _, shared in hits)))
    return {at: log(1 + people / count) for at, count in counts.items()}


def score(hits: Hits, weights: Mapping[int, float]) -> float:
    """How well lines answer the question: each of its words counts once, where it weighs most."""
    best: dict[int, int] = {}
    for line, shared in hits:
        for at in shared:
            best[at] = max(best.get(at, 0), line.weight)
    return sum(best[at] * weights[at] for at in sorted(best))


def lines_about(known: History) -> Iterator[Line]:
    """All that is known of a person and may answer a question; nothing of what the user gave."""
    yield from _properties(known)
    marked = [record for record in newest_first(known.said("offer", "need")) if _counts(record)]
    for record in marked:
        kind, weight = ("offers", _OFFER) if "offer" in record.entry.marks else ("needs", _SAID)
        yield Line(kind, record.entry.text, record.source, record.entry.date, weight)
    told = {record.source for record in marked}
    for contact in reversed(known.contacts):
        for part in contact.parts:
            if not part.given and part.source not in told:
                for text in part.text.split("\n"):
                    yield Line("contact", text, part.source, contact.date, _SAID)


def _properties(known: History) -> Iterator[Line]:
    person, card = known.person, known.person.card
    for kind, items, weight in (
        ("offers", card.offers, _OFFER),
        ("interests", card.interests, _PROPERTY),
        ("needs", card.needs, _SAID),
    ):
        for said in items:
            yield Line(kind, said.text, Source(person.path, said.line), None, weight)
    for kind, text in (("role", card.role), ("organisation", card.organisation), ("location", card.location)):
        yield Line(kind, text, Source(person.path, card.line(kind)), None, _PROPERTY)


def _counts(record: Record) -> bool:
    """Whether an offer stands; a need tells something of a person even when it is met."""
    return record.entry.open or "offer" not in record.entry.marks
