"""What is shown in the terminal: the same words as in the notes, as plain text; no control character gets through.

Lines are wrapped at `width` columns; with `colour`, titles and names carry ANSI codes.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from vaultnet.agenda.history import history
from vaultnet.agenda.portrait import Portrait
from vaultnet.agenda.reach_out import Turn, turn
from vaultnet.model.agenda import Agenda, Mention, Profile
from vaultnet.model.config import Config
from vaultnet.model.network import Contact, Network, Part, Person, Source
from vaultnet.note.marks import MARKS
from vaultnet.render import reasons
from vaultnet.render.beside import received, to_reach
from vaultnet.render.day import Day
from vaultnet.render.escape import terminal_safe
from vaultnet.render.voice import Voice, evidence, sentences
from vaultnet.render.words import Words, words

_TITLE, _NAME, _PLACE = "bold", "cyan", "dim"
_NARROWEST, _HEIGHT = 20, 24  # rich asks the real terminal unless it is told both sizes


def due(agenda: Agenda, network: Network, config: Config, width: int, colour: bool) -> str:
    """Today's agenda."""
    said = words(config.language)
    day = Day(agenda, Voice(said, network, agenda.date, note=False))
    page = Page(width, colour)
    page.line(said.full(agenda.date), style=_TITLE)
    if day.opening:
        page.line(day.opening)
    for section in day.sections():
        page.title(said.title(section.key))
        for entry in section.entries:
            page.line(entry.about, 2, _NAME)
            for line in entry.lines:
                page.line(line, 6)
        if section.waiting:
            page.line(f"{section.of_those}: {', '.join(section.waiting)}", 2)
    if agenda.problems:
        page.title(said.standing("problems", len(agenda.problems)), _PLACE)
    return page.read()


def people(shown: Iterable[Person], config: Config, today: date, width: int, colour: bool) -> str:
    """A table of people: cadence, last contact, due (`~` where that is estimated), number of contacts."""
    said = words(config.language)
    rows = []
    for person in shown:
        known = history(person, today)
        every = said.every(person.cadence) if person.cadence else ""
        last = known.last.date.isoformat() if known.last else ""
        rows.append((terminal_safe(person.name), every, last, _due(turn(known)), str(len(known.contacts))))
    columns = [said.say(f"column.{name}") for name in ("name", "cadence", "last", "due", "contacts")]
    page = Page(width, colour)
    page.table(columns, rows)
    page.gap()
    page.line(said.say("people", len(rows)))
    return page.read()


def show(shown: Portrait, network: Network, config: Config, width: int, colour: bool) -> str:
    """One person: card, received, needs, occasions, promises, profile, and the timeline with its places."""
    said = words(config.language)
    voice = Voice(said, network, shown.known.today, note=False)
    page = Page(width, colour)
    page.line(terminal_safe(shown.person.name), style=_TITLE)
    page.line(terminal_safe(shown.person.path), style=_PLACE)
    for line in _card(shown, voice):
        page.line(line)
    page.items(said.say("needs"), [_mention(one, voice) for one in shown.needs])
    page.items(said.say("offers"), [_mention(one, voice) for one in shown.offers])
    page.items(said.say("received.title"), [(received(one, voice), one.source) for one in shown.received])
    page.items(said.say("promises.title"), [(voice.text(one.text), one.source) for one in shown.promises])
    page.items(
        said.say("occasions"), [(f"{one.date}  {reasons.what(one, voice)}", one.source) for one in shown.occasions]
    )
    page.items(said.say("profile"), [(_profile(sphere, one, said), None) for sphere, one in _profiles(shown)])
    page.items(said.say("plans"), [_talk(one, voice) for one in shown.known.plans])
    page.items(said.say("contacts"), [_talk(one, voice) for one in reversed(shown.known.contacts)])
    return page.read()


def _card(shown: Portrait, voice: Voice) -> Iterable[str]:
    person, say = shown.person, voice.words.say
    if person.cadence:
        yield f"{say('column.cadence')}: {voice.words.every(person.cadence)}"
    if shown.turn:
        yield f"{say('column.due')}: {_due(shown.turn)}"
    if person.introduced_by:
        yield say("introduced_by", people=voice.people(person.introduced_by))
    reach = sentences(*to_reach(person.card, voice))
    if reach:
        yield reach


def _mention(one: Mention, voice: Voice) -> tuple[str, Source]:
    day = f"{one.date}  " if one.date else ""
    return day + voice.text(one.text), one.source


def _talk(one: Contact, voice: Voice) -> tuple[str, Source]:
    said = "\n".join(_marked(part, voice.words.language) for part in one.parts if part.text)
    return f"{one.date}  {voice.text(said)}", one.source


def _marked(part: Part, language: str) -> str:
    """What one place says, behind its marks: of thanks and requests the text alone would not tell who did what."""
    named = [MARKS[mark][0] if language == "nl" else mark for mark in part.marks if mark in MARKS]
    return f"{', '.join(named)}: {part.text}" if named else part.text


def _profiles(shown: Portrait) -> list[tuple[str, Profile]]:
    return [(sphere, one) for sphere, one in (("work", shown.work), ("private", shown.private)) if one.value]


def _profile(sphere: str, one: Profile, said: Words) -> str:
    because = f" ({terminal_safe(evidence(one, said))})" if one.evidence else ""
    return f"{said.say(f'{sphere}.sphere')}: {said.say(one.value or 'unknown')}{because}"


def _due(turned: Turn | None) -> str:
    if turned is None:
        return ""
    return f"{'~' if turned.estimated else ''}{turned.due}"


class Page:
    """Lines on their way to the terminal, through rich."""

    def __init__(self, width: int, colour: bool) -> None:
        from rich.console import Console  # noqa: PLC0415 - not every command shows something

        self._paper = StringIO()
        self._console = Console(
            file=self._paper,
            width=max(width, _NARROWEST),
            height=_HEIGHT,
            force_terminal=colour,
            no_color=not colour,
            color_system="standard" if colour else None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def line(self, text: str, indent: int = 0, style: str = "") -> None:
        """A text of our words, wrapped under its own beginning."""
        from rich.text import Text  # noqa: PLC0415 - as above

        for part in Text(text, style).wrap(self._console, self._console.width - indent):
            part.rstrip()
            self._console.print(Text(" " * indent), part, sep="", soft_wrap=True)

    def place(self, source: Source, indent: int) -> None:
        """Where something stands."""
        self.line(terminal_safe(f"{source.path}:{source.line}"), indent, _PLACE)

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def title(self, text: str, style: str = _TITLE) -> None:
        """A title after an empty line."""
        self.gap()
        self.line(text, style=style)

    def items(self, title: str, items: Sequence[tuple[str, Source | None]]) -> None:
        """A title and lines with the places where they stand, if there are any."""
        if items:
            self.title(title)
        for text, source in items:
            self.line(text, 2)
            if source:
                self.place(source, 6)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Rows under the names of their columns."""
        from rich.table import Table  # noqa: PLC0415 - as above
        from rich.text import Text  # noqa: PLC0415 - as above

        table = Table(box=None, pad_edge=False)
        for column in columns:
            table.add_column(Text(column, _TITLE))
        for name, *cells in rows:
            table.add_row(Text(name, _NAME, overflow="fold"), *map(Text, cells))
        self._console.print(table)

    def read(self) -> str:
        """The page; lines without blanks at their end."""
        return "".join(line.rstrip(" ") + "\n" for line in self._paper.getvalue().split("\n")[:-1])
