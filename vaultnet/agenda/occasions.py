"""Rule: an occasion is spoken of before, on and after its day, each time until there is a contact, or it is let go."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.beside import beside
from vaultnet.agenda.couples import OF_COUPLES, bereft
from vaultnet.agenda.gratitude import let_go, matters, of_an_introduction
from vaultnet.agenda.history import History
from vaultnet.agenda.naming import is_one_of, named
from vaultnet.agenda.news import Occurrence
from vaultnet.agenda.occurrences import is_over, occurrences
from vaultnet.agenda.outcome import is_told
from vaultnet.agenda.promises import AHEAD
from vaultnet.agenda.tact import HARD, deceased, gentle, unspoken
from vaultnet.model.agenda import Occasion
from vaultnet.model.config import Config, OccasionRule
from vaultnet.model.facts import Said
from vaultnet.text.stems import words

_GIVING = frozenset({"birthday", "anniversary", "wedding", "birth", "illness", "move", "retirement"})
_REMEMBRANCE = OccasionRule(0, (), 0, ("remembrance", "herdenking"))

_LINGERS = 7  # days for which an after-care day stays in sight
_LINGERS_IN_GRIEF = 14
_RAW = 42  # days after a loss for which nothing is said with cheer
_LET_GO = 30  # days: what was let go does not come back within them; a later after-care day asks anew


class _Phase(NamedTuple):
    name: str
    offset: int  # days from the occasion to the day that asks for the act


def occasions(history: History, config: Config) -> list[Occasion]:
    """What to say of this person's occasions today: one for each kind and date (format.md, Occasions)."""
    if unspoken(history.person) and not deceased(history.person):
        return []
    rules = {**dict(config.occasions), "remembrance": _REMEMBRANCE}
    each: dict[tuple[str, date], Occurrence] = {}
    for occurrence in occurrences(history, config):
        each.setdefault((occurrence.kind, occurrence.date), occurrence)
    gone = list(_let_go(each.values(), rules, history))
    shown = [
        _occasion(occurrence, phase, history)
        for occurrence in each.values()
        if (phase := _phase(occurrence, rules[occurrence.kind], history))
        and not any(occurrence in let and (occurrence.date - day).days + phase.offset <= _LET_GO for day, let in gone)
        and not is_over(occurrence, history)
    ]
    losses = [occurrence for occurrence in each.values() if occurrence.kind == "bereavement"]
    if any(-_RAW <= (loss.date - history.today).days <= AHEAD for loss in losses):
        return [occasion._replace(gentle=True) for occasion in shown]
    of_couples = any(occasion.kind in OF_COUPLES for occasion in shown)
    if of_couples and bereft([loss for loss in losses if loss.date <= history.today]):
        return [occasion._replace(gentle=occasion.gentle or occasion.kind in OF_COUPLES) for occasion in shown]
    return shown


def hard_time(history: History, config: Config) -> bool:
    """Whether this is a hard time for them: they grieve or are ill, or an illness or a loss is asked after today."""
    if gentle(history.person):
        return True
    return any(occasion.kind in HARD and occasion.days <= 0 for occasion in occasions(history, config))


def _phase(occurrence: Occurrence, rule: OccasionRule, history: History) -> _Phase | None:
    """What the day asks for; None: nothing."""
    past = (history.today - occurrence.date).days
    if past < 0:
        if not occurrence.dated or -past > max(rule.before, AHEAD):
            return None
        return _Phase("prepare" if -past <= rule.before else "ahead", 0)
    met = (history.last.date - occurrence.date).days if history.last else -1  # the last contact, in days after it
    if past <= rule.belated and met < 0:  # the day itself is the first of these
        return _Phase("belated" if past else "day", 0)
    begun = [offset for offset in rule.after if offset <= past]
    if not begun:
        return None
    if occurrence.kind == "told":
        offset, until = min(begun), max(rule.after)
    else:
        offset = max(begun)
        until = offset + (_LINGERS_IN_GRIEF if occurrence.kind == "bereavement" else _LINGERS)
    asks = past <= until and met < offset and not is_told(occurrence, history)
    return _Phase("after", offset) if asks else None


def _let_go(
    each: Collection[Occurrence], rules: Mapping[str, OccasionRule], history: History
) -> Iterator[tuple[date, list[Occurrence]]]:
    """The days on which the user let go of occasions that were in sight, and which ones."""
    for day, closer in let_go(history):
        in_sight = [
            occurrence
            for occurrence in each
            if (occurrence.date - day).days <= max(rules[occurrence.kind].before, AHEAD)
        ]
        names = [
            (name, occurrence)
            for occurrence in in_sight
            for name in (occurrence.text, occurrence.kind.replace("_", " "), *rules[occurrence.kind].words)
        ]
        texts = [name for name, _ in names]
        of_a_thread = of_an_introduction(closer) or is_one_of(closer.text, matters(history))
        if not words(closer.text):
            yield day, in_sight
        elif not of_a_thread or is_one_of(closer.text, texts):
            yield day, [names[index][1] for index in named(closer.text, texts)]


def _occasion(occurrence: Occurrence, phase: _Phase, history: History) -> Occasion:
    person = history.person
    with_gift = occurrence.kind in _GIVING
    is_of_today = occurrence.date <= history.today and not deceased(person)
    return Occasion(
        person=person,
        kind=occurrence.kind,
        date=occurrence.date,
        days=(occurrence.date - history.today).days,
        text=occurrence.text,
        source=occurrence.source,
        phase=phase.name,
        years=occurrence.years,
        gifts=_gift_ideas(history) if with_gift else (),
        interests=tuple(interest.text for interest in person.card.interests) if with_gift else (),
        gentle=gentle(person),
        said_on=occurrence.said_on,
        in_words=occurrence.in_words,
        beside=beside(history) if is_of_today else None,
    )


def _gift_ideas(history: History) -> tuple[Said, ...]:
    """The open gift ideas, newest first, undated last."""
    ideas = [record.entry for record in history.said("gift") if record.entry.open]
    ideas.sort(key=lambda entry: entry.date or date.min, reverse=True)
    return tuple(Said(entry.text, entry.line, entry.links) for entry in ideas)


def plans(history: History) -> list[Occasion]:
    """The contacts planned for the coming week."""
    if unspoken(history.person):
        return []
    return [
        Occasion(
            person=history.person,
            kind="plan",
            date=plan.date,
            days=days,
            text=plan.text,
            source=plan.source,
            phase="ahead",
        )
        for plan in history.plans
        if (days := (plan.date - history.today).days) <= AHEAD
    ]
