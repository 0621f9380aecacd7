"""Rule: where one person's need meets what another can do, they could meet; never the same two twice.

A shared topic (`#tag`, `[[link]]`) counts before any shared words, and a rare word for more than a common one; which
words count is for `matching` to say.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from vaultnet.agenda.gratitude import let_go
from vaultnet.agenda.history import History
from vaultnet.agenda.matching import Meaning, forms, meaning, places_of
from vaultnet.agenda.naming import named
from vaultnet.agenda.tact import hidden
from vaultnet.model.agenda import Introduction, Side
from vaultnet.model.facts import Said
from vaultnet.model.network import Person, Record, Source
from vaultnet.note.marks import MARKS, tags_in
from vaultnet.note.stems import words

_A_DAY = 3
_NO_TOPIC = frozenset(
    {word.replace(" ", "-") for mark, said in MARKS.items() for word in (mark, *said)}
    | {"work", "private", "zakelijk", "prive", "privé", "done", "klaar"}
)
_WORST = (True, 0.0, 0, 0)


class Line(NamedTuple):
    """One need or offer of a person, with its topics (`#tag` or `[[link`, folded → as shown) and words."""

    known: History
    side: Side
    topics: Mapping[str, str]
    about: Meaning


class _Lines(NamedTuple):
    """All needs and offers, each by name, and what they have in common."""

    needs: Sequence[Line]
    offers: Sequence[Line]
    signs: Mapping[str, Sequence[int]]  # topic, or stem of substance, of a need → the offers that have it
    heard: Mapping[str, Sequence[int]]  # any stem of a need without substance → likewise
    weights: Mapping[str, float]  # of stems: the fewer lines have it, the more it says that it is shared


_Match = tuple[bool, float, int, int]  # (shares words only, minus their weight, need, offer): the best is the least


def introductions(people: Iterable[History], me: History | None) -> tuple[Introduction, ...]:
    """At most three for the day, best first; `me` is the user, who may be the one to help; `people` come by name."""
    visible = [known for known in people if not hidden(known.person)]
    if not any(known.person.card.needs or known.said("need") for known in visible):
        return ()
    places = places_of(known.person for known in visible)
    needs = [line for known in visible for line in needs_of(known, places)]
    helpers = sorted([*visible, me], key=lambda known: known.person.name.casefold()) if me else visible
    lines = _compared(needs, [line for known in helpers for line in offers_of(known, places)])
    return tuple(_introduction(lines, match, me) for match in _best(lines, me))


def _best(lines: _Lines, me: History | None) -> list[_Match]:
    """The best match of each of the best pairs; a later match must be better than all kept so far to replace one."""
    best: dict[frozenset[str], _Match] = {}
    for number in range(len(lines.needs)):
        for match in sorted(_matches(lines, number, max(best.values()) if len(best) == _A_DAY else None)):
            need, offer = lines.needs[number], lines.offers[match[3]]
            pair = frozenset({need.side.person.path, offer.side.person.path})
            if len(best) == _A_DAY and match >= max(best.values()):
                break
            if match < best.get(pair, _WORST) and not _is_known(need, offer, me):
                best[pair] = match
                if len(best) > _A_DAY:
                    del best[max(best, key=lambda each: best[each])]
    return sorted(best.values())


def _matches(lines: _Lines, number: int, worst: _Match | None) -> list[_Match]:
    """The offers that share a topic or a word with one need, better than the `worst` of those found before."""
    need = lines.needs[number]
    index = lines.signs if need.about.sound else lines.heard
    said = [
        sorted(word & need.about.counted & index.keys(), key=lines.weights.__getitem__) for word in need.about.words
    ]
    on_topic = {offer for topic in need.topics for offer in lines.signs.get(topic, ())}
    if worst and (not on_topic, -sum(lines.weights[word[-1]] for word in said if word)) >= worst[:2]:
        return []
    shared = dict.fromkeys(on_topic, 0.0)
    for word in said:
        hits: dict[int, float] = {}
        for stem in word:  # the weightiest last
            hits |= dict.fromkeys(index[stem], lines.weights[stem])
        for offer, weight in hits.items():
            shared[offer] = shared.get(offer, 0.0) + weight
    matches = ((offer not in on_topic, -weight, number, offer) for offer, weight in shared.items())
    better = (match for match in matches if worst is None or match < worst)
    return [match for match in better if not match[0] or need.about.met_by(lines.offers[match[3]].about)]


def _compared(needs: Sequence[Line], offers: Sequence[Line]) -> _Lines:
    """The lines with what they share; words that no need has are not looked at again."""
    wanted = {sign for need in needs for sign in (*need.topics, *need.about.sound)}
    plain = {stem for need in needs if not need.about.sound for stem in need.about.stems}
    signs: dict[str, list[int]] = {}
    heard: dict[str, list[int]] = {}
    for index, offer in enumerate(offers):
        for sign in wanted.intersection((*offer.topics, *offer.about.sound)):
            signs.setdefault(sign, []).append(index)
        for stem in plain & offer.about.stems:
            heard.setdefault(stem, []).append(index)
    counts = Counter(stem for line in (*needs, *offers) for stem in line.about.stems)
    count = len(needs) + len(offers)
    return _Lines(needs, offers, signs, heard, {stem: log(1 + count / counts[stem]) for stem in counts})


def _introduction(lines: _Lines, match: _Match, me: History | None) -> Introduction:
    need, offer = lines.needs[match[2]], lines.offers[match[3]]
    return Introduction(need.side, offer.side, _topic(need, offer, lines.weights), offer.known is me)


def needs_of(known: History, places: frozenset[str]) -> Iterator[Line]:
    """What this person looks for: by property, and by open marks (format.md, Marks)."""
    for said in known.person.card.needs:
        yield _stated(known, said, places)
    for record in known.said("need"):
        if record.entry.open:
            yield _marked(known, record, places)


def offers_of(known: History, places: frozenset[str]) -> Iterator[Line]:
    """What this person can help with: by property, by marks, by role and organisation."""
    card = known.person.card
    for said in card.offers:
        yield _stated(known, said, places)
    for record in known.said("offer"):
        if record.entry.open:
            yield _marked(known, record, places)
    if card.role:
        yield _stated(known, Said(card.role, card.line("role")), places)
    if card.organisation:
        line = _stated(known, Said(card.organisation, card.line("organisation"), card.organisation_links), places)
        yield line._replace(about=line.about.as_name())


def _stated(known: History, said: Said, places: frozenset[str]) -> Line:
    side = Side(known.person, said.text, Source(known.person.path, said.line))
    return Line(known, side, _topics(tags_in(said.text), said.links), meaning(said.text, places))


def _marked(known: History, record: Record, places: frozenset[str]) -> Line:
    entry = record.entry
    side = Side(known.person, entry.text, record.source)
    return Line(known, side, _topics(entry.tags, entry.links), meaning(entry.text, places))


def _topics(tags: Iterable[str], links: Iterable[str]) -> dict[str, str]:
    topics = {"#" + tag: tag for tag in tags if tag not in _NO_TOPIC}
    return topics | {"[[" + shown.casefold(): shown for link in links if (shown := _title(link))}


def _title(link: str) -> str:
    """The name of the note that a link means, wherever that note lies."""
    return link[link.rfind("/") + 1 :].removesuffix(".md")


def _is_known(need: Line, offer: Line, me: History | None) -> bool:
    """Whether the two are one, know each other as far as the notes say, or were suggested to each other before."""
    if offer.known is me:
        return _was_offered(need, offer)
    one, other = need.side.person, offer.side.person
    return one.path == other.path or _has_met(one, other) or _has_met(other, one)


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
        or any(named(closer.text, [need.side.text]) for _, closer in let_go(need.known))
    )


def _is_closed(record: Record) -> bool:
    return "gave" in record.entry.marks or "let go" in record.entry.marks


def _folded_title(link: str) -> str:
    return _title(link).casefold()


def _topic(need: Line, offer: Line, weights: Mapping[str, float]) -> str:
    """What they have in common, in the words of the need."""
    on_topic = next((shown for key, shown in need.topics.items() if key in offer.topics), None)
    if on_topic:
        return on_topic
    shared = need.about.met_by(offer.about)
    said = words(need.side.text)
    return max(said, key=lambda word: max((weights[stem] for stem in forms(word) if stem in shared), default=0.0))
