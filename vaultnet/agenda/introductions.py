"""Rule: where one person's need meets what another can do, they could meet; never the same two twice.

A day is for as many needs as can be: who is met already comes again only where no other need is met.
A shared topic (`#tag`, `[[link]]`) counts before any shared words, and a rare word for more than a common one; which
words count is for `matching` to say.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import log
from typing import NamedTuple

from vaultnet.agenda.gratitude import let_go
from vaultnet.agenda.history import History, history_of
from vaultnet.agenda.matching import Meaning, forms, meaning
from vaultnet.agenda.naming import named
from vaultnet.agenda.tact import hidden
from vaultnet.model.agenda import Introduction, Side
from vaultnet.model.facts import Said
from vaultnet.model.network import Person, Record, Source
from vaultnet.note.marks import MARKS, tags_in
from vaultnet.text.spelling import folded, without_md
from vaultnet.text.stems import words

_A_DAY = 3
_MOST = 100  # needs and offers of one person by property, and of the marked ones the newest
_NO_TOPIC = frozenset(
    {word.replace(" ", "-") for mark, said in MARKS.items() for word in (mark, *said)}
    | {"work", "private", "zakelijk", "prive", "privé", "done", "klaar"}
)


class Matter(NamedTuple):
    """One need or offer of a person, with its topics: `#tag` or `[[link`, folded → as shown."""

    side: Side
    topics: Mapping[str, str]
    is_name: bool = False  # of an organisation
    mine: bool = False  # the user's


class Line(NamedTuple):
    """A need or an offer with its words."""

    side: Side
    topics: Mapping[str, str]
    about: Meaning
    mine: bool


class _Lines(NamedTuple):
    """All needs and offers, by name, and what they have in common."""

    needs: Sequence[Line]
    offers: Sequence[Line]
    signs: Mapping[str, Sequence[int]]  # topic, or stem of substance, of a need → the offers that have it
    heard: Mapping[str, Sequence[int]]  # any stem of a need without substance → likewise
    weights: Mapping[str, float]  # of stems: the fewer lines have it, the more it says that it is shared


_Match = tuple[bool, float, int, int]  # (shares words only, minus their weight, need, offer): the best is the least


def introductions(
    needs: Iterable[Matter], offers: Iterable[Matter], places: frozenset[str], today: date
) -> tuple[Introduction, ...]:
    """At most three for the day, best first; both come by name, and the user's own offers are among those of others.

    `places` are the words that only say where somebody lives.
    """
    lines = _compared([_line(need, places) for need in needs], [_line(offer, places) for offer in offers])
    return tuple(_introduction(lines, match) for match in _best(lines, today))


def _best(lines: _Lines, today: date) -> list[_Match]:
    """The matches of the day, best first: a need gets a second one only when no other need has any."""
    near: list[_Match] = []  # what may yet be among them, best first
    best: list[_Match] = []
    for number in range(len(lines.needs)):
        worst = best[-1] if len({need for _, _, need, _ in best}) == _A_DAY else None
        found = [*(match for match in near if worst is None or match <= worst), *_met(lines, number, worst, today)]
        if found != near:
            near = sorted(found)
            best = _spread(lines, near)
    return best


def _met(lines: _Lines, number: int, worst: _Match | None, today: date) -> list[_Match]:
    """The best match of one need with each of the first people who are no strangers to it, better than `worst`."""
    met: dict[frozenset[str], _Match] = {}
    for match in sorted(_matches(lines, number, worst)):
        if _pair(lines, match) not in met and not _is_known(lines.needs[number], lines.offers[match[3]], today):
            met[_pair(lines, match)] = match
            if len(met) == _A_DAY:  # no more of them can be among the day's
                break
    return list(met.values())


def _spread(lines: _Lines, near: Sequence[_Match]) -> list[_Match]:
    """The first of each need, then others, no two people twice; `near` is best first."""
    chosen: dict[frozenset[str], _Match] = {}
    for anew in (True, False):
        for match in near:
            served = anew and any(match[2] == other[2] for other in chosen.values())
            if len(chosen) < _A_DAY and not served:
                chosen.setdefault(_pair(lines, match), match)
    return sorted(chosen.values())


def _pair(lines: _Lines, match: _Match) -> frozenset[str]:
    return frozenset({lines.needs[match[2]].side.person.path, lines.offers[match[3]].side.person.path})


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
    """The lines with what they share; words that no need has are dropped."""
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


def _introduction(lines: _Lines, match: _Match) -> Introduction:
    need, offer = lines.needs[match[2]], lines.offers[match[3]]
    return Introduction(need.side, offer.side, _topic(need, offer, lines.weights), offer.mine)


def needs_of(history: History) -> Iterator[Matter]:
    """What this person looks for: by property, and by open marks (format.md, Marks)."""
    if hidden(history.person):
        return
    for said in history.person.card.needs[:_MOST]:
        yield _stated(history, said)
    for record in [record for record in history.said("need") if record.entry.open][-_MOST:]:
        yield _marked(history, record)


def offers_of(history: History) -> Iterator[Matter]:
    """What this person can help with: by property, by marks, by role and organisation."""
    card = history.person.card
    if hidden(history.person):
        return
    for said in card.offers[:_MOST]:
        yield _stated(history, said)
    for record in [record for record in history.said("offer") if record.entry.open][-_MOST:]:
        yield _marked(history, record)
    if card.role:
        yield _stated(history, Said(card.role, card.line("role")))
    if card.organisation:
        said = Said(card.organisation, card.line("organisation"), card.organisation_links)
        yield _stated(history, said)._replace(is_name=True)


def _stated(history: History, said: Said) -> Matter:
    side = Side(history.person, said.text, Source(history.person.path, said.line))
    return Matter(side, _topics(tags_in(said.text), said.links))


def _marked(history: History, record: Record) -> Matter:
    entry = record.entry
    return Matter(Side(history.person, entry.text, record.source), _topics(entry.tags, entry.links))


def _line(matter: Matter, places: frozenset[str]) -> Line:
    about = meaning(matter.side.text, places)
    return Line(matter.side, matter.topics, about.as_name() if matter.is_name else about, matter.mine)


def _topics(tags: Iterable[str], links: Iterable[str]) -> dict[str, str]:
    topics = {"#" + tag: tag for tag in tags if tag not in _NO_TOPIC}
    return topics | {"[[" + folded(shown): shown for link in links if (shown := _title(link))}


def _title(link: str) -> str:
    """The name of the note that a link means, wherever that note lies."""
    return without_md(link.rpartition("/")[2])


def _is_known(need: Line, offer: Line, today: date) -> bool:
    """Whether the two are the same person, know each other, or were suggested to each other before."""
    if offer.mine:
        return _was_offered(need, offer, today)
    one, other = need.side.person, offer.side.person
    return one.path == other.path or _has_met(one, other) or _has_met(other, one)


def _has_met(one: Person, other: Person) -> bool:
    return (
        other.path in one.knows
        or other.path in one.introduced_by
        or any(other.path in record.people for record in one.records)
    )


def _was_offered(need: Line, offer: Line, today: date) -> bool:
    """Whether the user's own help was given or let go: a line that links the two, or one that names the need."""
    person, me = need.side.person, offer.side.person
    mine = set(map(folded, (me.name, *me.card.names)))
    return (
        any(
            _is_closed(record) and mine.intersection(map(_folded_title, record.entry.links))
            for record in person.records
        )
        or any(_is_closed(record) and person.path in record.people for record in me.records)
        or any(named(closer.text, [need.side.text]) for _, closer in let_go(history_of(person, today)))
    )


def _is_closed(record: Record) -> bool:
    return "gave" in record.entry.marks or "let go" in record.entry.marks


def _folded_title(link: str) -> str:
    return folded(_title(link))


def _topic(need: Line, offer: Line, weights: Mapping[str, float]) -> str:
    """What they have in common, in the words of the need."""
    on_topic = next((shown for key, shown in need.topics.items() if key in offer.topics), None)
    if on_topic:
        return on_topic
    shared = need.about.met_by(offer.about)
    said = words(need.side.text)
    return max(said, key=lambda word: max((weights[stem] for stem in forms(word) if stem in shared), default=0.0))
