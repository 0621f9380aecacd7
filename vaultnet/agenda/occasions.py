"""Rule: an occasion is spoken of before, on and after its day, each time until there was a contact, or it was let go.

What may be said when (the windows) and where occasions come from (the sources) stand together here: each is short,
and the one is not understood without the other.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from vaultnet.agenda.beside import beside
from vaultnet.agenda.called_off import standing
from vaultnet.agenda.couples import bereft, parted
from vaultnet.agenda.gratitude import CLOSED_BY, let_go, matters, of_an_introduction
from vaultnet.agenda.history import History, newest_first
from vaultnet.agenda.naming import is_one_of, named
from vaultnet.agenda.news import Occurrence, in_force
from vaultnet.agenda.promises import AHEAD
from vaultnet.agenda.tact import HARD, deceased, gentle, unspoken
from vaultnet.due.form import ASKED_AFTER
from vaultnet.model.agenda import YEARLY, Occasion
from vaultnet.model.config import Config, OccasionRule
from vaultnet.model.facts import Dated, Said, Told, before_outcome
from vaultnet.model.network import Record, Source
from vaultnet.model.span import Yearly
from vaultnet.note.stems import words

_GIVING = frozenset({"birthday", "anniversary", "wedding", "birth", "illness", "move", "retirement"})
_REMEMBRANCE = OccasionRule(0, (), 0, ("remembrance", "herdenking"))

_OF_COUPLES = frozenset({"anniversary", "wedding"})
_CLOSING = frozenset(CLOSED_BY.values())
_LINGERS = 7  # days for which an after-care day stays in sight
_LINGERS_IN_GRIEF = 14
_RAW = 42  # days after a loss for which nothing is said with cheer
_LET_GO = 30  # days: what was let go does not come back within them; a later after-care day asks anew


class _Phase(NamedTuple):
    name: str
    offset: int  # days from the occasion to the day that asks for the act


def occasions(known: History, config: Config) -> list[Occasion]:
    """What to say of this person's occasions today: one for each kind and date (format.md, Occasions)."""
    if unspoken(known.person) and not deceased(known.person):
        return []
    rules = {**dict(config.occasions), "remembrance": _REMEMBRANCE}
    each: dict[tuple[str, date], Occurrence] = {}
    for occurrence in occurrences(known, config):
        each.setdefault((occurrence.kind, occurrence.date), occurrence)
    gone = list(_let_go(each.values(), rules, known))
    found = [
        _occasion(occurrence, phase, known)
        for occurrence in each.values()
        if (phase := _phase(occurrence, rules[occurrence.kind], known))
        and not any(occurrence in let and (occurrence.date - day).days + phase.offset <= _LET_GO for day, let in gone)
        and not is_over(occurrence, known)
    ]
    losses = [one for one in each.values() if one.kind == "bereavement"]
    if any(-_RAW <= (one.date - known.today).days <= AHEAD for one in losses):
        return [one._replace(gentle=True) for one in found]
    if bereft(one.text for one in losses if one.date <= known.today):
        return [one._replace(gentle=one.gentle or one.kind in _OF_COUPLES) for one in found]
    return found


def is_over(one: Occurrence, known: History) -> bool:
    """Whether it is the wedding day of two who parted since."""
    return one.kind == "anniversary" and parted(known, one.date.year - one.years if one.years else None)


def hard_time(known: History, config: Config) -> bool:
    """Whether this is a hard time for them: they grieve or are ill, or an illness or a loss is asked after today."""
    return gentle(known.person) or any(one.kind in HARD and one.days <= 0 for one in occasions(known, config))


def occurrences(known: History, config: Config) -> Iterator[Occurrence]:
    """The days around today on which this person has an occasion: stated ones first, then the newest telling."""
    if deceased(known.person):
        yield from _remembrances(known, config)
        return
    yield from _stated(known, config)
    said = [*_marked(known, config), *_told(known, config)]
    yield from said if all(one.dated for one in said) else in_force(said, known.today)


