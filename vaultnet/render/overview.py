"""The network as a picture and tables: who is in it, how warm each tie is, and who introduced the user to whom.

The same network gives the same bytes on the same day. Nothing is said of the dead, the estranged and the archived.
Every line has a form of its own (`overview_form`), by which it is recognised when it is read back.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vaultnet.agenda.history import History, history_of
from vaultnet.agenda.mirror import Reflection, mirror
from vaultnet.agenda.profiles import SPHERES
from vaultnet.agenda.reach_out import turn_of
from vaultnet.agenda.rhythm import gone_quiet, rhythm_days, silence
from vaultnet.agenda.tact import hidden, unspoken
from vaultnet.model.config import Config
from vaultnet.model.network import Network, Person
from vaultnet.note.marks import OUTCOMES
from vaultnet.render.escape import NAME, inert
from vaultnet.render.mermaid import COOL, MILD, UNHEARD, WARM, Edge, picture
from vaultnet.render.overview_form import BROUGHT, CIRCLES, HEADS, MIRROR, PICTURE, QUIET, table_row
from vaultnet.render.voice import Voice, described, sentence
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
    """Who introduced the user to whom, the most recently spoken to first."""
    shown = {person.path: person for person in network.people if not unspoken(person)}
    last = {path: _last(person, today) for path, person in shown.items()}
    edges = [(by, path) for path, person in shown.items() for by in person.introduced_by if by in shown]
    return sorted(edges, key=lambda edge: (-max(last[path] for path in edge).toordinal(), edge))


class _Overview:
    """One network on one day, in one language."""

    def __init__(self, network: Network, config: Config, today: date) -> None:
        self._network, self._config = network, config
        self._wording = words(config.language)
        self._voice = Voice(self._wording, network, today, note=True)
        self._people = [history_of(person, today) for person in network.people if not unspoken(person)]
        self._edges = introductions(network, today)

    def lines(self) -> Iterator[str]:
        """The block, each section after an empty line."""
        say = self._wording.say
        yield ""
        yield f"# {say('overview')} · {self._wording.full(self._voice.today)}"
        yield ""
        yield sentence(say("people", len(self._people)))
        sections = {
            PICTURE: self._picture(),
            CIRCLES: self._circles(),
            QUIET: self._quiet(),
            BROUGHT: self._brought(),
            MIRROR: self._mirror(),
        }
        for title, lines in sections.items():
            section = list(lines)
            if section:
                yield from ("", f"## {say(title)}", "", *section)

    def _picture(self) -> Iterator[str]:
        say = self._wording.say
        if not self._edges:
            yield say("overview.no_picture")
            return
        shades = {history.person.path: _shade(history) for history in self._people}
        drawn = picture(self._edges, shades, self._network, say("overview.you"))
        yield from drawn.lines
        yield ""
        yield say("overview.legend")
        if drawn.left_out:
            yield say("overview.left_out", drawn.left_out)
        tied = {path for edge in self._edges for path in edge}
        if alone := sum(history.person.path not in tied for history in self._people):
            yield say("overview.on_their_own", alone)

    def _circles(self) -> Iterator[str]:
        say = self._wording.say
        if not self._people:
            return
        yield say("overview.marks")
        for title, people in self._by_circle():
            yield from ("", f"### {title} · {say('people', len(people))}", "")
            yield from self._table(CIRCLES, map(self._row, people))

    def _by_circle(self) -> Iterator[tuple[str, list[History]]]:
        """The circles of the configuration in their order, then others, then those who are in none."""
        spans = {folded(name): (name, span) for name, span in self._config.circles}
        members: dict[str, list[History]] = {circle: [] for circle in spans}
        for history in sorted(self._people, key=lambda history: folded(history.person.card.circle)):
            members.setdefault(folded(history.person.card.circle), []).append(history)
        alone = members.pop("", [])
        for circle, people in members.items():
            if people:
                name, span = spans.get(circle, (people[0].person.card.circle, None))
                every = f" · {self._wording.every(span)}" if span and span.number else ""
                yield inert(name, NAME) + every, people
        if alone:
            yield self._wording.say("overview.no_circle"), alone

    def _row(self, history: History) -> tuple[str, ...]:
        due = str(turn_of(history) or "")
        last = str(history.last.date) if history.last else ""
        return self._voice.person(history.person.path), last, due, f"`{_strip(history)}`"

    def _quiet(self) -> Iterator[str]:
        quiet = [
            (ratio, history)
            for history in self._people
            if (ratio := gone_quiet(history)) and not (hidden(history.person) or history.postponed)
        ]
        quiet.sort(key=lambda each: -each[0])
        rows = [
            (
                self._voice.person(history.person.path),
                self._wording.every_days(rhythm_days(history)),
                self._wording.length(history.silent_days),
            )
            for _, history in quiet
        ]
        yield from self._table(QUIET, rows)

    def _brought(self) -> Iterator[str]:
        met: dict[str, list[str]] = {}
        days = _days(self._people)
        for history in self._people:
            for by in history.person.introduced_by:
                day = days.get((by, history.person.path))
                when = f" ({self._wording.month(day, self._voice.today)})" if day else ""
                met.setdefault(by, []).append(self._voice.person(history.person.path) + when)
        rows = [
            (self._voice.person(history.person.path), ", ".join(met[history.person.path]))
            for history in self._people
            if history.person.path in met
        ]
        yield from self._table(BROUGHT, rows)

    def _mirror(self) -> Iterator[str]:
        say = self._wording.say
        reflections = mirror(self._network.people, self._voice.today)
        if not any(reflection.requests for reflection in reflections.values()):
            return
        yield sentence(say("mirror"))
        yield say("overview.requests")
        yield ""
        rows = [row for sphere in SPHERES for row in self._reflection(sphere, reflections[sphere])]
        yield from self._table(MIRROR, rows)

    def _table(self, title: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
        """The table under a title; nothing where it would be empty."""
        body = list(rows)
        if body:
            head = tuple(map(self._wording.say, HEADS[title]))
            yield from map(table_row, (head, ("---",) * len(head), *body))

    def _reflection(self, sphere: str, reflection: Reflection) -> Iterator[tuple[str, ...]]:
        """A row for a sphere, and one for each of its years, the latest first."""
        if reflection.requests:
            name = self._wording.say(f"{sphere}.sphere")
            yield name, *_counts(reflection.counts), described(reflection.profile, self._wording)
            for year in sorted(reflection.by_year, reverse=True):
                yield f"{name} {year}", *_counts(reflection.by_year[year]), ""


def _counts(counts: Mapping[str, int]) -> list[str]:
    return [str(counts.get(outcome) or "") for outcome in OUTCOMES]


def _last(person: Person, today: date) -> date:
    return max((contact.date for contact in person.contacts if contact.date <= today), default=date.min)


def _shade(history: History) -> str:
    """How warm the tie is: the silence, relative to the pace at which the two speak."""
    against_pace = silence(history)
    if against_pace is None:
        return UNHEARD
    return WARM if against_pace <= 1 else MILD if against_pace <= 2 else COOL


def _strip(history: History) -> str:
    """The contacts of the past months, the present one last: `▁▃·▇`."""
    first = history.today.year * 12 + history.today.month - _MONTHS
    counts = [0] * _MONTHS
    for contact in history.contacts:
        month = contact.date.year * 12 + contact.date.month - 1 - first
        if month >= 0:
            counts[month] += 1
    return "".join(_MARKS[min(count, len(_MARKS) - 1)] for count in counts)


def _days(people: Iterable[History]) -> dict[Edge, date]:
    """The days of introductions, by who introduced and whom, where a line says so."""
    days: dict[Edge, date] = {}
    for history in people:
        for record in history.said("introduced"):
            for other in record.people:
                if record.entry.date:
                    days.setdefault((history.person.path, other), record.entry.date)
    return days
