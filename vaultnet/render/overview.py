"""The network as a picture and a table: who is there, how warm it is, and who brought the user to whom.

The same network gives the same bytes on the same day. Of the dead, the estranged and the archived nothing is said here.
Every line has a form of its own (`overview_form`), by which it is known when it is read back.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vaultnet.agenda.history import History, history
from vaultnet.agenda.mirror import Reflection, mirror
from vaultnet.agenda.profiles import SPHERES
from vaultnet.agenda.reach_out import turn
from vaultnet.agenda.rhythm import gone_quiet, rhythm, silence
from vaultnet.agenda.tact import hidden, unspoken
from vaultnet.model.config import Config
from vaultnet.model.network import Network, Person
from vaultnet.note.marks import OUTCOMES
from vaultnet.render.escape import NAME, inert
from vaultnet.render.mermaid import COOL, MILD, UNHEARD, WARM, Edge, picture
from vaultnet.render.overview_form import BROUGHT, CIRCLES, HEADS, MIRROR, PICTURE, QUIET, table_row
from vaultnet.render.voice import Voice, evidence, sentence
from vaultnet.render.words import words
from vaultnet.text.our_block import BEGIN, END
from vaultnet.text.spelling import folded

_MONTHS = 12
_MARKS = "·▁▂▃▄▅▆▇█"  # by the number of contacts in a month


def whole(network: Network, config: Config, today: date) -> str:
    """`Network.md` as a file of its own, without any words of the user."""
    properties = ("---", "generated_by: vaultnet", f"date: {today}", "cssclasses:", "  - vaultnet", "---")
    return "\n".join([*properties, BEGIN, *_Overview(network, config, today).lines(), "", END, ""])


def introductions(network: Network, today: date) -> list[Edge]:
    """Who introduced the user to whom, those with whom they spoke last first."""
    shown = {person.path: person for person in network.people if not unspoken(person)}
    last = {path: _last(person, today) for path, person in shown.items()}
    edges = [(by, path) for path, person in shown.items() for by in person.introduced_by if by in shown]
    return sorted(edges, key=lambda edge: (-max(last[one] for one in edge).toordinal(), edge))


class _Overview:
    """One network on one day, in one language."""

    def __init__(self, network: Network, config: Config, today: date) -> None:
        self._network, self._config = network, config
        self._said = words(config.language)
        self._voice = Voice(self._said, network, today, note=True)
        self._known = [history(person, today) for person in network.people if not unspoken(person)]
        self._edges = introductions(network, today)

    def lines(self) -> Iterator[str]:
        """The block, each section after an empty line."""
        say = self._said.say
        yield ""
        yield f"# {say('overview')} · {self._said.full(self._voice.today)}"
        yield ""
        yield sentence(say("people", len(self._known)))
        sections = {
            PICTURE: self._picture(),
            CIRCLES: self._circles(),
            QUIET: self._quiet(),
            BROUGHT: self._brought(),
            MIRROR: self._mirror(),
        }
        for title, lines in sections.items():
            found = list(lines)
            if found:
                yield from ("", f"## {say(title)}", "", *found)

    def _picture(self) -> Iterator[str]:
        say = self._said.say
        if not self._edges:
            yield say("overview.no_picture")
            return
        shades = {known.person.path: _shade(known) for known in self._known}
        drawn = picture(self._edges, shades, self._network, say("overview.you"))
        yield from drawn.lines
        yield ""
        yield say("overview.legend")
        if drawn.left_out:
            yield say("overview.left_out", drawn.left_out)
        tied = {path for edge in self._edges for path in edge}
        if alone := sum(known.person.path not in tied for known in self._known):
            yield say("overview.on_their_own", alone)

    def _circles(self) -> Iterator[str]:
        say = self._said.say
        if not self._known:
            return
        yield say("overview.marks")
        for title, people in self._by_circle():
            yield from ("", f"### {title} · {say('people', len(people))}", "")
            yield from self._table(CIRCLES, map(self._row, people))

    def _by_circle(self) -> Iterator[tuple[str, list[History]]]:
        """The circles of the configuration in their order, then others, then those who are in none."""
        spans = {folded(name): (name, span) for name, span in self._config.circles}
        members: dict[str, list[History]] = {circle: [] for circle in spans}
        for known in sorted(self._known, key=lambda known: folded(known.person.card.circle)):
            members.setdefault(folded(known.person.card.circle), []).append(known)
        alone = members.pop("", [])
        for circle, people in members.items():
            if people:
                name, span = spans.get(circle, (people[0].person.card.circle, None))
                every = f" · {self._said.every(span)}" if span and span.number else ""
                yield inert(name, NAME) + every, people
        if alone:
            yield self._said.say("overview.no_circle"), alone

    def _row(self, known: History) -> tuple[str, ...]:
        turned = turn(known)
        due = f"{'~' if turned.estimated else ''}{turned.due}" if turned else ""
        last = str(known.last.date) if known.last else ""
        return self._voice.person(known.person.path), last, due, f"`{_strip(known)}`"

    def _quiet(self) -> Iterator[str]:
        found = [
            (ratio, known)
            for known in self._known
            if (ratio := gone_quiet(known)) and not (hidden(known.person) or known.postponed)
        ]
        found.sort(key=lambda each: -each[0])
        rows = [
            (
                self._voice.person(known.person.path),
                self._said.every_days(int((rhythm(known) or 0) + 0.5)),
                self._said.length(known.silent_days),
            )
            for _, known in found
        ]
        yield from self._table(QUIET, rows)

    def _brought(self) -> Iterator[str]:
        met: dict[str, list[str]] = {}
        days = _days(self._known)
        for known in self._known:
            for by in known.person.introduced_by:
                day = days.get((by, known.person.path))
                when = f" ({self._said.month(day, self._voice.today)})" if day else ""
                met.setdefault(by, []).append(self._voice.person(known.person.path) + when)
        rows = [
            (self._voice.person(known.person.path), ", ".join(met[known.person.path]))
            for known in self._known
            if known.person.path in met
        ]
        yield from self._table(BROUGHT, rows)

    def _mirror(self) -> Iterator[str]:
        say = self._said.say
        reflections = mirror(self._network.people, self._voice.today)
        if not any(one.requests for one in reflections.values()):
            return
        yield sentence(say("mirror"))
        yield say("overview.requests")
        yield ""
        rows = [row for sphere in SPHERES for row in self._reflection(sphere, reflections[sphere])]
        yield from self._table(MIRROR, rows)

    def _table(self, title: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
        """The table under a title; nothing where it would be empty."""
        found = list(rows)
        if found:
            head = tuple(map(self._said.say, HEADS[title]))
            yield from map(table_row, (head, ("---",) * len(head), *found))

    def _reflection(self, sphere: str, one: Reflection) -> Iterator[tuple[str, ...]]:
        """A row for a sphere, and one for each of its years, the latest first."""
        if one.requests:
            because = evidence(one.profile, self._said)
            value = self._said.say(one.profile.value or "unknown")
            name = self._said.say(f"{sphere}.sphere")
            yield name, *_counts(one.counts), f"{value} ({because})" if because else value
            for year in sorted(one.by_year, reverse=True):
                yield f"{name} {year}", *_counts(one.by_year[year]), ""


def _counts(counts: Mapping[str, int]) -> list[str]:
    return [str(counts.get(outcome) or "") for outcome in OUTCOMES]


def _last(person: Person, today: date) -> date:
    return max((contact.date for contact in person.contacts if contact.date <= today), default=date.min)


def _shade(known: History) -> str:
    """Warmth: the silence against the pace at which the two speak."""
    against_pace = silence(known)
    if against_pace is None:
        return UNHEARD
    return WARM if against_pace <= 1 else MILD if against_pace <= 2 else COOL


def _strip(known: History) -> str:
    """The contacts of the past months, the present one last: `▁▃·▇`."""
    first = known.today.year * 12 + known.today.month - _MONTHS
    counts = [0] * _MONTHS
    for contact in known.contacts:
        month = contact.date.year * 12 + contact.date.month - 1 - first
        if month >= 0:
            counts[month] += 1
    return "".join(_MARKS[min(count, len(_MARKS) - 1)] for count in counts)


def _days(people: Iterable[History]) -> dict[Edge, date]:
    """When somebody introduced the user to whom, where a line says so."""
    days: dict[Edge, date] = {}
    for known in people:
        for record in known.said("introduced"):
            for other in record.people:
                if record.entry.date:
                    days.setdefault((known.person.path, other), record.entry.date)
    return days