def _told(known: History, config: Config) -> Iterator[Occurrence]:
    """The occasions that talks tell, those with a day of their own first, each in its newest words."""
    told = [
        (told, record)
        for record in newest_first(known.telling)
        for told in record.entry.told
        if not _is_echo(told, record, known)
    ]
    each = [
        Occurrence(
            one.kind,
            one.date,
            one.text,
            record.source,
            dated=one.dated,
            told_on=record.entry.date,
            said_on=record.entry.date,
            in_words=True,
        )
        for one, record in sorted(told, key=lambda telling: not telling[0].dated)
    ]
    for one in standing(each, known, config):
        yield from _returning(one, known, config)


def _is_echo(one: Told, record: Record, known: History) -> bool:
    """Whether a telling is no news: our words for a tick, or those of the thread that the line closes."""
    if not one.dated and one.text in ASKED_AFTER.values():
        return True
    if _CLOSING.isdisjoint(record.entry.marks):
        return False
    matter = before_outcome(one.text).strip()
    before = takewhile(lambda other: other != record, known.person.records)
    return any(matter in other.entry.text for other in before if not other.entry.given)


def _remembrances(known: History, config: Config) -> Iterator[Occurrence]:
    died = known.person.card.died
    if died:
        for one in _anniversaries("remembrance", died, known, config):
            if one.date == known.today:
                yield one


def _stated(known: History, config: Config) -> Iterator[Occurrence]:
    """The occasions that the properties state."""
    card = known.person.card
    if card.birthday:
        yield from _yearly("birthday", card.birthday, _first_birthday(card.birthday), known, config)
    if card.anniversary:
        yield from _yearly("anniversary", card.anniversary, card.anniversary.year or 1, known, config)
    if card.wedding:
        yield Occurrence("wedding", card.wedding.date, "", Source(known.person.path, card.wedding.line))
        yield from _anniversaries("anniversary", card.wedding, known, config)


def _first_birthday(born: Yearly) -> int:
    return born.year + 1 if born.year else 1


def _marked(known: History, config: Config) -> Iterator[Occurrence]:
    """The occasions of dated lines that carry their mark, the newest first."""
    kinds = {kind for kind, _ in config.occasions}
    for kind in sorted(kinds & known.marked.keys()):
        for record in newest_first(known.marked[kind]):
            entry = record.entry
            told = next((told for told in entry.told if told.kind == kind), None)
            told_with_its_day = told is not None and told.dated
            if entry.date and not told_with_its_day and not _is_wish(kind, entry.contact, known):
                text = told.text if told else entry.text
                in_words = any(told.text == text for told in entry.told)
                one = Occurrence(kind, entry.date, text, record.source, said_on=entry.date, in_words=in_words)
                yield from _returning(one, known, config)


def _is_wish(kind: str, contact: bool, known: History) -> bool:
    """Whether a line is about the day that a property states: `called her #birthday` makes no second one."""
    card = known.person.card
    return contact and bool((kind == "birthday" and card.birthday) or (kind == "anniversary" and card.anniversary))


def _returning(one: Occurrence, known: History, config: Config) -> Iterator[Occurrence]:
    """The days of an occasion in a dated line: once, or every year from then on."""
    if one.kind in YEARLY:
        day = Yearly(one.date.month, one.date.day, None, one.source.line)
        for occurrence in _yearly(one.kind, day, one.date.year, known, config):
            yield _said_as(occurrence, one)
        return
    yield one
    if one.kind == "wedding":
        for occurrence in _anniversaries("anniversary", Dated(one.date, one.source.line), known, config):
            yield _said_as(occurrence, one)


def _said_as(one: Occurrence, other: Occurrence) -> Occurrence:
    return one._replace(text=other.text, source=other.source, said_on=other.said_on, in_words=other.in_words)


