"""Rule: what was received, asked and borrowed stays in sight until thanked, answered, told or returned, or let go.

What the user gave is no thread: nothing here looks at it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.history import History, newest_first
from vaultnet.agenda.naming import named
from vaultnet.agenda.tact import unspoken
from vaultnet.model.agenda import Gratitude, Received
from vaultnet.model.config import Config
from vaultnet.model.network import Record
from vaultnet.model.span import Span
from vaultnet.note.stems import stem_set

THANK, ANSWER, WAIT, REPORT, RETURN = "thank", "answer", "wait", "report", "return"

_RECEIVED = ("received", "introduced", "asked")
_OPENING = frozenset({*_RECEIVED, "request", "borrowed"})
_REPORT_UNTIL = Span(6, "M")
_ANSWER_FROM = 1  # days: the second day
_WAIT_FROM = 21
_RETURN_AFTER = 28


class Thread(NamedTuple):
    """Something between two people that is not finished yet."""

    act: str  # what would finish it
    record: Record
    since: date  # the first day on which it can be closed


def received(known: History) -> tuple[Received, ...]:
    """Everything that the user received from this person, newest first, undated last (format.md, Marks)."""
    until = _latest(known, "thanked")
    return tuple(
        Received(
            record.entry.text,
            record.entry.date,
            record.entry.date is not None and record.entry.date <= until,
            record.source,
            _mark(record),
        )
        for record in newest_first(_gifts(known))
    )


def gratitude(people: Iterable[History], config: Config) -> dict[str, tuple[Gratitude, ...]]:
    """By act, what asks to be thanked, answered, told or returned today, oldest first; `people` come by name."""
    found: dict[str, list[Gratitude]] = {THANK: [], ANSWER: [], REPORT: [], RETURN: []}
    for known in people:
        if _OPENING.isdisjoint(known.marked) or unspoken(known.person):
            continue
        for act, record, _ in open_threads(known, config):
            if record.entry.date and _is_time(act, record.entry.date, known.today, config):
                item = Gratitude(known.person, record.entry.text, record.entry.date, record.source, act == WAIT)
                found[ANSWER if act == WAIT else act].append(item._replace(mark=_mark(record)))
    return {act: tuple(sorted(items, key=lambda item: item.date)) for act, items in found.items()}


def open_threads(known: History, config: Config) -> list[Thread]:
    """All that is open between the user and this person, whether or not it is time to say so."""
    thanks = [thread for thread in _threads(THANK, _gifts(known)) if thread.since > _latest(known, "thanked")]
    answered = _dated(known, "answered")
    asked = known.said("asked")
    requests = [record for record in known.said("request") if not record.entry.outcome]
    answers = [thread for thread in _threads(ANSWER, requests) if thread.since > _latest(known, "answered")]
    waits = _without(_threads(WAIT, [record for record in asked if not record.entry.outcome]), answered)
    reports = _without(_threads(REPORT, filter(_is_accepted, asked)), _dated(known, "reported"), else_all=True)
    borrowed = [record for record in known.said("borrowed") if record.entry.open]
    returns = _without(_threads(RETURN, borrowed), _dated(known, "returned"), else_all=True)
    told_late = [thread._replace(since=config.report_after.after(thread.since)) for thread in reports]
    return _not_let_go(known, [*thanks, *answers, *waits, *told_late, *returns])


def _gifts(known: History) -> list[Record]:
    """The lines that say that the user received something, oldest first."""
    return [
        record
        for record in known.said(*_RECEIVED)
        if _is_accepted(record) or not {"received", "introduced"}.isdisjoint(record.entry.marks)
    ]


def _is_accepted(record: Record) -> bool:
    return "asked" in record.entry.marks and record.entry.outcome == "accepted"


def _mark(record: Record) -> str:
    return next(mark for mark in (*_RECEIVED, "request", "borrowed") if mark in record.entry.marks)


def _threads(act: str, records: Iterable[Record]) -> list[Thread]:
    return [Thread(act, record, record.entry.date) for record in records if record.entry.date]


def _dated(known: History, mark: str) -> list[tuple[date, str]]:
    """The days and words of the lines that close something."""
    return [(record.entry.date, record.entry.text) for record in known.said(mark) if record.entry.date]


def _latest(known: History, mark: str) -> date:
    return max((day for day, _ in _dated(known, mark)), default=date.min)


def _without(threads: list[Thread], closers: Iterable[tuple[date, str]], *, else_all: bool = False) -> list[Thread]:
    """The threads that no closing line names; one that names none closes all up to its day if `else_all`."""
    closed: set[int] = set()
    for day, words in closers:
        begun = [index for index, thread in enumerate(threads) if thread.since <= day]
        hit = named(words, [threads[index].record.entry.text for index in begun])
        closed.update(begun[index] for index in hit)
        if else_all and not hit:
            closed.update(begun)
    return [thread for index, thread in enumerate(threads) if index not in closed]


def _not_let_go(known: History, threads: list[Thread]) -> list[Thread]:
    """The threads that the user did not let go; one who lets go without a word lets go of all."""
    for day, words in let_go(known):
        threads = _without(threads, [(day, words)], else_all=not stem_set(words))
    return threads


def let_go(known: History) -> Iterator[tuple[date, str]]:
    """The days and words of what was let go; without a day, it counts today."""
    return ((record.entry.date or known.today, record.entry.text) for record in known.said("let go"))


def _is_time(act: str, day: date, today: date, config: Config) -> bool:
    """Whether a thread that began on `day` should be spoken of today."""
    age = (today - day).days
    if act == THANK:
        return age <= config.thank_window
    if act == REPORT:
        return config.report_after.after(day) < today < _REPORT_UNTIL.after(day)
    if act == RETURN:
        return age > _RETURN_AFTER
    return age >= (_WAIT_FROM if act == WAIT else _ANSWER_FROM)
