"""Rule: what was received, asked or borrowed stays in sight until it is thanked for, answered, returned or let go.

What the user gave is no thread: nothing here looks at it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.closing import Closer, Thread, repeated, without
from vaultnet.agenda.history import History, newest_first
from vaultnet.agenda.naming import is_one_of
from vaultnet.agenda.tact import unspoken
from vaultnet.model.agenda import Gratitude, Received
from vaultnet.model.config import Config
from vaultnet.model.facts import Entry
from vaultnet.model.network import Record, Source
from vaultnet.model.span import Span
from vaultnet.text.spelling import worded
from vaultnet.text.stems import words

THANK, ANSWER, WAIT, REPORT, RETURN = "thank", "answer", "wait", "report", "return"

_RECEIVED = ("received", "introduced", "asked")
_GIFTS = frozenset({"received", "introduced"})
_BEGINS = (*_RECEIVED, "request", "borrowed")
CLOSED_BY = {THANK: "thanked", ANSWER: "answered", WAIT: "answered", REPORT: "reported", RETURN: "returned"}
_REPORT_UNTIL = Span(6, "M")
_ANSWER_FROM = 1  # days: the second day
_WAIT_FROM = 21
_RETURN_AFTER = 28


def received(history: History) -> tuple[Received, ...]:
    """Everything that the user received from this person, newest first, undated last (format.md, Marks)."""
    until = _latest(history, "thanked")
    return tuple(
        Received(
            _about(record),
            record.entry.date,
            record.entry.date is not None and record.entry.date <= until,
            record.source,
            _mark(record),
            _introduced(record),
        )
        for record in newest_first(history.said(*_RECEIVED))
        if _is_gift(record) and (record.entry.text or record.entry.date)
    )


def open_threads(history: History, config: Config) -> tuple[tuple[str, Gratitude], ...]:
    """What to thank this person for, answer, report or return today, each with its act."""
    begun = [] if unspoken(history.person) else _begun(history)
    if not any(_is_time(thread, history.today, config) for thread in begun):
        return ()
    return tuple(
        (ANSWER if thread.act == WAIT else thread.act, _item(history, thread))
        for thread in _open(history, begun, config)
        if _is_time(thread, history.today, config)
    )


def gratitude(threads: Iterable[tuple[str, Gratitude]]) -> dict[str, tuple[Gratitude, ...]]:
    """Everything that is open today by act, oldest first; `threads` are sorted by name."""
    by_act: dict[str, list[Gratitude]] = {THANK: [], ANSWER: [], REPORT: [], RETURN: []}
    for act, item in threads:
        by_act[act].append(item)
    return {act: tuple(sorted(items, key=lambda item: item.date)) for act, items in by_act.items()}


def answerable(items: Sequence[Gratitude]) -> Sequence[Gratitude]:
    """Of what waits for an answer between the user and one person, what can be answered in one go.

    All requests of theirs, which one answer closes; when there is none, the oldest question of the user's own.
    """
    return tuple(item for item in items if not item.waiting) or items[:1]


def _item(history: History, thread: Thread) -> Gratitude:
    record = thread.record
    return Gratitude(
        history.person,
        _about(record),
        thread.day,
        record.source,
        thread.act == WAIT,
        _mark(record),
        _introduced(record),
    )


def _begun(history: History) -> list[Thread]:
    """Every thread that ever began between the user and this person."""
    return [
        Thread(act, record, record.entry.date, record.entry.date)
        for record in history.said(*_BEGINS)
        if record.entry.date
        for act in _acts(record)
    ]


def _acts(record: Record) -> Iterator[str]:
    """What the user has to do about a line."""
    entry = record.entry
    if _is_gift(record):
        yield THANK
    if "asked" in entry.marks and entry.outcome == "accepted":
        yield REPORT
    if "asked" in entry.marks and not entry.outcome:
        yield WAIT
    if "request" in entry.marks and not entry.outcome:
        yield ANSWER
    if "borrowed" in entry.marks and entry.open:
        yield RETURN


def _open(history: History, begun: list[Thread], config: Config) -> list[Thread]:
    """The threads that nothing has closed, whether or not it is time to mention them."""
    threads: list[Thread] = []
    given = answers(history)
    for act, mark in CLOSED_BY.items():
        alike = [thread for thread in begun if thread.act == act]
        if act == THANK:
            until = _latest(history, mark)
            threads += (thread for thread in alike if thread.since > until)
        elif act == ANSWER:
            threads += _unanswered(alike, given)
        elif act == WAIT:
            to_the_user = (answer for answer in given if answer.own or not answer.theirs)
            threads += without(alike, [(answer.day, answer.entry) for answer in to_the_user])
        else:
            threads += without(alike, _dated(history, mark), else_all=True)
    return _not_let_go(history, begun, [_told_late(thread, config) for thread in threads], config)


class Answer(NamedTuple):
    """A line that says that something was answered, and the matters that it repeats in their very words, worded."""

    day: date
    entry: Entry
    theirs: frozenset[str]  # those that they asked of the user
    own: frozenset[str]  # those that the user asked of them


def answers(history: History) -> list[Answer]:
    """The lines that say that something was answered, by whichever of the two."""
    lines = _dated(history, "answered")
    if not lines:
        return []
    asked = {mark: _matters(history, mark) for mark in ("request", "asked")}
    return [Answer(day, entry, *(repeated(entry, asked[mark]) for mark in asked)) for day, entry in lines]


def of_the_user(answer: Answer) -> bool:
    """Whether it may be the user's answer: one that repeats nothing but a question of their own was given to them."""
    return bool(answer.theirs) or not answer.own


