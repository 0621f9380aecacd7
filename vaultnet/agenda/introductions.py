"""Rule: where one person's need meets what another can do, they could meet; never the same two twice.

A shared topic (`#tag`, `[[link]]`) counts before any shared words, and a rare word for more than a common one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop
from math import log
from typing import NamedTuple

from vaultnet.agenda.gratitude import let_go
from vaultnet.agenda.history import History
from vaultnet.agenda.naming import named
from vaultnet.agenda.tact import hidden
from vaultnet.model.agenda import Introduction, Side
from vaultnet.model.facts import Said
from vaultnet.model.network import Person, Record, Source
from vaultnet.note.marks import MARKS, tags_in
from vaultnet.note.stems import stem_set

_A_DAY = 3
_NO_TOPIC = frozenset(
    {word.replace(" ", "-") for mark, said in MARKS.items() for word in (mark, *said)}
    | {"work", "private", "zakelijk", "prive", "privé", "done", "klaar"}
)
_AROUND_WORDS = ".,;:!?()[]{}\"'“”‘’«»#*_"


class Line(NamedTuple):
    """One need or offer of a person, and its topics: `#tag` or `[[link`, folded → as shown."""

    known: History
    side: Side
    topics: Mapping[str, str]


class _Match(NamedTuple):
    """A need and an offer that meet, so that the best comes first."""

    on_words: bool  # False: they share a topic
    weight: float  # the more negative, the better
    names: tuple[str, str]
    lines: tuple[int, int]  # indices of the need and of the offer


def introductions(people: Iterable[History], me: History | None) -> tuple[Introduction, ...]:
    """At most three for the day, best first; `me` is the user, who may be the one to help."""
    visible = [known for known in people if not hidden(known.person)]
    needs = [line for known in visible for line in needs_of(known)]
    if not needs:
        return ()
    offers = [line for known in (*visible, *((me,) if me else ())) for line in offers_of(known)]
    need_stems, offer_stems = ([stem_set(line.side.text) for line in lines] for lines in (needs, offers))
    weights = _weights([*need_stems, *offer_stems])
    matches = _matches(needs, offers, need_stems, offer_stems, weights)
    found: dict[frozenset[str], Introduction] = {}
    heapify(matches)
    while matches and len(found) < _A_DAY:
        match = heappop(matches)
        need, offer = needs[match.lines[0]], offers[match.lines[1]]
        pair = frozenset({need.side.person.path, offer.side.person.path})
        mine = offer.known is me
        if pair not in found and not (_was_offered(need, offer) if mine else _acquainted(need, offer)):
            shared = need_stems[match.lines[0]] & offer_stems[match.lines[1]]
            found[pair] = Introduction(need.side, offer.side, _topic(need, offer, shared, weights), mine)
    return tuple(found.values())


def needs_of(known: History) -> Iterator[Line]:
    """What this person looks for: by property, and by open marks (format.md, Marks)."""
    for said in known.person.card.needs:
        yield _stated(known, said)
    for record in known.said("need"):
        if record.entry.open:
            yield _marked(known, record)


def offers_of(known: History) -> Iterator[Line]:
    """What this person can help with: by property, by marks, by role and organisation."""
    card = known.person.card
    for said in card.offers:
        yield _stated(known, said)
    for record in known.said("offer"):
        if record.entry.open:
            yield _marked(known, record)
    for name, text in (("role", card.role), ("organisation", card.organisation)):
        if text:
            yield _stated(known, Said(text, card.line(name)))


def _stated(known: History, said: Said) -> Line:
    side = Side(known.person, said.text, Source(known.person.path, said.line))
    return Line(known, side, _topics(tags_in(said.text), said.links))


def _marked(known: History, record: Record) -> Line:
    return Line(
        known, Side(known.person, record.entry.text, record.source), _topics(record.entry.tags, record.entry.links)
    )


def _topics(tags: Iterable[str], links: Iterable[str]) -> dict[str, str]:
    topics = {"#" + tag: tag for tag in tags if tag not in _NO_TOPIC}
    return topics | {"[[" + shown.casefold(): shown for link in links if (shown := _title(link))}


def _title(link: str) -> str:
    """The name of the note that a link means, wherever that note lies."""
    return link[link.rfind("/") + 1 :].removesuffix(".md")


def _weights(lines: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much it says that a stem is shared: the fewer lines have it, the more."""
    counts = Counter(stem for stems in lines for stem in stems)
    return {stem: log(1 + len(lines) / count) for stem, count in counts.items()}


def _matches(
    needs: Sequence[Line],
    offers: Sequence[Line],
    need_stems: Sequence[frozenset[str]],
    offer_stems: Sequence[frozenset[str]],
    weights: Mapping[str, float],
) -> list[_Match]:
    """Every need with every offer that shares a topic or a word with it."""
    by_sign: defaultdict[str, list[int]] = defaultdict(list)
    wanted = {sign for line, stems in zip(needs, need_stems, strict=True) for sign in (*line.topics, *stems)}
    for index, (line, stems) in enumerate(zip(offers, offer_stems, strict=True)):
        for sign in wanted.intersection((*line.topics, *stems)):
            by_sign[sign].append(index)
    found = []
    for number, (need, stems) in enumerate(zip(needs, need_stems, strict=True)):
        on_topic = {index for topic in need.topics for index in by_sign.get(topic, ())}
        shared = dict.fromkeys(on_topic, 0.0)
        for stem in sorted(stems & by_sign.keys()):  # in one order: sums of floats depend on it
            for index in by_sign[stem]:
                shared[index] = shared.get(index, 0.0) + weights[stem]
        for index, weight in shared.items():
            offer = offers[index]
            if offer.side.person.path != need.side.person.path:
                names = (need.side.person.name.casefold(), offer.side.person.name.casefold())
                found.append(_Match(index not in on_topic, -weight, names, (number, index)))
    return found


def _acquainted(need: Line, offer: Line) -> bool:
    """Whether the two know each other, as far as the notes say, or the user once tried to bring them together."""
    return _has_met(need.side.person, offer.side.person) or _has_met(offer.side.person, need.side.person)


def _has_met(one: Person, other: Person) -> bool:
    return (
        other.path in one.knows
        or other.path in one.introduced_by
        or any(other.path in record.people for record in one.records)
    )


def _was_offered(need: Line, offer: Line) -> bool:
    """Whether the user's own help was given or let go: a line that links the two, or one that names the need."""
    person, me = need.side.person, offer.side.person
    mine = {me.name.casefold(), *(name.casefold() for name in me.card.names)}
    return (
        any(
            _is_closed(record) and mine.intersection(map(_folded_title, record.entry.links))
            for record in person.records
        )
        or any(_is_closed(record) and person.path in record.people for record in me.records)
        or any(named(words, [need.side.text]) for _, words in let_go(need.known))
    )


def _is_closed(record: Record) -> bool:
    return "gave" in record.entry.marks or "let go" in record.entry.marks


def _folded_title(link: str) -> str:
    return _title(link).casefold()


def _topic(need: Line, offer: Line, shared: frozenset[str], weights: Mapping[str, float]) -> str:
    """What they have in common, in the words of the need."""
    on_topic = next((shown for key, shown in need.topics.items() if key in offer.topics), None)
    if on_topic:
        return on_topic
    words = [word for each in need.side.text.split() if (word := each.strip(_AROUND_WORDS))]
    weighed = [(max((weights[stem] for stem in stem_set(word) & shared), default=0.0), word) for word in words]
    return max(weighed, key=lambda pair: pair[0])[1]
