"""Rule: a question is compared with every line of the vault; rarer words in surer places make a better answer.

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
from vaultnet.text.stems import words

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
    """Something that the notes say of a person."""

    kind: str
    text: str
    source: Source
    date: date | None
    weight: int


Hits = Sequence[tuple[Line, frozenset[int]]]  # lines, and the numbers of the question's words that they share


class Question:
    """What is asked, ready to be compared with every line; `places` are the stems of where people live."""

    def __init__(self, question: str, places: frozenset[str]) -> None:
        self._words = [word for word in dict.fromkeys(words(question)) if forms(word)]
        self._stems = [forms(word) for word in self._words]
        self._of_substance = {
            at for at, word in enumerate(self._words) if not says_how(word) and self._stems[at] - places
        }
        self._initials = {stem.rpartition(":")[2][0] for stems in self._stems for stem in stems}
        self._meanings: dict[str, frozenset[int]] = {}  # word of the vault → numbers of the words it is a form of

    def hits(self, history: History) -> Hits:
        """The lines about a person that speak of what is asked."""
        return [(line, shared) for line in lines_about(history) if (shared := self._shared(line))]

    def reasons(self, hits: Hits, weights: Mapping[int, float]) -> tuple[Reason, ...]:
        """The best of the lines, at most three; of lines alike the first."""
        best = sorted(hits, key=lambda hit: -score([hit], weights))[:_REASONS]
        return tuple(
            Reason(
                text=line.text,
                source=line.source,
                kind=line.kind,
                date=line.date,
                words=tuple(self._words[at] for at in sorted(shared)),
            )
            for line, shared in best
        )

    def _shared(self, line: Line) -> frozenset[int]:
        """The words shared with a line; none if they do not make it speak of what is asked (matching.md)."""
        its_words = [word for word in words(line.text) if line.kind != "organisation" or not says_how(word)]
        shared = frozenset[int]().union(*map(self._meant, its_words))
        if not self._of_substance or not self._of_substance.isdisjoint(shared):
            return shared
        if line.weight != _PROPERTY or not all(self._meant(word) for word in its_words if forms(word)):
            return frozenset()
        return shared  # the question has all of a property

    def _meant(self, word: str) -> frozenset[int]:
        """The words of the question of which a word is a form; forms begin alike, but for the Dutch `ge-`."""
        if word not in self._meanings:
            alike = word[0] in self._initials or word.startswith("ge")
            stems = forms(word) if alike else frozenset[str]()
            self._meanings[word] = frozenset(at for at, own in enumerate(self._stems) if not own.isdisjoint(stems))
        return self._meanings[word]


def weights(hits_of_each: Iterable[Hits], people: int) -> dict[int, float]:
    """What each word of the question weighs: the fewer people it is said of, the more."""
    counts = Counter(at for hits in hits_of_each for at in frozenset[int]().union(*(shared for _, shared in hits)))
    return {at: log(1 + people / count) for at, count in counts.items()}


def score(hits: Hits, weights: Mapping[int, float]) -> float:
    """How well lines answer the question: each of its words counts once, where it weighs most."""
    best: dict[int, int] = {}
    for line, shared in hits:
        for at in shared:
            best[at] = max(best.get(at, 0), line.weight)
    return sum(best[at] * weights[at] for at in sorted(best))


def lines_about(history: History) -> Iterator[Line]:
    """All that the notes say of a person and may answer a question; nothing of what the user gave."""
    yield from _properties(history)
    marked = [record for record in newest_first(history.said("offer", "need")) if _counts(record)]
    for record in marked:
        kind, weight = ("offers", _OFFER) if "offer" in record.entry.marks else ("needs", _SAID)
        yield Line(kind, record.entry.text, record.source, record.entry.date, weight)
    shown = {record.source for record in marked}
    for contact in reversed(history.contacts):
        for part in contact.parts:
            if not part.given and part.source not in shown:
                for text in part.text.split("\n"):
                    yield Line("contact", text, part.source, contact.date, _SAID)


def _properties(history: History) -> Iterator[Line]:
    person, card = history.person, history.person.card
    for kind, items, weight in (
        ("offers", card.offers, _OFFER),
        ("interests", card.interests, _PROPERTY),
        ("needs", card.needs, _SAID),
    ):
        for item in items:
            yield Line(kind, item.text, Source(person.path, item.line), None, weight)
    for kind, text in (("role", card.role), ("organisation", card.organisation), ("location", card.location)):
        yield Line(kind, text, Source(person.path, card.line(kind)), None, _PROPERTY)


def _counts(record: Record) -> bool:
    """Whether it is an open offer, or any need: even one that was met says something of a person."""
    return record.entry.open or "offer" not in record.entry.marks