def _matters(history: History, mark: str) -> frozenset[str]:
    """What such lines are about, of those that do not tell the outcome themselves."""
    lines = (record.entry for record in history.person.records)
    return frozenset(worded(line.matter) for line in lines if mark in line.marks and not line.outcome)


def _unanswered(requests: Iterable[Thread], given: Iterable[Answer]) -> list[Thread]:
    """The requests that no answer closes: one closes all up to its day.

    One that repeats requests leaves open what else they asked on its own day: that came up in the same talk.
    """
    until = before = date.min
    same_day: set[tuple[date, str]] = set()
    for answer in filter(of_the_user, given):
        if answer.theirs:
            before = max(before, answer.day)
            same_day.update((answer.day, matter) for matter in answer.theirs)
        else:
            until = max(until, answer.day)
    return [
        thread
        for thread in requests
        if thread.since > until and thread.since >= before and (thread.since, _matter(thread)) not in same_day
    ]


def _matter(thread: Thread) -> str:
    return worded(thread.record.entry.matter)


def _told_late(thread: Thread, config: Config) -> Thread:
    """A report cannot be let go before its time: what was let go until then were the thanks."""
    return thread._replace(since=config.report_after.after(thread.day)) if thread.act == REPORT else thread


def _is_gift(record: Record) -> bool:
    entry = record.entry
    return not _GIFTS.isdisjoint(entry.marks) or ("asked" in entry.marks and entry.outcome == "accepted")


def _about(record: Record) -> str:
    """What a line is about; of a request without words of its own, what came of it."""
    return record.entry.matter or record.entry.text


def _mark(record: Record) -> str:
    return next(mark for mark in _BEGINS if mark in record.entry.marks)


def _introduced(record: Record) -> tuple[str, ...]:
    """The people to whom a line says that the user was introduced."""
    return record.people if _mark(record) == "introduced" else ()


def _dated(history: History, mark: str) -> list[Closer]:
    """The lines that close something, with their days."""
    return [(record.entry.date, record.entry) for record in history.said(mark) if record.entry.date]


def _latest(history: History, mark: str) -> date:
    return max((day for day, _ in _dated(history, mark)), default=date.min)


def _not_let_go(history: History, begun: Iterable[Thread], threads: list[Thread], config: Config) -> list[Thread]:
    """The threads that the user has not let go; letting go without a word lets go of all."""
    closers = list(let_go(history))
    ever = frozenset(_matter(thread) for thread in begun) if closers else frozenset()
    for day, closer in closers:
        if meant := repeated(closer, ever):  # it names no other, whether or not that is closed already
            threads = [thread for thread in threads if thread.since > day or _matter(thread) not in meant]
            continue
        other = of_an_introduction(closer) or is_one_of(closer.text, _occasion_names(history, config))
        if not other or is_one_of(closer.text, matters(history)):
            threads = without(threads, [(day, closer)], else_all=not words(closer.text))
    return threads


def of_an_introduction(closer: Entry) -> bool:
    """Whether what is let go is the suggestion that two could meet: the line is nothing but a link."""
    return closer.text in closer.links


def matters(history: History) -> Iterator[str]:
    """What the threads with this person are about."""
    return (record.entry.matter for record in history.said(*_BEGINS))


def _occasion_names(history: History, config: Config) -> Iterator[str]:
    """The words in which a tick lets go of the occasions of this person."""
    card = history.person.card
    stated = {"birthday": card.birthday, "anniversary": card.anniversary or card.wedding, "wedding": card.wedding}
    yield from (kind for kind, day in stated.items() if day)
    for kind, _ in config.occasions:
        yield from (record.entry.text or kind for record in history.marked.get(kind, ()))
    yield from (told.text for record in history.telling for told in record.entry.told)


def closed_by(history: History, act: str, day: date, text: str, config: Config) -> frozenset[Source]:
    """Where those stand that a line on `day` with these words would close, a report or a return by its `act`."""
    begun = _begun(history)
    still_open = {thread.record.source for thread in _open(history, begun, config) if thread.act == act}
    threads = [thread for thread in begun if thread.act == act and thread.record.source in still_open]
    left = without(threads, [(day, Entry(0, day, text, contact=True))], else_all=True)
    return frozenset(thread.record.source for thread in threads if thread not in left)


def let_go(history: History) -> Iterator[Closer]:
    """The lines that let something go, with their days; one without a day counts today."""
    return ((record.entry.date or history.today, record.entry) for record in history.said("let go"))


def _is_time(thread: Thread, today: date, config: Config) -> bool:
    """Whether to mention a thread today."""
    age = (today - thread.day).days
    if thread.act == THANK:
        return age <= config.thank_window
    if thread.act == REPORT:
        return config.report_after.after(thread.day) < today < _REPORT_UNTIL.after(thread.day)
    if thread.act == RETURN:
        return age > _RETURN_AFTER
    return age >= (_WAIT_FROM if thread.act == WAIT else _ANSWER_FROM)
