"""What is shown in the terminal: the words of the notes, as plain text; no control character gets through.

Lines are wrapped at `width` columns; with `colour`, titles and names carry ANSI codes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

from vaultnet.agenda.history import history_of
from vaultnet.agenda.portrait import Portrait
from vaultnet.agenda.reach_out import turn_of
from vaultnet.agenda.tact import deceased
from vaultnet.model.agenda import Agenda, Mention, Occasion
from vaultnet.model.config import Config
from vaultnet.model.network import Contact, Network, Part, Person, Source
from vaultnet.note.marks import MARKS
from vaultnet.render import reasons
from vaultnet.render.beside import received, to_reach
from vaultnet.render.day import Day
from vaultnet.render.escape import terminal_safe
from vaultnet.render.voice import Voice, described, sentences
from vaultnet.render.words import Words, words

_TITLE, _NAME, _PLACE = "bold", "cyan", "dim"
_NARROWEST, _HEIGHT = 20, 24  # rich asks the real terminal unless it is told both sizes


def due(agenda: Agenda, network: Network, config: Config, width: int, colour: bool) -> str:
    """Today's agenda."""
    wording = words(config.language)
    day = Day(agenda, Voice(wording, network, agenda.date, note=False, tag=config.tasks.tag))
    page = Page(width, colour)
    page.line(wording.full(agenda.date), style=_TITLE)
    if day.opening:
        page.line(day.opening)
    for section in day.sections():
        page.title(wording.title(section.key))
        for entry in section.entries:
            page.line(entry.about, 2, _NAME)
            for line in entry.lines:
                page.line(line, 6)
        if section.waiting:
            page.line(f"{section.of_those}: {', '.join(section.waiting)}", 2)
    if agenda.problems:
        page.title(wording.standing("problems", len(agenda.problems)), _PLACE)
    return page.read()


def people(shown: Iterable[Person], config: Config, today: date, width: int, colour: bool) -> str:
    """A table of people: cadence, last contact, when they are due, number of contacts."""
    wording = words(config.language)
    rows = []
    for person in shown:
        history = history_of(person, today)
        every = wording.every(person.cadence) if person.cadence else ""
        last = history.last.date.isoformat() if history.last else ""
        rows.append((terminal_safe(person.name), every, last, str(turn_of(history) or ""), str(len(history.contacts))))
    columns = [wording.say(f"column.{name}") for name in ("name", "cadence", "last", "due", "contacts")]
    page = Page(width, colour)
    page.table(columns, rows)
    page.gap()
    page.line(wording.say("people", len(rows)))
    return page.read()


def show(shown: Portrait, network: Network, config: Config, width: int, colour: bool) -> str:
    """One person: card, what to bring up next time, received, occasions, profile, and the timeline with its places."""
    wording = words(config.language)
    voice = Voice(wording, network, shown.history.today, note=False, tag=config.tasks.tag)
    page = Page(width, colour)
    page.line(terminal_safe(shown.person.name), style=_TITLE)
    page.line(terminal_safe(shown.person.path), style=_PLACE)
    for line in _card(shown, voice):
        page.line(line)
    page.items(wording.say("ask_about.title"), [_mention(question, voice) for question in shown.ask_about])
    page.items(wording.say("needs"), [_mention(need, voice) for need in shown.needs])
    page.items(wording.say("offers"), [_mention(offer, voice) for offer in shown.offers])
    page.items(wording.say("gifts.title"), [_mention(idea, voice) for idea in shown.gifts])
    page.items(wording.say("received.title"), [(received(gift, voice), gift.source) for gift in shown.received])
    page.items(wording.say("promises.title"), [(voice.promise(owed.text), owed.source) for owed in shown.promises])
    page.items(wording.say("undated.title"), [_undated(mention, voice) for mention in shown.undated])
    page.items(wording.say("occasions"), [_occasion(occasion, voice) for occasion in shown.occasions])
    page.items(wording.say("profile"), list(_profiles(shown, wording)))
    page.items(wording.say("plans"), [_talk(plan, shown.person, voice) for plan in shown.history.plans])
    talks = [_talk(contact, shown.person, voice) for contact in reversed(shown.history.contacts)]
    page.items(wording.say("contacts"), talks)
    return page.read()


def _card(shown: Portrait, voice: Voice) -> Iterable[str]:
    person, card, say = shown.person, shown.person.card, voice.words.say
    yield from _bearings(person, voice)
    if person.cadence:
        yield f"{say('column.cadence')}: {voice.words.every(person.cadence)}"
    if shown.turn:
        yield f"{say('column.due')}: {shown.turn}"
    if card.snooze_until and card.snooze_until.date > shown.history.today:
        yield say("snoozed", day=voice.words.day(card.snooze_until.date, shown.history.today))
    if person.introduced_by:
        yield say("introduced_by", people=voice.people(person.introduced_by))
    reach = sentences(*to_reach(card, voice))
    if reach:
        yield reach
    if card.interests:
        yield say("interests", items=voice.texts(interest.text for interest in card.interests))


def _bearings(person: Person, voice: Voice) -> Iterable[str]:
    """What they are called, and where they stand with the user."""
    card, say = person.card, voice.words.say
    if card.names:
        yield say("also_called", names=", ".join(map(voice.text, card.names)))
    if status := "deceased" if deceased(person) else card.status:
        yield say(f"status.{status}")
    if card.met:
        yield say("known_since", year=str(card.met.date.year))
    if card.circle:
        yield say("circle", name=voice.text(card.circle))


def _mention(mention: Mention, voice: Voice) -> tuple[str, Source]:
    day = f"{mention.date}  " if mention.date else ""
    return day + voice.text(mention.text), mention.source


def _undated(mention: Mention, voice: Voice) -> tuple[str, Source]:
    return f"{_name_of_mark(mention.mark, voice.words.language)}: {voice.text(mention.text)}", mention.source


def _occasion(occasion: Occasion, voice: Voice) -> tuple[str, Source]:
    return f"{occasion.date}  {reasons.what(occasion, voice)}", occasion.source


def _talk(contact: Contact, person: Person, voice: Voice) -> tuple[str, Source]:
    text = "\n".join(_marked(part, person, voice.words.language) for part in contact.parts if part.text)
    return f"{contact.date}  {voice.text(text)}", contact.source


def _marked(part: Part, person: Person, language: str) -> str:
    """What one place says, after its marks: of thanks and requests, the text alone does not tell who did what."""
    said = reasons.without_name(part.text, person)
    named = [_name_of_mark(mark, language) for mark in part.marks if mark in MARKS]
    return f"{', '.join(named)}: {said}" if named else said


def _name_of_mark(mark: str, language: str) -> str:
    return MARKS[mark][0] if language == "nl" else mark


def _profiles(shown: Portrait, wording: Words) -> Iterator[tuple[str, None]]:
    for sphere, profile in (("work", shown.work), ("private", shown.private)):
        if profile.value:
            yield f"{wording.say(f'{sphere}.sphere')}: {described(profile, wording)}", None


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
