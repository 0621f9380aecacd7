"""The days of a network for a calendar program: what returns every year, what lies ahead, and when people are due.

The uid of an event says whose and what it is, and nothing of when it was written: a calendar that reads the next export
moves its events, and doubles none. The title of a yearly event names the first year, since an age would soon be wrong.
Implements format.md, Exporting.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

from vaultnet.agenda.beside import beside as beside_of
from vaultnet.agenda.couples import parted
from vaultnet.agenda.history import History, history_of
from vaultnet.agenda.news import Occurrence
from vaultnet.agenda.occurrences import is_over, occurrences
from vaultnet.agenda.promises import promises_to
from vaultnet.agenda.reach_out import is_due, last_try, turn_of
from vaultnet.agenda.tact import deceased, unspoken
from vaultnet.model.agenda import YEARLY
from vaultnet.model.config import Config
from vaultnet.model.network import Network, Person
from vaultnet.model.span import Yearly
from vaultnet.render.beside import beside, to_reach
from vaultnet.render.reasons import names_itself, without_name
from vaultnet.render.voice import Voice
from vaultnet.render.words import words

_MAKER = "-//vaultnet//"
PRODUCT = f"{_MAKER}EN"
BEGINNING = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{_MAKER}"
"""How every calendar from vaultnet begins."""

_MORNING = timedelta(hours=9)  # when a calendar may ring


class _Day(NamedTuple):
    """One event, all day."""

    identity: tuple[str, ...]  # what it is for this person
    date: date
    title: str
    text: str = ""
    rule: dict[str, str | int] | None = None  # how it returns; None: once
    alarms: tuple[int, ...] = (0,)  # days before


def calendar(network: Network, config: Config, today: date) -> str:
    """The calendar as of `today`; the same for the same notes, configuration and day."""
    voice = Voice(words(config.language), network, today, note=False, tag=config.tasks.tag)
    made = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        made.add(name, value)
    made.add("x-wr-calname", "vaultnet")
    for person in network.people:
        history = history_of(person, today)
        for day in _days(history, config, voice):
            made.add_component(_event(person, day, today))
    return str(made.to_ical(), "utf-8")


def _event(person: Person, day: _Day, today: date) -> Event:
    event = Event()
    event.add("uid", _uid(person, day.identity))
    event.add("dtstamp", datetime(today.year, today.month, today.day, tzinfo=UTC))
    event.add("dtstart", day.date)
    event.add("summary", _text(day.title))
    event.add("transp", "TRANSPARENT")
    if day.text:
        event.add("description", _text(day.text))
    if day.rule:
        event.add("rrule", day.rule)
    for before in day.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _text(day.title))
        alarm.add("trigger", _MORNING - timedelta(before))
        event.add_component(alarm)
    return event


def _uid(person: Person, identity: tuple[str, ...]) -> str:
    what = "\0".join((person.card.uid or person.path, *identity))
    return f"{sha256(what.encode()).hexdigest()[:32]}@vaultnet"


def _text(text: str) -> str:
    r"""A text for icalendar, which takes `\N` for a line end even where it is none."""
    return text.replace(r"\N", r"\n")


def _days(history: History, config: Config, voice: Voice) -> Iterator[_Day]:
    """All events of one person."""
    if unspoken(history.person) and not deceased(history.person):
        return
    yield from _returning(history, config, voice)
    if deceased(history.person):
        return
    yield from _once(history, config, voice)
    say, name = voice.words.say, voice.name(history.person.path)
    for plan in history.plans:
        title = ", ".join(filter(None, (f"{name}: {say('plan.ahead')}", voice.text(plan.text))))
        yield _Day(("plan", plan.date.isoformat()), plan.date, title)
    for promise in promises_to(history.person):
        if promise.due and promise.due >= history.today:
            title = f"{name}: {say('promise.ahead')}, {voice.text(promise.text)}"
            yield _Day(("promise", promise.text), promise.due, title)
    if day := _turn(history, config):
        text = "\n".join(beside(history.person, beside_of(history), "", voice))
        yield _Day(("due",), day, f"{voice.words.title('reach_out')}: {name}", text)


def _returning(history: History, config: Config, voice: Voice) -> Iterator[_Day]:
    """The days that come back every year: those of the properties, then those of marked lines on other days."""
    card = history.person.card
    stated: dict[str, Yearly] = {}
    if deceased(history.person):
        stated |= {"remembrance": _began(card.died.date)} if card.died else {}
    else:
        stated |= {"birthday": card.birthday} if card.birthday else {}
        stated |= {"anniversary": _began(card.wedding.date)} if card.wedding else {}
        stated |= {"anniversary": card.anniversary} if card.anniversary else {}
    if "anniversary" in stated and parted(history, stated["anniversary"].year):
        del stated["anniversary"]
    for kind, day in stated.items():
        yield _yearly((kind,), kind, day, history, config, voice)
    seen = {
        (kind, day.in_year(year, config.leap_day)) for kind, day in stated.items() for year in _years(history.today)
    }
    for occurrence in occurrences(history, config):
        kind = occurrence.kind
        if kind in YEARLY and (kind, occurrence.date) not in seen and not is_over(occurrence, history):
            day = Yearly(occurrence.date.month, occurrence.date.day, None)
            seen |= {(kind, day.in_year(year, config.leap_day)) for year in _years(history.today)}
            told = voice.text(without_name(occurrence.text, history.person)) if occurrence.in_words else ""
            identity = (kind, f"{occurrence.date:%m-%d}")
            yield _yearly(identity, kind, day, history, config, voice, told, earliest=occurrence.date)


def _years(today: date) -> range:
    return range(max(today.year - 1, 1), min(today.year + 1, date.max.year) + 1)


def _began(day: date) -> Yearly:
    return Yearly(day.month, day.day, day.year)


def _yearly(
    identity: tuple[str, ...],
    kind: str,
    day: Yearly,
    history: History,
    config: Config,
    voice: Voice,
    told: str = "",
    earliest: date = date.min,
) -> _Day:
    """`told`: the words of a talk that tell of it, for they may be of somebody else's day.

    Nothing comes back before its `earliest` day: the day of a wedding is no anniversary.
    """
    person = history.person
    first = date(day.year, day.month, day.day) if day.year else day.in_year(history.today.year, config.leap_day)
    if day.year and kind == "anniversary" and person.card.wedding and first >= history.today:
        first = day.in_year(day.year + 1, config.leap_day)  # its own day is the wedding's
    first = max(first, earliest)
    rule: dict[str, str | int] = {"freq": "yearly"}
    if (day.month, day.day) == (2, 29):
        rule |= {"byyearday": 60} if config.leap_day == "mar1" else {"bymonth": 2, "bymonthday": -1}
    since = f" ({day.year})" if day.year else ""
    what = ", ".join(filter(None, (f"{voice.words.say(f'{kind}.ahead')}{since}", told)))
    title = f"{voice.name(person.path)}: {what}"
    alarms = () if kind == "remembrance" else _alarms(kind, config)
    text = "\n".join(to_reach(person.card, voice))
    return _Day(identity, first, title, text=text, rule=rule, alarms=alarms)


def _once(history: History, config: Config, voice: Voice) -> Iterator[_Day]:
    """What lies ahead and happens once: a wedding, an operation, an exam."""
    ahead: dict[tuple[str, date], Occurrence] = {}
    for occurrence in occurrences(history, config):
        if occurrence.kind not in YEARLY and occurrence.dated and occurrence.date >= history.today:
            ahead.setdefault((occurrence.kind, occurrence.date), occurrence)
    for (kind, day), occurrence in ahead.items():
        title = f"{voice.name(history.person.path)}: {_what(occurrence, history.person, voice)}"
        text = "\n".join(to_reach(history.person.card, voice))
        yield _Day((kind, day.isoformat()), day, title, text=text, alarms=_alarms(kind, config))


def _what(occurrence: Occurrence, person: Person, voice: Voice) -> str:
    """Its text, after the name of its kind unless the text says that."""
    text = voice.text(without_name(occurrence.text, person))
    if text and names_itself(occurrence.kind, occurrence.text, in_words=occurrence.in_words):
        return text
    return ", ".join(filter(None, (voice.words.say(f"{occurrence.kind}.ahead"), text)))


def _alarms(kind: str, config: Config) -> tuple[int, ...]:
    before = config.occasion(kind).before
    return (before, 0) if before else (0,)


def _turn(history: History, config: Config) -> date | None:
    """The day, from today on, on which it will be their turn unless something happens first; None: never."""
    turn = turn_of(history)
    if turn is None or history.plans:
        return None
    days = {history.today, turn.due}
    if snooze := history.person.card.snooze_until:
        days.add(snooze.date)
    if tried := last_try(history):
        days |= {span.after(tried) for span in (config.retry, history.person.cadence) if span}
    for day in sorted(days):
        then = history_of(history.person, day)
        if day >= history.today and is_due(then, turn_of(then), config.retry):
            return day
    return None
