"""Where occasions come from: the properties of a person, marked lines, and what talks tell of.

Rule: an occurrence is an occasion on one of its days, with the words and the place that say so; whether it is time to
speak of it is for `occasions` to say.
"""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from vaultnet.agenda.called_off import standing
from vaultnet.agenda.couples import parted
from vaultnet.agenda.gratitude import CLOSED_BY
from vaultnet.agenda.history import History, newest_first
from vaultnet.agenda.news import Occurrence, in_force
from vaultnet.agenda.recovery import still_ill
from vaultnet.agenda.tact import deceased
from vaultnet.due.form import ASKED_AFTER
from vaultnet.model.agenda import YEARLY
from vaultnet.model.config import Config
from vaultnet.model.facts import Dated, Entry, Told, before_outcome
from vaultnet.model.network import Record, Source
from vaultnet.model.span import Yearly

_CLOSING = frozenset(CLOSED_BY.values())


def occurrences(history: History, config: Config) -> Iterator[Occurrence]:
    """The occasions of this person around today, the stated ones first, then the newest words for each."""
    if deceased(history.person):
        yield from _remembrances(history, config)
        return
    yield from _stated(history, config)
    unstated = list(still_ill([*_marked(history, config), *_told(history, config)], history))
    yield from unstated if all(occurrence.dated for occurrence in unstated) else in_force(unstated, history.today)


def is_over(occurrence: Occurrence, history: History) -> bool:
    """Whether it is the wedding day of a couple who have since parted."""
    wed = occurrence.date.year - occurrence.years if occurrence.years else None
    return occurrence.kind == "anniversary" and parted(history, wed)


def _told(history: History, config: Config) -> Iterator[Occurrence]:
    """The occasions that talks tell of, those with a day of their own first, each in its newest words."""
    tellings = [
        (told, record)
        for record in newest_first(history.telling)
        for told in record.entry.told
        if not _is_echo(told, record, history)
    ]
    from_talks = [
        Occurrence(
            kind=told.kind,
            date=told.date,
            text=told.text,
            source=record.source,
            dated=told.dated,
            told_on=record.entry.date,
            said_on=record.entry.date,
            in_words=True,
        )
        for told, record in sorted(tellings, key=lambda telling: not telling[0].dated)
    ]
    for occurrence in standing(from_talks, history, config):
        yield from _returning(occurrence, history, config)


def _is_echo(told: Told, record: Record, history: History) -> bool:
    """Whether what is told is no news: our words for a tick, or those of the thread that the line closes."""
    if not told.dated and told.text in ASKED_AFTER.values():
        return True
    if _CLOSING.isdisjoint(record.entry.marks):
        return False
    matter = before_outcome(told.text).strip()
    before = takewhile(lambda other: other != record, history.person.records)
    return any(matter in other.entry.text for other in before if not other.entry.given)


def _remembrances(history: History, config: Config) -> Iterator[Occurrence]:
    died = history.person.card.died
    if died:
        for occurrence in _anniversaries("remembrance", died, history, config):
            if occurrence.date == history.today:
                yield occurrence


def _stated(history: History, config: Config) -> Iterator[Occurrence]:
    """The occasions that the properties state."""
    card = history.person.card
    if card.birthday:
        yield from _yearly("birthday", card.birthday, _first_birthday(card.birthday), history, config)
    if card.anniversary:
        yield from _yearly("anniversary", card.anniversary, card.anniversary.year or 1, history, config)
    if card.wedding:
        yield Occurrence("wedding", card.wedding.date, "", Source(history.person.path, card.wedding.line))
        yield from _anniversaries("anniversary", card.wedding, history, config)


def _first_birthday(born: Yearly) -> int:
    return born.year + 1 if born.year else 1


def _marked(history: History, config: Config) -> Iterator[Occurrence]:
    """The occasions of dated lines that carry their mark, the newest first."""
    kinds = {kind for kind, _ in config.occasions}
    for kind in sorted(kinds & history.marked.keys()):
        for record in newest_first(history.marked[kind]):
            entry = record.entry
            told = next((told for told in entry.told if told.kind == kind), None)
            told_with_its_day = told is not None and told.dated
            if entry.date and not told_with_its_day and not _is_wish(kind, entry, history):
                text = told.text if told else entry.text
                in_words = any(told.text == text for told in entry.told)
                occurrence = Occurrence(kind, entry.date, text, record.source, said_on=entry.date, in_words=in_words)
                yield from _returning(occurrence, history, config)


def _is_wish(kind: str, entry: Entry, history: History) -> bool:
    """Whether a contact is about the day that a property states: `called her #birthday` makes no second one."""
    card = history.person.card
    stated = {"birthday": card.birthday, "anniversary": card.anniversary}.get(kind)
    return entry.contact and stated is not None


def _returning(occurrence: Occurrence, history: History, config: Config) -> Iterator[Occurrence]:
    """The days of an occasion in a dated line: once, or every year from then on."""
    if occurrence.kind in YEARLY:
        day = Yearly(occurrence.date.month, occurrence.date.day, None, occurrence.source.line)
        for each in _yearly(occurrence.kind, day, occurrence.date.year, history, config):
            yield _in_the_words_of(occurrence, each)
        return
    yield occurrence
    if occurrence.kind == "wedding":
        wedding = Dated(occurrence.date, occurrence.source.line)
        for each in _anniversaries("anniversary", wedding, history, config):
            yield _in_the_words_of(occurrence, each)


def _in_the_words_of(line: Occurrence, each: Occurrence) -> Occurrence:
    """One of the days of what a line says, with what that line says of it."""
    return each._replace(text=line.text, source=line.source, said_on=line.said_on, in_words=line.in_words)


def _anniversaries(kind: str, began: Dated, history: History, config: Config) -> Iterator[Occurrence]:
    """The yearly days of what happened once, from the first year on."""
    day = Yearly(began.date.month, began.date.day, began.date.year, began.line)
    yield from _yearly(kind, day, began.date.year + 1, history, config)


def _yearly(kind: str, day: Yearly, first: int, history: History, config: Config) -> Iterator[Occurrence]:
    """The days of a yearly occasion in last year, this year and next year, from the year `first` on."""
    source = Source(history.person.path, day.line)
    for year in range(max(history.today.year - 1, first), min(history.today.year + 1, date.max.year) + 1):
        years = year - day.year if day.year and year > day.year else None
        yield Occurrence(kind, day.in_year(year, config.leap_day), text="", source=source, years=years)
