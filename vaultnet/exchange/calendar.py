"""A network's days for a calendar program: what returns every year, what is told to come, and whose turn it is when.

The uid of an event says whose and what it is, and nothing of when it was written: a calendar that reads the next export
moves its events, and doubles none. A title that returns every year names the first year, since an age would soon be
wrong. Implements format.md, Exporting.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

from vaultnet.agenda.beside import beside as known_beside
from vaultnet.agenda.couples import parted
from vaultnet.agenda.history import History, history
from vaultnet.agenda.news import Occurrence
from vaultnet.agenda.occasions import is_over, occurrences
from vaultnet.agenda.promises import promises_to
from vaultnet.agenda.reach_out import is_due, last_try, turn
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
"""How every calendar of ours begins."""

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
    voice = Voice(words(config.language), network, today, note=False)
    made = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        made.add(name, value)
    made.add("x-wr-calname", "vaultnet")
    for person in network.people:
        known = history(person, today)
        for day in _days(known, config, voice):
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


def _days(known: History, config: Config, voice: Voice) -> Iterator[_Day]:
    """All that a calendar should know of one person."""
    if unspoken(known.person) and not deceased(known.person):
        return
    yield from _returning(known, config, voice)
    if deceased(known.person):
        return
    yield from _once(known, config, voice)
    say, name = voice.words.say, voice.name(known.person.path)
    for plan in known.plans:
        told = voice.text(plan.text)
        yield _Day(("plan", plan.date.isoformat()), plan.date, f"{name}: {say('plan.ahead')}{told and f', {told}'}")
    for promise in promises_to(known.person):
        if promise.due and promise.due >= known.today:
            title = f"{name}: {say('promise.ahead')}, {voice.text(promise.text)}"
            yield _Day(("promise", promise.text), promise.due, title)
    if day := _turn(known, config):
        text = "\n".join(beside(known.person, known_beside(known), "", voice))
        yield _Day(("due",), day, f"{voice.words.title('reach_out')}: {name}", text)


def _returning(known: History, config: Config, voice: Voice) -> Iterator[_Day]:
    """The days that come back every year: those of the properties, then those of marked lines on other days."""
    card = known.person.card
    stated: dict[str, Yearly] = {}
    if deceased(known.person):
        stated |= {"remembrance": _began(card.died.date)} if card.died else {}
    else:
        stated |= {"birthday": card.birthday} if card.birthday else {}
        stated |= {"anniversary": _began(card.wedding.date)} if card.wedding else {}
        stated |= {"anniversary": card.anniversary} if card.anniversary else {}
    if "anniversary" in stated and parted(known, stated["anniversary"].year):
        del stated["anniversary"]
    for kind, day in stated.items():
        yield _yearly((kind,), kind, day, known, config, voice)
    seen = {(kind, day.in_year(year, config.leap_day)) for kind, day in stated.items() for year in _years(known.today)}
    for one in occurrences(known, config):
        if one.kind in YEARLY and (one.kind, one.date) not in seen and not is_over(one, known):
            day = Yearly(one.date.month, one.date.day, None)
            seen |= {(one.kind, day.in_year(year, config.leap_day)) for year in _years(known.today)}
            yield _yearly((one.kind, f"{one.date:%m-%d}"), one.kind, day, known, config, voice)


def _years(today: date) -> range:
    return range(max(today.year - 1, 1), min(today.year + 1, date.max.year) + 1)


def _began(day: date) -> Yearly:
    return Yearly(day.month, day.day, day.year)


def _yearly(identity: tuple[str, ...], kind: str, day: Yearly, known: History, config: Config, voice: Voice) -> _Day:
    person = known.person
    first = date(day.year, day.month, day.day) if day.year else day.in_year(known.today.year, config.leap_day)
    rule: dict[str, str | int] = {"freq": "yearly"}
    if (day.month, day.day) == (2, 29):
        rule |= {"byyearday": 60} if config.leap_day == "mar1" else {"bymonth": 2, "bymonthday": -1}
    since = f" ({day.year})" if day.year else ""
    title = f"{voice.name(person.path)}: {voice.words.say(f'{kind}.ahead')}{since}"
    alarms = () if kind == "remembrance" else _alarms(kind, config)
    return _Day(identity, first, title, "\n".join(to_reach(person.card, voice)), rule, alarms)


def _once(known: History, config: Config, voice: Voice) -> Iterator[_Day]:
    """What is told to come: a wedding, an operation, an exam."""
    ahead: dict[tuple[str, date], Occurrence] = {}
    for one in occurrences(known, config):
        if one.kind not in YEARLY and one.dated and one.date >= known.today:
            ahead.setdefault((one.kind, one.date), one)
    for (kind, day), one in ahead.items():
        title = f"{voice.name(known.person.path)}: {_what(one, known.person, voice)}"
        text = "\n".join(to_reach(known.person.card, voice))
        yield _Day((kind, day.isoformat()), day, title, text, None, _alarms(kind, config))


def _what(one: Occurrence, person: Person, voice: Voice) -> str:
    """Its words, after the name of its kind if they do not say it."""
    text = voice.text(without_name(one.text, person))
    if text and names_itself(one.kind, one.text, in_words=one.in_words):
        return text
    return ", ".join(filter(None, (voice.words.say(f"{one.kind}.ahead"), text)))


def _alarms(kind: str, config: Config) -> tuple[int, ...]:
    before = config.occasion(kind).before
    return (before, 0) if before else (0,)


def _turn(known: History, config: Config) -> date | None:
    """The day, from today on, on which it will be their turn, if nothing happens before; None: none is in sight."""
    turned = turn(known)
    if turned is None or known.plans:
        return None
    days = {known.today, turned.due}
    if snooze := known.person.card.snooze_until:
        days.add(snooze.date)
    if tried := last_try(known):
        days |= {span.after(tried) for span in (config.retry, known.person.cadence) if span}
    for day in sorted(days):
        then = history(known.person, day)
        if day >= known.today and is_due(then, turn(then), config.retry):
            return day
    return None
