"""What a tick asks for, decided from the people found in the vault and the agenda of the day that the tick is for.

A decision does not rest on what was recorded on the tick's own day: made again after a run that was cut short, it is
the same, and the notes say it already.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

from vaultnet.agenda import plan
from vaultnet.agenda.gratitude import REPORT, RETURN, closed_by
from vaultnet.agenda.history import history_of
from vaultnet.agenda.tact import deceased
from vaultnet.days.dates import DateAt, leading_past, parse_date
from vaultnet.days.spans import parse_until
from vaultnet.due.line import CONTACT, Tick
from vaultnet.due.note import DueNote
from vaultnet.model.agenda import Agenda, Gratitude
from vaultnet.model.config import Reading
from vaultnet.model.facts import Entry, Task
from vaultnet.model.network import Person, Promise, Source
from vaultnet.model.span import Span
from vaultnet.note.edit import Edit, Refusal
from vaultnet.note.edit_task import cancel_task, may_repeat, move_task, tick_task
from vaultnet.note.record_contact import NewContact, without_marker
from vaultnet.record import Act, contact, snoozed
from vaultnet.render.compose import Spare
from vaultnet.render.due_note import promise_text
from vaultnet.render.escape import link
from vaultnet.render.reasons import did
from vaultnet.render.voice import Voice
from vaultnet.render.words import Words, words
from vaultnet.ticks.job import Job
from vaultnet.ticks.spoken import spoken_of
from vaultnet.ticks.whom import Stuck, meant

_WITHOUT_CADENCE = Span(4, "W")
_CLOSING = frozenset({"thanked", "answered", "reported", "returned", "let go", "gave"})
_MARKS = {"answer": "answered", "thank": "thanked", "report": "reported", "give_back": "returned"}


_TaskEdit = Callable[[str, str, Reading, Task], Edit | Refusal | None]


class Decision(NamedTuple):
    """What a tick asks for."""

    acts: tuple[Act, ...] = ()
    spare: tuple[Spare, ...] = ()
    reopen: bool = False


class Decider:
    """Decides about the ticks of one note; the agenda of their day is made when a tick first needs it."""

    def __init__(self, job: Job, due: DueNote, day: date) -> None:
        """`due` is of `day`."""
        self.job, self.due, self.day = job, due, day
        self.words: Words = words(job.config.language)
        self.order = job.config.date_order
        self._unread = job.unread()
        self._changed: set[Source] = set()  # tasks: one can be a promise to several people

    @cached_property
    def agenda(self) -> Agenda:
        """What that day asked, before anything was done about these ticks."""
        network, since = self.job.network, self._since
        people = (_until(one, since[one.path]) if one.path in since else one for one in network.people)
        return plan(network._replace(people=tuple(people)), self.job.config, self.day)

    @cached_property
    def _since(self) -> dict[str, date]:
        """The people of the ticks, and the first day on which they were ticked."""
        since: dict[str, date] = {}
        for tick in self.due.ticks:
            if tick.ticked:
                try:
                    day = self.when(tick)
                    for target in tick.targets:
                        path = self._person(target).path
                        since[path] = min(day, since.get(path, day))
                except Stuck:
                    continue
        return since

    def when(self, tick: Tick) -> date:
        """The day on which it happened: noted at the tick, else at the start of the words, else that of the note."""
        if tick.done:
            day = parse_date(tick.done, self.order)
            shown = tick.done
        elif at := self._typed(tick):
            day, shown = at.date, tick.words[: at.end].strip()
        else:
            return self.day
        if day is None:
            raise Stuck(f"there is no such date as “{shown}”")
        if day > self.job.today:
            raise Stuck(f"{day.isoformat()} is still to come")
        return day

    def decide(self, tick: Tick, day: date) -> Decision:
        """The edits that a tick asks for, and the words that they have no use for."""
        people = [self._person(target) for target in tick.targets]
        said = self._said(tick, day)
        under = _under(tick.sub_items)
        if tick.section == "promised":
            return self._promise(tick, people[0], day, said)
        if tick.section == "introduce":
            return self._introduction(tick, people, day, said, under)
        if tick.section in CONTACT:
            return self._contact(tick, people[0], day, said, under)
        return self._gratitude(tick, people[0], day, said, under)

    def _said(self, tick: Tick, day: date) -> str:
        """The user's words without the date at their start, if that is the day on which it happened."""
        at = self._typed(tick)
        return tick.words[at.end :].strip() if at and at.date == day else tick.words

    def _typed(self, tick: Tick) -> DateAt | None:
        """The day at the start of the words, if it can be that of the tick."""
        return leading_past(tick.words, self.order, self.job.today) if tick.box != ">" else None

    def _person(self, target: str) -> Person:
        return meant(target, self.job.network, self._unread)

    def _record(self, person: Person, day: date, text: str, under: Sequence[str] = ()) -> Act:
        return contact(person, NewContact(day, text, tuple(under)), self.job.config, self.job.reading)

    def _contact(self, tick: Tick, person: Person, day: date, said: str, under: tuple[str, ...]) -> Decision:
        if tick.box in "xX":
            return Decision((self._record(person, day, said or self._phrase(person), under),))
        if tick.box == ">":
            until, rest = self._until(tick.words, day)
            return Decision((snoozed(person, until),), _spare(person, rest, tick.sub_items))
        snooze = () if deceased(person) else (snoozed(person, (person.cadence or _WITHOUT_CADENCE).after(day)),)
        occasions = [one for one in self.agenda.today if tick.section == "today" and one.person.path == person.path]
        let_go = (f"let go: {_one_line(one.text) or one.kind}" for one in occasions)
        acts = (*snooze, *(self._record(person, day, text) for text in let_go))
        return Decision(acts, _spare(person, said, tick.sub_items))

    def _phrase(self, person: Person) -> str:
        """What to write where the user typed nothing."""
        return did(next((one for one in self.agenda.today if one.person.path == person.path), None), self.words)

    def _until(self, text: str, day: date) -> tuple[date, str]:
        found = parse_until(text, day, self.order)
        if found is None:
            return self.job.config.snooze.after(day), text
        return found[0], text[found[1] :].strip(" \t.,;!")

    def _gratitude(self, tick: Tick, person: Person, day: date, said: str, under: tuple[str, ...]) -> Decision:
        if tick.box == ">":
            return Decision(reopen=True)
        known = [one for one in self._items(tick.section) if one.person.path == person.path]
        about = spoken_of(tick, known, day, Voice(self.words, self.job.network, self.day, note=True))
        items = [_one_line(one.text) for one in about]
        matter = "; ".join(dict.fromkeys(item for item in items if item))
        if tick.box == "-":
            lines = list(dict.fromkeys(items)) or [self.words.say(f"did.{tick.section}")]
            acts = tuple(self._record(person, day, f"let go: {line}".rstrip()) for line in lines)
            return Decision(acts, _spare(person, said, tick.sub_items))
        text = matter or self.words.say(f"did.{tick.section}")
        if tick.section == "answer":
            said = said.removeprefix("->").removeprefix("→").lstrip()
            text = f"{text} -> {said}" if said else text
        elif said:
            text = (
                said if tick.section == "thank" or self._closes(tick, person, day, said, about) else f"{text}: {said}"
            )
        return Decision((self._record(person, day, f"{_MARKS[tick.section]}: {text}", under),))

    def _closes(self, tick: Tick, person: Person, day: date, said: str, about: Sequence[Gratitude]) -> bool:
        """Whether the user's words close what the tick is about, or part of it, and nothing else."""
        act = REPORT if tick.section == "report" else RETURN
        history = history_of(_until(person, self._since[person.path]), self.day)
        closed = closed_by(history, act, day, said, self.job.config)
        return bool(closed) and closed <= {one.source for one in about}

    def _items(self, section: str) -> Sequence[Gratitude]:
        agenda = self.agenda
        return {
            "answer": agenda.answer,
            "thank": agenda.thank,
            "report": agenda.report,
            "give_back": agenda.give_back,
        }[section]

    def _promise(self, tick: Tick, person: Person, day: date, said: str) -> Decision:
        """What to do about a promise; one that is no longer open was ticked at its source already."""
        until, rest = self._until(said, day) if tick.box == ">" else (day, said)
        promise = self._promised(tick, person, until)
        if tick.box == ">" and not (promise and promise.due):
            return Decision(reopen=True)
        acts: tuple[Act, ...] = ()
        if promise and promise.source not in self._changed:
            self._changed.add(promise.source)
            acts = (self._changed_task(tick.box, promise, until),)
        if not promise and tick.line in self.due.by_hand:
            rest = tick.text.partition("] ")[2]  # nobody else knows of it
        return Decision(acts, _spare(person, rest, tick.sub_items))

    def _promised(self, tick: Tick, person: Person, until: date) -> Promise | None:
        """The promise that the line is about; of several that look the same, one that is not ticked already."""
        tags = ("", self.job.config.tasks.tag)  # the tag may have been configured after the note was written
        alike = [one for one in person.promises if tick.promise in [promise_text(one, tag) for tag in tags]]
        same = [one for one in alike if tick.due == (one.due.isoformat() if one.due else "")]
        if alike and not same:
            if tick.box == ">" and (moved := next((one for one in alike if one.due == until), None)):
                return moved
            if not (_has_come_again(tick, alike) or _was_kept(person, until, alike[0].text)):
                raise Stuck("the promise has been moved to another day since")
        lines = [one for one in self.due.ticks if one.key == tick.key and one.due == tick.due]
        carried_out = max(0, len(lines) - len(same))
        place = [one.line for one in lines if one.ticked].index(tick.line)
        return same[place - carried_out] if place >= carried_out else None

    def _changed_task(self, box: str, promise: Promise, day: date) -> Act:
        """Move the task that is a promise to a day, cancel it, or tick it on that day."""
        edits: dict[str, _TaskEdit] = {">": partial(move_task, day=day), "-": partial(cancel_task, day=day)}
        edit = edits.get(box, partial(tick_task, day=day))
        path, line = promise.source
        task = Task(line, promise.text, promise.due)
        return Act(path, lambda note: edit(path, note, self.job.reading, task))

    def _introduction(self, tick: Tick, people: list[Person], day: date, said: str, under: tuple[str, ...]) -> Decision:
        """Recorded on both sides, so that the two are never suggested again; the user's own help links their note."""
        if tick.box == ">":
            return Decision(reopen=True)
        given = tick.box in "xX"
        if len(people) == 1:
            me = self.job.network.me
            own = f" ({link(me.path, self.job.network)})" if me else ""
            need = self._need(people[0])
            lines = [(people[0], f"gave: {said or need}{own}" if given else f"let go: {need}")]
        else:
            act = f"gave: {self.words.say('did.introduced')}" if given else "let go:"
            words_ = f", {said}" if said and given else ""
            pairs = zip(people, reversed(people), strict=True)
            lines = [(one, f"{act} {link(other.path, self.job.network)}{words_}") for one, other in pairs]
        acts = tuple(self._record(person, day, text, under if given else ()) for person, text in lines)
        return Decision(acts, () if given else _spare(people[0], said, tick.sub_items))

    def _need(self, person: Person) -> str:
        needs = [
            _one_line(one.need.text)
            for one in self.agenda.introduce
            if one.mine and one.need.person.path == person.path
        ]
        return needs[0] if needs else self.words.say("did.helped")