def _anniversaries(kind: str, began: Dated, known: History, config: Config) -> Iterator[Occurrence]:
    """The yearly days of what happened once, from the first year on."""
    day = Yearly(began.date.month, began.date.day, began.date.year, began.line)
    yield from _yearly(kind, day, began.date.year + 1, known, config)


def _yearly(kind: str, day: Yearly, first: int, known: History, config: Config) -> Iterator[Occurrence]:
    """The days of a yearly occasion in last year, this year and next year, from the year `first` on."""
    source = Source(known.person.path, day.line)
    for year in range(max(known.today.year - 1, first), min(known.today.year + 1, date.max.year) + 1):
        years = year - day.year if day.year and year > day.year else None
        yield Occurrence(kind, day.in_year(year, config.leap_day), "", source, years)


def _phase(one: Occurrence, rule: OccasionRule, known: History) -> _Phase | None:
    """What the day asks for; None: nothing."""
    past = (known.today - one.date).days
    if past < 0:
        if not one.dated or -past > max(rule.before, AHEAD):
            return None
        return _Phase("prepare" if -past <= rule.before else "ahead", 0)
    met = (known.last.date - one.date).days if known.last else -1  # days from the occasion to the last contact
    if past <= rule.belated and met < 0:  # the day itself is the first of these
        return _Phase("belated" if past else "day", 0)
    begun = [offset for offset in rule.after if offset <= past]
    if not begun:
        return None
    if one.kind == "told":
        offset, until = min(begun), max(rule.after)
    else:
        offset = max(begun)
        until = offset + (_LINGERS_IN_GRIEF if one.kind == "bereavement" else _LINGERS)
    return _Phase("after", offset) if past <= until and met < offset else None


def _let_go(
    each: Collection[Occurrence], rules: Mapping[str, OccasionRule], known: History
) -> Iterator[tuple[date, list[Occurrence]]]:
    """The days on which the user let go of occasions that were in sight, and which ones."""
    for day, closer in let_go(known):
        seen = [one for one in each if (one.date - day).days <= max(rules[one.kind].before, AHEAD)]
        names = [(name, one) for one in seen for name in (one.text, one.kind.replace("_", " "), *rules[one.kind].words)]
        texts = [name for name, _ in names]
        other = of_an_introduction(closer) or is_one_of(closer.text, matters(known))
        if not words(closer.text):
            yield day, seen
        elif not other or is_one_of(closer.text, texts):
            yield day, [names[index][1] for index in named(closer.text, texts)]


def _occasion(one: Occurrence, phase: _Phase, known: History) -> Occasion:
    person = known.person
    gives = one.kind in _GIVING
    is_of_today = one.date <= known.today and not deceased(person)
    return Occasion(
        person=person,
        kind=one.kind,
        date=one.date,
        days=(one.date - known.today).days,
        text=one.text,
        source=one.source,
        phase=phase.name,
        years=one.years,
        gifts=_gift_ideas(known) if gives else (),
        interests=tuple(said.text for said in person.card.interests) if gives else (),
        gentle=gentle(person),
        said_on=one.said_on,
        in_words=one.in_words,
        beside=beside(known) if is_of_today else None,
    )


def _gift_ideas(known: History) -> tuple[Said, ...]:
    """The open gift ideas, newest first, undated last."""
    ideas = [record.entry for record in known.said("gift") if record.entry.open]
    ideas.sort(key=lambda entry: entry.date or date.min, reverse=True)
    return tuple(Said(entry.text, entry.line, entry.links) for entry in ideas)


def plans(known: History) -> list[Occasion]:
    """The contacts planned for the coming week."""
    if unspoken(known.person):
        return []
    return [
        Occasion(known.person, "plan", plan.date, days, plan.text, plan.source, "ahead")
        for plan in known.plans
        if (days := (plan.date - known.today).days) <= AHEAD
    ]