def _until(person: Person, day: date) -> Person:
    """What the notes say of somebody without what was done on `day` or later."""

    def stays(entry: Entry) -> bool:
        before = entry.date is None or entry.date < day
        return before or not (entry.within or _CLOSING.intersection(entry.marks))

    return person._replace(
        contacts=tuple(one for one in person.contacts if one.date < day),
        records=tuple(one for one in person.records if stays(one.entry)),
    )


def _has_come_again(tick: Tick, alike: Sequence[Promise]) -> bool:
    """Whether a promise that repeats is open for a later day by now: what was ticked has been dealt with."""
    return any(one.due and may_repeat(one.text) and one.due.isoformat() > tick.due for one in alike)


def _was_kept(person: Person, day: date, promise: str) -> bool:
    """Whether a task of these words was done on that day."""
    said = (part.text for contact in person.contacts if contact.date == day for part in contact.parts)
    return promise.split() in (text.split() for text in said)


def _spare(person: Person, text: str, under: Sequence[str]) -> tuple[Spare, ...]:
    return (Spare(person.name, text, tuple(under)),) if text or under else ()


def _under(sub_items: Sequence[str]) -> tuple[str, ...]:
    """The lines under a tick without indentation and marker; a tab in front for each level that they stand deeper."""
    found: list[str] = []
    levels: list[int] = []
    for line in sub_items:
        text = line.strip()
        indent = line.expandtabs(4).find(text[:1])
        while levels and levels[-1] >= indent:
            levels.pop()
        found.append("\t" * len(levels) + without_marker(text))
        levels.append(indent)
    return tuple(found)


def _one_line(text: str) -> str:
    return " ".join(text.split())
